import { ok, type Problem, type Result } from '../../simulations/scenario/problem';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import type { Change, FaultSpec } from '../../simulations/scenario/scenario';
import type { Listeners } from '../listeners';
import { ChangeLine } from './change-line';
import type { EngineLink } from './engine-link';
import { FaultLine } from './fault-line';
import type { Lifeline } from './lifeline';
import type { Measurements } from './measurements';
import type { Playback } from './playback';
import type { PresentRun } from './present-run';
import { placeOf, type Deed, type FromEngine } from './protocol';
import type { Rewind } from './rewind';
import type { RunStanding } from './run-standing';

export const NOTHING_RUNS: Problem = { path: '', message: 'nothing runs that could be changed' };

interface DeedParts {
  readonly link: EngineLink;
  readonly present: PresentRun;
  readonly standing: RunStanding;
  readonly lifeline: Lifeline;
  readonly rewind: Rewind;
  readonly measurements: Measurements;
  readonly playback: Playback;
  readonly branches: Listeners<[place: RecordedAt]>;
  /** False between two runs: there is nobody to send to. */
  readonly mayAsk: () => boolean;
}

/** What is done by hand to the run: sent to the engine, and noted wherever it matters as soon as it is done. */
export class Deeds {
  private readonly changes: ChangeLine;
  private readonly faults: FaultLine;

  constructor(private readonly parts: DeedParts) {
    const { link, present, mayAsk } = parts;
    this.changes = new ChangeLine((id, change) => {
      // While a run begins there is none to change; the line sends it again as soon as there is.
      if (mayAsk()) link.post({ kind: 'change', run: present.number, id, change });
    });
    this.faults = new FaultLine((id, fault) => link.post({ kind: 'fault', run: present.number, id, fault }), mayAsk);
  }

  change(change: Change): Promise<Result<void>> {
    return this.changes.add(change);
  }

  fault(fault: FaultSpec): Promise<Result<void>> {
    return this.faults.add(fault);
  }

  /** Parameters whose changes are on their way. */
  get pathsOnTheWay(): readonly string[] {
    return this.changes.paths;
  }

  /** There is a run again: what was not answered, or waits, is sent to it. */
  resume(): void {
    this.changes.resume();
    this.faults.resume();
  }

  /** The changes wait for the run that begins. A fault was meant for the one before it. */
  goOver(): void {
    this.faults.refuseAll(NOTHING_RUNS);
  }

  /** The engine is gone. A change is sent to the next one, a fault may have been done or not. */
  lost(): void {
    this.faults.refuseAll({ path: '', message: 'the engine was lost before it could' });
  }

  refuseAll(problem: Problem): void {
    this.changes.refuseAll(problem);
    this.faults.refuseAll(problem);
  }

  take({ run, id, result, deedsBefore }: Extract<FromEngine, { kind: 'done' }>): void {
    const told: Result<void> = result.ok ? ok(undefined) : result;
    const isFault = id < 0;
    const isKnown = isFault || this.changes.answered(id, told) !== null;
    if (isKnown && run === this.parts.present.number && result.ok) this.note(result.value, deedsBefore);
    if (isFault) this.faults.answered(id, told);
  }

  /** From its place on the history is another one. */
  private note(deed: Deed, deedsBefore: number): void {
    const { present, lifeline, rewind, branches, measurements, standing, playback } = this.parts;
    const place = placeOf(deed);
    lifeline.note(deed, deedsBefore);
    present.deedsMade = deedsBefore + 1;
    rewind.branch(Math.round(place.atS * 1e9));
    branches.tell(place);
    if ('change' in deed) measurements.noteChange(deed.change);
    else measurements.noteFault({ atS: deed.fault.atS, fault: deed.fault.fault });
    // It was done where the run was before it set out for another time, where nobody knew of it.
    if (rewind.isOn) rewind.setOutAgain();
    // Nothing else would fetch the new state.
    else if (!standing.isPlaying) playback.refresh();
  }
}
