import { closeSync, existsSync, fsyncSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';
import { ExitCode } from './exit-code';

/** What a command needs of the process, so that a test can stand in for it. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** True when somebody watches standard error. */
  readonly isErrTerminal: boolean;
  readonly errColumns: number;
  isFile(path: string): boolean;
  isFolder(path: string): boolean;
  fileBytes(path: string): number;
  readFile(path: string): string;
  /** The whole file or, when that fails, what stood there before; throws what the disk says. */
  writeFile(path: string, text: string): void;
  readStdin(): Promise<string>;
  /** Milliseconds of real time; only for how long a run took. */
  nowMs(): number;
  /** Today's date, for a change log. */
  today(): string;
  /** Lets signals in. */
  pause(): Promise<void>;
  /** Calls back on Ctrl-C until the returned function is called. */
  onInterrupt(callback: () => void): () => void;
  /** How many runs can go on at once. */
  readonly cores: number;
  /** A thread that runs units of experiments (unit-worker.ts). */
  startWorker(onMessage: (message: unknown) => void, onDeath: (why: string) => void): WorkerHandle;
}

export interface WorkerHandle {
  post(message: unknown): void;
  stop(): void;
}

/** Ctrl-C, and what a scheduler sends before it kills. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** A signal so much later than the first is impatience. */
const AGAIN_MS = 1000;

export const processIo: Io = {
  out: (written) => void process.stdout.write(written),
  err: (written) => void process.stderr.write(written),
  isErrTerminal: process.stderr.isTTY,
  // 0 where a terminal does not know its width.
  errColumns: process.stderr.columns > 0 ? process.stderr.columns : 80,
  isFile: (path) => existsSync(path) && !statSync(path).isDirectory(),
  isFolder: (path) => existsSync(path) && statSync(path).isDirectory(),
  fileBytes: (path) => statSync(path).size,
  readFile: (path) => readFileSync(path, 'utf8'),
  writeFile: writeWhole,
  readStdin: () => text(process.stdin),
  nowMs: () => performance.now(),
  today: () => new Date().toISOString().slice(0, 10),
  pause: () => new Promise((resolve) => { setImmediate(resolve); }),
  onInterrupt: (callback) => {
    let firstMs = 0;
    const handler = (): void => {
      if (firstMs === 0) {
        firstMs = performance.now();
        callback();
      } else if (performance.now() - firstMs > AGAIN_MS) {
        process.exit(ExitCode.interrupted);
      }
    };
    for (const signal of SIGNALS) process.on(signal, handler);
    // Once it has come it is listened for to the end: npm passes a Ctrl-C on that the terminal has sent already, and the second must not cut short what the first began.
    return () => {
      if (firstMs === 0) for (const signal of SIGNALS) process.removeListener(signal, handler);
    };
  },
  cores: availableParallelism(),
  startWorker: (onMessage, onDeath) => {
    // As seen from here and, in the same depth, from the bundle out/cli/sim.mjs.
    const script = new URL('../../simulations/cli/launch-worker.mjs', import.meta.url);
    const worker = new Worker(script, { stdout: false, stderr: false });
    let isStopped = false;
    worker.on('message', onMessage);
    worker.on('error', (error: Error) => { if (!isStopped) onDeath(error.message); });
    return {
      post: (message) => worker.postMessage(message),
      stop: () => {
        isStopped = true;
        void worker.terminate();
      },
    };
  },
};

/** Under another name first: whoever reads, and whatever happens, there is the old file or the new one, and never half of it. */
function writeWhole(path: string, written: string): void {
  const target = existsSync(path) ? realpathSync(path) : path; // Renaming onto a link would replace the link.
  // A pipe or a device cannot be replaced, nor left half-written.
  const isPlain = !existsSync(target) || statSync(target).isFile();
  const name = isPlain ? join(dirname(target), `.${basename(target)}.${process.pid}.tmp`) : target;
  try {
    const file = openSync(name, isPlain ? 'wx' : 'w', existsSync(target) ? statSync(target).mode & 0o777 : 0o666);
    try {
      const bytes = Buffer.from(written, 'utf8');
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      if (isPlain) fsyncSync(file); // Otherwise the new name can reach the disk before the text does.
    } finally {
      closeSync(file);
    }
    if (isPlain) renameSync(name, target);
  } catch (error) {
    if (isPlain) rmSync(name, { force: true });
    throw error;
  }
}

/** `sim … | head` closes the pipe early; that is no mistake of ours. A full disk is said in one line. */
export function endQuietlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    process.stderr.write(`sim: the output cannot be written: ${error.message}\n`);
    process.exit(2);
  });
}
