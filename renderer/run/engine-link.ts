import type { FromEngine, ToEngine } from './protocol';

/** The part of a Worker that is used here, so that tests can put their own in its place. */
export interface EngineWorker {
  postMessage(message: ToEngine, transfer: ArrayBuffer[]): void;
  addEventListener(type: 'message', listener: (event: { readonly data: FromEngine }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

export interface EngineLinkOptions {
  readonly makeWorker: () => EngineWorker;
  /** How long an answer may take while this page is awake. */
  readonly answerWithinMs: number;
  readonly onAnswer: (message: FromEngine) => void;
  /** The worker is gone; `why` completes "The engine …". `renew` makes another. */
  readonly onLost: (why: string) => void;
}

const LOOK_EVERY_MS = 250;
/** Compiling a scenario with a long trace, or making up lost time, takes longer than one advance. */
const PATIENCE_WITH_STARTS = 4;

/** One worker at a time, and the watch over it: an answer that does not come, an error, or a crash end it. */
export class EngineLink {
  private worker: EngineWorker | null = null;
  private unanswered = 0;
  private waitedMs = 0;
  private patience = 1;
  private readonly watch: ReturnType<typeof setInterval>;

  constructor(private readonly options: EngineLinkOptions) {
    // Waiting is counted in looks, not read from a clock: a page that slept through an hour has waited for one look.
    this.watch = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.renew();
  }

  /** Requests that have not been answered. */
  get outstanding(): number {
    return this.unanswered;
  }

  post(message: ToEngine, transfer: ArrayBuffer[] = []): void {
    if (this.worker === null) return;
    this.unanswered += 1;
    if (message.kind === 'start' || message.kind === 'resume') this.patience = PATIENCE_WITH_STARTS;
    this.worker.postMessage(message, transfer);
  }

  renew(): void {
    this.end();
    const worker = this.options.makeWorker();
    this.worker = worker;
    worker.addEventListener('message', ({ data }) => {
      if (worker !== this.worker) return;
      this.waitedMs = 0;
      if (data.kind === 'crashed') {
        this.lose(`failed: ${data.message}`);
      } else {
        this.unanswered -= 1;
        if (data.kind === 'started' || data.kind === 'refused') this.patience = 1;
        this.options.onAnswer(data);
      }
    });
    const lost = (event: { readonly message?: string }): void => {
      if (worker === this.worker) this.lose(`failed: ${event.message ?? 'a message could not be read'}`);
    };
    worker.addEventListener('error', lost);
    worker.addEventListener('messageerror', lost);
  }

  dispose(): void {
    clearInterval(this.watch);
    this.end();
  }

  private look(): void {
    if (this.worker === null || this.unanswered === 0) {
      this.waitedMs = 0;
      return;
    }
    this.waitedMs += LOOK_EVERY_MS;
    if (this.waitedMs >= this.options.answerWithinMs * this.patience) this.lose('stopped answering');
  }

  private lose(why: string): void {
    this.end();
    this.options.onLost(why);
  }

  private end(): void {
    this.worker?.terminate();
    this.worker = null;
    this.unanswered = 0;
    this.waitedMs = 0;
    this.patience = 1;
  }
}
