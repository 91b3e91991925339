import { ComparisonHost, type ComparisonRequest } from './comparison-host';

const SLICE_MS = 60;

const host = new ComparisonHost((message, transfer) => self.postMessage(message, { transfer }), () => performance.now());
let isWorking = false;

/** A message that asks for something else is heard between two slices. */
function goOn(): void {
  isWorking = host.work(SLICE_MS);
  if (isWorking) setTimeout(goOn);
}

self.addEventListener('message', ({ data }: MessageEvent<ComparisonRequest>) => {
  host.begin(data);
  if (!isWorking) goOn();
});
