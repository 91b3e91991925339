// The thread behind a sweep: the same bundle as the command line's, which launch.mjs has built.
import { parentPort } from 'node:worker_threads';

const { serveUnits } = await import(new URL('../../out/cli/sim.mjs', import.meta.url).href);
serveUnits((message) => parentPort.postMessage(message), (callback) => parentPort.on('message', callback));
