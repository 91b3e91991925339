import { existsSync, readFileSync, statSync } from 'node:fs';
import { text } from 'node:stream/consumers';

/** What a command needs of the process, so that a test can stand in for it. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** True when somebody watches standard error. */
  readonly isErrTerminal: boolean;
  readonly errColumns: number;
  isFile(path: string): boolean;
  fileBytes(path: string): number;
  readFile(path: string): string;
  readStdin(): Promise<string>;
  /** Milliseconds of real time; only for how long a run took. */
  nowMs(): number;
  /** Lets signals in. */
  pause(): Promise<void>;
  /** Calls back on Ctrl-C until the returned function is called. */
  onInterrupt(callback: () => void): () => void;
}

export const processIo: Io = {
  out: (written) => void process.stdout.write(written),
  err: (written) => void process.stderr.write(written),
  isErrTerminal: process.stderr.isTTY,
  // 0 where a terminal does not know its width.
  errColumns: process.stderr.columns > 0 ? process.stderr.columns : 80,
  isFile: (path) => existsSync(path) && !statSync(path).isDirectory(),
  fileBytes: (path) => statSync(path).size,
  readFile: (path) => readFileSync(path, 'utf8'),
  readStdin: () => text(process.stdin),
  nowMs: () => performance.now(),
  pause: () => new Promise((resolve) => { setImmediate(resolve); }),
  onInterrupt: (callback) => {
    process.once('SIGINT', callback);
    return () => void process.removeListener('SIGINT', callback);
  },
};

/** `sim … | head` closes the pipe early; that is no mistake of ours. */
export function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}
