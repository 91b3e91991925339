import { ok, type Result } from '../../simulations/scenario/problem';
import type { RecordedAt, Run } from '../../simulations/scenario/run-api';
import type { Scenario } from '../../simulations/scenario/scenario';
import { resumeRun, startRun, type EngineRun } from '../../simulations/scenario/start-run';
import {
  placeOf, type AdvanceRequest, type ChangeRequest, type Deed, type FaultRequest, type FrameAnswer, type FrameRequest, type FromEngine, type KeyframeAnswer, type ResumeRequest,
  type ToEngine,
} from './protocol';

/** Events between two looks at the clock: well under a millisecond. */
const EVENTS_AT_ONCE = 4096;

export type Answer = (message: FromEngine, transfer: ArrayBuffer[]) => void;

/** The engine's side of the protocol: one run, advanced as asked. It lives in a worker; tests also hold it in their own thread. */
export class EngineHost {
  private run: EngineRun | null = null;
  private runNumber = 0;
  private deedsMade = 0;
  /** What is done again when its time comes: the run has gone back. */
  private later: readonly Deed[] = [];
  private windowS = 0;
  private toldScenario: Scenario | null = null;

  constructor(private readonly answer: Answer, private readonly nowMs: () => number) {}

  handle(message: ToEngine): void {
    switch (message.kind) {
      case 'start': {
        this.take(message.run, startRun(message.scenario, { seed: message.seed, endS: Infinity }), 0, []);
        return;
      }
      case 'resume': {
        this.take(message.run, resume(message), message.deedsBefore, message.later);
        return;
      }
      case 'change':
      case 'fault': {
        this.act(message);
        return;
      }
      case 'advance': {
        const run = this.running(message.run);
        this.prepare(run, message, message.rest);
        const reached = this.advance(run, message);
        this.answerFrame(run, message.buffer, { step: false, reached, keyframe: message.withKeyframe ? this.keyframe(run) : null });
        return;
      }
      case 'step': {
        const run = this.running(message.run);
        this.prepare(run, message);
        this.doWhatIsDue(run);
        run.step();
        this.doWhatIsDue(run, run.nowS);
        run.setWindowS(message.windowS); // Its figures are told with it.
        this.answerFrame(run, message.buffer, { step: true, reached: true, keyframe: null });
        return;
      }
    }
  }

  /** A scenario that the engine refuses leaves the present run as it is. */
  private take(runNumber: number, started: Result<EngineRun>, deedsMade: number, later: readonly Deed[]): void {
    if (!started.ok) {
      this.answer({ kind: 'refused', run: runNumber, problems: started.problems }, []);
      return;
    }
    const run = started.value;
    this.run = run;
    this.runNumber = runNumber;
    this.deedsMade = deedsMade;
    this.later = later;
    this.windowS = 0;
    this.toldScenario = run.scenario;
    this.answer({ kind: 'started', run: runNumber, scenario: run.scenario, seed: run.seed, nowNs: run.nowNs }, []);
  }

  /** By hand, now: from here on the history is another one. */
  private act(message: ChangeRequest | FaultRequest): void {
    const run = this.running(message.run);
    const deedsBefore = this.deedsMade;
    const result = message.kind === 'change' ? asDeed(run.change(message.change), (change) => ({ change })) : asDeed(run.fault(message.fault), (fault) => ({ fault }));
    if (result.ok) {
      this.deedsMade += 1;
      this.later = [];
    }
    this.answer({ kind: 'done', run: message.run, id: message.id, result, deedsBefore }, []);
  }

  private running(runNumber: number): EngineRun {
    if (this.run === null || runNumber !== this.runNumber) throw new Error(`the engine was asked for run ${runNumber}, but holds ${this.runNumber}`);
    return this.run;
  }

  private prepare(run: Run, { sampleEvery, watched, windowS }: FrameRequest, rest = false): void {
    run.sampleJobs(sampleEvery);
    run.watchJob(watched);
    // Setting the length ends the open window, so it is set only when it is another one.
    if (windowS !== this.windowS || rest) run.setWindowS(windowS);
    this.windowS = windowS;
  }

  /** The wall clock decides how far one answer goes, never what happens on the way. */
  private advance(run: EngineRun, { toS, toEvents, budgetMs }: AdvanceRequest): boolean {
    const untilMs = this.nowMs() + budgetMs;
    for (;;) {
      const eventsLeft = toEvents - run.events;
      if (eventsLeft <= 0) return true;
      const before = run.events;
      const most = Math.min(EVENTS_AT_ONCE, eventsLeft);
      // Of what happens at the same time, only what was done after no more events than that.
      const [first] = this.later;
      const next = first !== undefined && placeOf(first).afterEvents <= toEvents ? first : undefined;
      const dueS = next === undefined ? Infinity : justBefore(placeOf(next).atS);
      if (next !== undefined && dueS < toS && run.nowS >= dueS) {
        this.doAgain(run, next);
        continue;
      }
      const reached = run.advanceSome(Math.min(toS, dueS), most);
      // What has happened up to a deed is read before it is done again, for that makes room by forgetting.
      if (reached) return dueS >= toS;
      // Fewer events than allowed: there is no room for what they have to tell until the frame is read.
      if (run.events - before < most || this.nowMs() >= untilMs) return false;
    }
  }

  /** In a single step there is no time before: what was done after just so many events, by then, is due. */
  private doWhatIsDue(run: EngineRun, byS = Infinity): void {
    const isDue = ({ afterEvents, atS }: RecordedAt): boolean => afterEvents <= run.events && atS <= byS;
    for (let next = this.later[0]; next !== undefined && isDue(placeOf(next)); next = this.later[0]) this.doAgain(run, next);
  }

  private doAgain(run: EngineRun, deed: Deed): void {
    run.advanceToChange(placeOf(deed), true);
    redo(run, deed);
    this.deedsMade += 1;
    this.later = this.later.slice(1);
  }

  private keyframe(run: Run): KeyframeAnswer {
    const beganMs = this.nowMs();
    const keyframe = run.keyframe();
    return { keyframe, deedsMade: this.deedsMade, tookMs: this.nowMs() - beganMs };
  }

  private answerFrame(run: Run, into: ArrayBuffer | null, rest: Pick<FrameAnswer, 'step' | 'reached' | 'keyframe'>): void {
    const frame = into === null ? run.readFrame() : run.readFrame(new Float64Array(into));
    const buffer = frame.buffer as ArrayBuffer;
    const scenario = run.scenario === this.toldScenario ? null : run.scenario;
    this.toldScenario = run.scenario;
    const transfer = rest.keyframe === null ? [buffer] : [buffer, rest.keyframe.keyframe.state];
    this.answer({ kind: 'frame', run: this.runNumber, buffer, scenario, deedsMade: this.deedsMade, ...rest }, transfer);
  }
}

function resume({ scenario, seed, keyframe }: ResumeRequest): Result<EngineRun> {
  return keyframe === null ? startRun(scenario, { seed, endS: Infinity }) : ok(resumeRun(keyframe));
}

function redo(run: Run, deed: Deed): void {
  if ('change' in deed) run.change(deed.change);
  else run.fault(deed.fault.fault);
}

/** The nanosecond before: what was done at a time may have been done between two events of that time. */
const justBefore = (timeS: number): number => (Math.round(timeS * 1e9) - 1) / 1e9;

function asDeed<T>(result: Result<T>, deed: (value: T) => Deed): Result<Deed> {
  return result.ok ? ok(deed(result.value)) : result;
}
