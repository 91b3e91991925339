// The thread behind a sweep: the same bundle as the command line's, so it must have been built (launch.mjs does).
import { parentPort } from 'node:worker_threads';
import { serveUnits } from '../../out/cli/sim.mjs';

serveUnits((message) => parentPort.postMessage(message), (callback) => parentPort.on('message', callback));
