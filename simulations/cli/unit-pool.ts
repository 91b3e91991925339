import type { FigurePath } from '../experiments/report-figures';
import { UnitRun, type UnitResult } from '../experiments/unit';
import { problemText } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import type { Io, WorkerHandle } from './io';
import type { UnitReply, UnitRequest } from './unit-worker';

export interface Unit {
  readonly unit: number;
  readonly seed: number;
  /** Units that have the same scenario say the same number. */
  readonly point: number;
}

export interface UnitWork {
  readonly units: readonly Unit[];
  readonly scenarioAt: (point: number) => Scenario;
  readonly figures: readonly FigurePath[];
  readonly cores: number;
  /** After each unit, in whatever order they end. */
  readonly onDone?: (unit: number, result: UnitResult, done: number) => void;
}

export interface UnitsDone {
  readonly results: ReadonlyMap<number, UnitResult>;
  readonly failed: readonly { readonly unit: number; readonly why: string }[];
  readonly isInterrupted: boolean;
}

/** Events between two looks at Ctrl-C: some milliseconds. */
const SLICE_EVENTS = 100_000;

/** Runs units on as many cores as there are, until all are done or somebody presses Ctrl-C; what is finished then is kept. */
export async function runUnits(work: UnitWork, io: Io): Promise<UnitsDone> {
  const pool = new Pool(work, io);
  const release = io.onInterrupt(() => pool.interrupt());
  try {
    return Math.min(work.cores, work.units.length) > 1 ? await pool.runOnThreads() : await pool.runHere();
  } finally {
    release();
  }
}

class Pool {
  private readonly results = new Map<number, UnitResult>();
  private readonly failed: { unit: number; why: string }[] = [];
  private isInterrupted = false;
  private next = 0;
  private finish: (() => void) | undefined;

  constructor(private readonly work: UnitWork, private readonly io: Io) {}

  interrupt(): void {
    this.isInterrupted = true;
    this.finish?.();
  }

  async runHere(): Promise<UnitsDone> {
    const { units, scenarioAt, figures } = this.work;
    for (const { unit, seed, point } of units) {
      if (this.isInterrupted) break;
      try {
        const run = UnitRun.start(scenarioAt(point), seed, figures);
        if (!run.ok) {
          this.failed.push({ unit, why: run.problems.map(problemText).join('; ') });
          continue;
        }
        while (!run.value.advance(SLICE_EVENTS)) {
          await this.io.pause();
          if (this.isInterrupted) return this.done();
        }
        this.keep(unit, run.value.result());
        await this.io.pause();
      } catch (error) {
        this.failed.push({ unit, why: error instanceof Error ? error.message : String(error) });
      }
    }
    return this.done();
  }

  async runOnThreads(): Promise<UnitsDone> {
    const threads = Array.from({ length: Math.min(this.work.cores, this.work.units.length) }, () => new Thread(this.io, this.work));
    try {
      await new Promise<void>((resolve) => {
        this.finish = resolve;
        let busy = 0;
        const feed = (thread: Thread): void => {
          const unit = this.isInterrupted ? undefined : this.work.units[this.next];
          if (unit === undefined) {
            thread.stop();
            if (busy === 0) resolve();
            return;
          }
          this.next += 1;
          busy += 1;
          thread.run(unit, (reply) => {
            busy -= 1;
            if (this.isInterrupted) return;
            if ('result' in reply) this.keep(reply.unit, reply.result);
            else this.failed.push(reply);
            feed(thread);
          });
        };
        for (const thread of threads) feed(thread);
      });
    } finally {
      for (const thread of threads) thread.stop();
    }
    return this.done();
  }

  private keep(unit: number, result: UnitResult): void {
    this.results.set(unit, result);
    this.work.onDone?.(unit, result, this.results.size);
  }

  private done(): UnitsDone {
    const { results, failed, isInterrupted, work } = this;
    return { results, failed, isInterrupted: isInterrupted && results.size + failed.length < work.units.length };
  }
}

/** One worker and the unit that it has. One that dies (out of memory, say) takes its unit along; a fresh one does the next. */
class Thread {
  private handle: WorkerHandle | undefined;
  private present: { readonly unit: Unit; readonly onReply: (reply: UnitReply) => void } | undefined;
  private sentPoint = -1;

  constructor(private readonly io: Io, private readonly work: UnitWork) {}

  run(unit: Unit, onReply: (reply: UnitReply) => void): void {
    this.present = { unit, onReply };
    this.handle ??= this.io.startWorker((reply) => this.answered(reply as UnitReply), (why) => this.died(why));
    const isNew = this.sentPoint !== unit.point;
    this.sentPoint = unit.point;
    const request: UnitRequest = {
      unit: unit.unit, seed: unit.seed, figures: this.work.figures, ...(isNew ? { scenario: this.work.scenarioAt(unit.point) } : {}),
    };
    this.handle.post(request);
  }

  stop(): void {
    this.handle?.stop();
    this.handle = undefined;
  }

  private answered(reply: UnitReply): void {
    const { present } = this;
    this.present = undefined;
    present?.onReply(reply);
  }

  private died(why: string): void {
    this.stop();
    this.sentPoint = -1;
    if (this.present !== undefined) this.answered({ unit: this.present.unit.unit, why: `the thread ended: ${why}` });
  }
}
