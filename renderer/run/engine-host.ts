import { ok, type Result } from '../../simulations/scenario/problem';
import type { Run } from '../../simulations/scenario/run-api';
import type { Scenario } from '../../simulations/scenario/scenario';
import { resumeRun, startRun, type EngineRun } from '../../simulations/scenario/start-run';
import type { AdvanceRequest, ChangeRequest, FrameAnswer, FrameRequest, FromEngine, KeyframeAnswer, ResumeRequest, ToEngine } from './protocol';

/** Events between two looks at the clock: well under a millisecond. */
const EVENTS_AT_ONCE = 4096;

export type Answer = (message: FromEngine, transfer: ArrayBuffer[]) => void;

/** The engine's side of the protocol: one run, advanced as asked. It lives in a worker; tests also hold it in their own thread. */
export class EngineHost {
  private run: Run | null = null;
  private runNumber = 0;
  private changesMade = 0;
  private windowS = 0;
  private toldScenario: Scenario | null = null;

  constructor(private readonly answer: Answer, private readonly nowMs: () => number) {}

  handle(message: ToEngine): void {
    switch (message.kind) {
      case 'start': {
        this.take(message.run, startRun(message.scenario, { seed: message.seed, endS: Infinity }), 0);
        return;
      }
      case 'resume': {
        this.take(message.run, resume(message), message.changesBefore + message.changes.length);
        return;
      }
      case 'change': {
        this.change(message);
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
        run.step();
        this.answerFrame(run, message.buffer, { step: true, reached: true, keyframe: null });
        return;
      }
    }
  }

  /** A scenario that the engine refuses leaves the present run as it is. */
  private take(runNumber: number, started: Result<Run>, changesMade: number): void {
    if (!started.ok) {
      this.answer({ kind: 'refused', run: runNumber, problems: started.problems }, []);
      return;
    }
    const run = started.value;
    this.run = run;
    this.runNumber = runNumber;
    this.changesMade = changesMade;
    this.windowS = 0;
    this.toldScenario = run.scenario;
    this.answer({ kind: 'started', run: runNumber, scenario: run.scenario, seed: run.seed, nowNs: run.nowNs }, []);
  }

  private change({ run: runNumber, id, change }: ChangeRequest): void {
    const run = this.running(runNumber);
    const result = run.change(change);
    if (result.ok) this.changesMade += 1;
    this.answer({ kind: 'changed', run: runNumber, id, result }, []);
  }

  private running(runNumber: number): Run {
    if (this.run === null || runNumber !== this.runNumber) throw new Error(`the engine was asked for run ${runNumber}, but holds ${this.runNumber}`);
    return this.run;
  }

  private prepare(run: Run, { sampleEvery, windowS }: FrameRequest, rest = false): void {
    run.sampleJobs(sampleEvery);
    // Setting the length ends the open window, so it is set only when it is another one.
    if (windowS !== this.windowS || rest) run.setWindowS(windowS);
    this.windowS = windowS;
  }

  /** The wall clock decides how far one answer goes, never what happens on the way. */
  private advance(run: Run, { toS, budgetMs }: AdvanceRequest): boolean {
    const untilMs = this.nowMs() + budgetMs;
    for (;;) {
      const before = run.events;
      if (run.advanceSome(toS, EVENTS_AT_ONCE)) return true;
      // Fewer events than allowed: there is no room for what they have to tell until the frame is read.
      if (run.events - before < EVENTS_AT_ONCE || this.nowMs() >= untilMs) return false;
    }
  }

  private keyframe(run: Run): KeyframeAnswer {
    const beganMs = this.nowMs();
    const keyframe = run.keyframe();
    return { keyframe, changesMade: this.changesMade, tookMs: this.nowMs() - beganMs };
  }

  private answerFrame(run: Run, into: ArrayBuffer | null, rest: Pick<FrameAnswer, 'step' | 'reached' | 'keyframe'>): void {
    const frame = into === null ? run.readFrame() : run.readFrame(new Float64Array(into));
    const buffer = frame.buffer as ArrayBuffer;
    const scenario = run.scenario === this.toldScenario ? null : run.scenario;
    this.toldScenario = run.scenario;
    const transfer = rest.keyframe === null ? [buffer] : [buffer, rest.keyframe.keyframe.state];
    this.answer({ kind: 'frame', run: this.runNumber, buffer, scenario, ...rest }, transfer);
  }
}

/** The same history up to the last change: each is made after exactly the events after which it was made before. */
function resume({ scenario, seed, keyframe, changes }: ResumeRequest): Result<EngineRun> {
  const started = keyframe === null ? startRun(scenario, { seed, endS: Infinity }) : ok(resumeRun(keyframe));
  if (!started.ok) return started;
  const run = started.value;
  // Nobody looks at what was seen before.
  run.sampleJobs(0);
  run.setWindowS(Infinity);
  for (const change of changes) {
    run.advanceToChange(change);
    run.change(change);
  }
  return ok(run);
}
