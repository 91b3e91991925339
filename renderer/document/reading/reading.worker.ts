import type { TraceRows } from '../../../simulations/engine/kind';
import type { FromReading, ReadingRequest } from './reading';
import { readText, type TextRead } from './read-text';

const answer = (message: FromReading, transfer: ArrayBuffer[] = []): void => self.postMessage(message, { transfer });

self.addEventListener('message', ({ data: { kind, text } }: MessageEvent<ReadingRequest>) => {
  const read = readText(kind, text, (share) => answer({ share }));
  answer({ read }, buffersOf(read));
});

function buffersOf(read: TextRead): ArrayBuffer[] {
  const rows: readonly TraceRows[] = read.kind === 'scenario' ? read.rows.map((each) => each.rows) : read.rows === null ? [] : [read.rows];
  return rows.flatMap(({ atNs, demandNs, patienceNs, classes, keys }) => [atNs, demandNs, patienceNs, classes, keys].map(({ buffer }) => buffer as ArrayBuffer));
}
