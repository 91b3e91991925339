import { ok, type Result } from './problem';
import type { RunOptions } from './run-api';
import type { Scenario } from './scenario';
import { startRun, type EngineRun } from './start-run';

/**
 * Two scenarios on one clock with the same seed, so that what belongs to a job is the same on both sides: job 417 comes at
 * the same time, is of the same class and asks for as much work, wherever both scenarios have it.
 */
export class Lockstep {
  constructor(readonly left: EngineRun, readonly right: EngineRun) {}

  /** How far both have come, s. One that has stopped does not hold back the other. */
  get nowS(): number {
    return Math.min(...this.going().map(({ nowS }) => nowS));
  }

  /** True while at least one of them can go on. */
  get goesOn(): boolean {
    return this.left.stopped === '' || this.right.stopped === '';
  }

  advanceTo(timeS: number): void {
    for (const run of this.going()) run.advanceTo(timeS);
  }

  /** Towards `timeS`: the one that is behind makes at most `eventsMax` events, so that their clocks stay together. True when both are there or have stopped. */
  advanceSome(timeS: number, eventsMax: number): boolean {
    const onTheWay = [this.left, this.right].filter((run) => run.stopped === '' && run.nowS < timeS);
    const behind = onTheWay.reduce<EngineRun | undefined>((least, run) => (least !== undefined && least.nowNs <= run.nowNs ? least : run), undefined);
    if (behind === undefined) return true;
    return behind.advanceSome(timeS, eventsMax) && onTheWay.length === 1;
  }

  private going(): readonly EngineRun[] {
    const going = [this.left, this.right].filter(({ stopped }) => stopped === '');
    return going.length > 0 ? going : [this.left, this.right];
  }
}

/** Starts two valid scenarios at model time 0, with the seed of the first unless another is given. */
export function startLockstep(left: Scenario, right: Scenario, options: RunOptions = {}): Result<Lockstep> {
  const seed = options.seed ?? left.seed;
  const first = startRun(left, { ...options, seed });
  if (!first.ok) return first;
  const second = startRun(right, { ...options, seed });
  return second.ok ? ok(new Lockstep(first.value, second.value)) : second;
}
