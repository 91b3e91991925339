import { EngineHost } from './engine-host';
import type { FromEngine, ToEngine } from './protocol';

const answer = (message: FromEngine, transfer: ArrayBuffer[]): void => {
  self.postMessage(message, { transfer });
};
const host = new EngineHost(answer, () => performance.now());

self.addEventListener('message', ({ data }: MessageEvent<ToEngine>) => {
  try {
    host.handle(data);
  } catch (error) {
    answer({ kind: 'crashed', message: error instanceof Error ? error.message : String(error) }, []);
  }
});
