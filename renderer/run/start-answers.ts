import type { Listeners } from '../listeners';
import type { Deeds } from './deeds';
import { arrivalsPerS } from './expected-rate';
import type { Lifeline } from './lifeline';
import { plannedBreaksS, shapeOf } from './measured-shape';
import type { Measurements } from './measurements';
import type { NextRun } from './next-run';
import { measurementSpans } from './pacing';
import type { Playback } from './playback';
import type { PresentRun, RunOrigin } from './present-run';
import type { FromEngine } from './protocol';
import type { Rescue } from './rescue';
import type { Rewind } from './rewind';
import type { RunStanding } from './run-standing';
import type { RunStart } from './run-start';

interface StartParts {
  readonly starting: RunStart;
  readonly present: PresentRun;
  readonly next: NextRun;
  readonly standing: RunStanding;
  readonly rewind: Rewind;
  readonly rescue: Rescue;
  readonly deeds: Deeds;
  readonly lifeline: Lifeline;
  readonly measurements: Measurements;
  readonly playback: Playback;
  readonly resets: Listeners;
  readonly departures: Listeners;
  readonly nowMs: () => number;
  /** False between two runs, and on the way to another time. */
  readonly mayAsk: () => boolean;
}

/** What the engine answers who asks it for a run: for another one, for this one at an earlier time, or for one that was lost. */
export class StartAnswers {
  constructor(private readonly parts: StartParts) {}

  started({ run, scenario, nowNs }: Extract<FromEngine, { kind: 'started' }>): void {
    const { starting, present, rewind, playback, standing } = this.parts;
    const begun = starting.begun(run);
    if (begun !== null) {
      this.begin(begun);
      present.held(scenario);
      this.showFrom(nowNs);
      playback.showBeginning();
      standing.become(standing.wantsPlay ? 'playing' : 'paused');
    } else if (run !== present.number) {
      present.isReplaced = true; // Overtaken by a newer start, but the engine has given up the run before it.
    } else if (rewind.isOn && !starting.isOn) {
      present.held(scenario);
      this.parts.departures.tell();
      rewind.hurry();
    }
  }

  /** The run before it goes on. */
  refused({ run, problems }: Extract<FromEngine, { kind: 'refused' }>): void {
    const { starting, present, standing, playback, rewind, rescue, deeds, mayAsk } = this.parts;
    const statusBefore = starting.refused(run, problems);
    if (statusBefore === null) return;
    standing.problems = problems;
    if (present.isReplaced || rewind.isOn) rescue.takeUp();
    standing.become(statusBefore);
    playback.goOn();
    if (mayAsk()) deeds.resume();
  }

  /** Another history is shown, or this one from another time on. */
  showFrom(nowNs: number): void {
    this.parts.playback.beginAt(nowNs);
    this.parts.resets.tell();
    this.parts.deeds.resume();
  }

  /** Nothing of the run before it is left. */
  private begin(origin: RunOrigin): void {
    const { present, next, rescue, rewind, deeds, lifeline, standing, measurements, playback, nowMs } = this.parts;
    const { scenario } = origin;
    present.begin(origin);
    next.isStale = false;
    rescue.forget();
    rewind.begin();
    deeds.goOver();
    lifeline.begin(nowMs());
    standing.forgetWorries();
    const jobsPerS = arrivalsPerS(scenario);
    measurements.reset(shapeOf(scenario), scenario.warmupS, measurementSpans(jobsPerS), plannedBreaksS(scenario));
    playback.pace.begin(jobsPerS, playback.speed);
  }
}
