import { expect } from 'vitest';
import { EngineHost } from '../../../../renderer/run/engine-host';
import type { EngineWorker } from '../../../../renderer/run/engine-link';
import type { FromEngine, ToEngine } from '../../../../renderer/run/protocol';
import { RunController } from '../../../../renderer/run/run-controller';
import type { Scenario } from '../../../../simulations/scenario/scenario';

/** Of every run that `playing` begins. */
export const SEED = 7;

type Mood = 'well' | 'hangs' | 'crashes';

/** Stands for a worker: the real engine in the test's own thread. What crosses is cloned, as between threads. */
export class WorkerDouble implements EngineWorker {
  mood: Mood = 'well';
  terminated = false;
  /** Requests that wait for their turn. */
  private readonly inbox: ToEngine[] = [];
  private readonly listeners: ((event: { readonly data: FromEngine }) => void)[] = [];
  private readonly host: EngineHost;

  constructor(readonly heard: ToEngine['kind'][], nowMs: () => number) {
    this.host = new EngineHost((message, transfer) => this.say(structuredClone(message, { transfer })), nowMs);
  }

  postMessage(message: ToEngine, transfer: ArrayBuffer[]): void {
    this.inbox.push(structuredClone(message, { transfer }));
  }
  addEventListener(type: string, listener: (event: never) => void): void {
    if (type === 'message') this.listeners.push(listener as (event: { readonly data: FromEngine }) => void);
  }
  terminate(): void {
    this.terminated = true;
  }

  /** Answers what was asked so far. */
  work(): void {
    if (this.mood === 'hangs') return;
    for (const message of this.inbox.splice(0)) {
      if (this.terminated) return;
      this.heard.push(message.kind);
      if (this.mood === 'crashes') this.say({ kind: 'crashed', message: 'a test broke it' });
      else this.host.handle(message);
    }
  }

  private say(data: FromEngine): void {
    for (const listener of this.listeners) listener({ data });
  }
}

/** A page whose time, pictures and workers move only when the test says so. */
export class PageDouble {
  nowMs = 1000;
  readonly workers: WorkerDouble[] = [];
  readonly heard: ToEngine['kind'][] = [];
  /** Engines of others than the page's run, which answer when it does. */
  readonly besides: WorkerDouble[] = [];
  /** The mood that new workers are born with. */
  moodOfNew: Mood = 'well';
  readonly run: RunController;
  private picture: (() => void) | null = null;

  /** `engineMsPerLook`: how much the engine believes to have spent whenever it looks at the clock. */
  constructor(engineMsPerLook = 0, answerWithinMs = 4000) {
    let engineMs = 0;
    this.run = new RunController({
      makeWorker: () => {
        const worker = new WorkerDouble(this.heard, () => (engineMs += engineMsPerLook));
        worker.mood = this.moodOfNew;
        this.workers.push(worker);
        return worker;
      },
      nowMs: () => this.nowMs,
      beforeNextPicture: (callback) => {
        this.picture = callback;
        return () => { this.picture = null; };
      },
      answerWithinMs,
    });
  }

  get worker(): WorkerDouble {
    return this.workers.at(-1)!;
  }

  /** Shows pictures for so long; the engine answers between them. */
  async watch(forMs: number, pictureMs = 1000 / 60): Promise<void> {
    const untilMs = this.nowMs + forMs;
    while (this.nowMs < untilMs) {
      await this.settle();
      this.nowMs += pictureMs;
      const { picture } = this;
      this.picture = null;
      picture?.();
    }
    await this.settle();
  }

  /** Lets the engine answer without time passing. */
  async settle(): Promise<void> {
    for (let round = 0; round < 8; round++) {
      for (const worker of [this.worker, ...this.besides]) worker.work();
      await Promise.resolve();
    }
  }
}

/** A page on which it plays. */
export async function playing(what: Scenario, speed: number, page = new PageDouble()): Promise<PageDouble> {
  page.run.setSpeed(speed);
  const started = page.run.start(what, SEED);
  page.run.play();
  await page.settle();
  expect((await started).ok).toBe(true);
  return page;
}
