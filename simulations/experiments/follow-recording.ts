import type { RecordedAt, Recording } from '../scenario/run-api';
import { inOrder } from '../scenario/plan';
import { ok, refuse, type Result } from '../scenario/problem';
import type { EngineRun } from '../scenario/start-run';
import { followJobs, SLICE_EVENTS, type GoOn, type JobLog } from './job-log';

/** Something done by hand, and where in the history. */
interface Deed {
  readonly at: RecordedAt;
  readonly what: string;
  readonly redo: (run: EngineRun) => Result<unknown>;
}

/** Takes a run that stands at its beginning to its end, does by the way what was done by hand, at its very place, and reports every job. false when it may not go on. */
export async function followRecording(run: EngineRun, recording: Pick<Recording, 'changes' | 'faults'>, log: JobLog, goOn: GoOn = () => true): Promise<Result<boolean>> {
  run.sampleJobs(1);
  let frame: Float64Array | undefined;
  const look = (): void => {
    frame = run.readFrame(frame);
    log.read(frame);
  };
  for (const { at, what, redo } of deedsOf(recording)) {
    // Up to its last event in slices, and the last one, with what is planned around it, as the engine finds such a place.
    for (let isDone = false; !isDone && run.events < at.afterEvents - 1;) {
      isDone = run.advanceSome(at.atS, Math.min(SLICE_EVENTS, at.afterEvents - 1 - run.events));
      look();
      if (!await goOn(run)) return ok(false);
    }
    try {
      run.advanceToChange(at, true);
    } catch {
      // What the engine says to us of a place that it does not find; a damaged file has one, too.
      return refuse({ path: what, message: `was done by hand at ${at.atS} s, after ${at.afterEvents} events, and this run has no such place` });
    }
    look();
    const done = redo(run);
    if (!done.ok) return refuse(...done.problems.map(({ path, message }) => ({ path: `${what}, done by hand at ${at.atS} s`, message: path === '' ? message : `${path}: ${message}` })));
  }
  return ok(await followJobs(run, log, goOn));
}

function deedsOf(recording: Pick<Recording, 'changes' | 'faults'>): readonly Deed[] {
  const deeds: Deed[] = [];
  inOrder(recording, (change) => {
    deeds.push({ at: change, what: change.path, redo: (run) => run.change({ path: change.path, value: change.value }) });
  }, (recorded) => {
    deeds.push({ at: recorded, what: `the fault ${recorded.fault.kind}`, redo: (run) => run.fault(recorded.fault) });
  });
  return deeds;
}
