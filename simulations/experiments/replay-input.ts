import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario, StationSpec } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import type { RecordedJob, RecordedRun } from './record';

/** A candidate as it is fed with a recorded input. */
export interface Fed {
  readonly scenario: Scenario;
  /** The same with what was done by hand while it was recorded, at the same times. */
  readonly run: Scenario;
  /** What the candidate has otherwise and the recording replaces, each as a sentence. */
  readonly replaced: readonly string[];
}

/**
 * Puts the recorded sources into a candidate: what belongs to a job is drawn from the recording's seed, the producer and the job's number, so the same
 * sources with the same seed make the same jobs, whatever the system behind them does with them.
 */
export function withRecordedInput(candidate: Scenario, { scenario: recorded, seed, changes, faults }: RecordedRun): Result<Fed> {
  const problems: Problem[] = [];
  const replaced: string[] = [];
  const stations: Record<string, StationSpec> = { ...candidate.stations };
  for (const [id, spec] of Object.entries(recorded.stations)) {
    if (spec.kind !== 'producer') continue;
    const theirs = candidate.stations[id];
    if (theirs?.kind !== 'producer') problems.push({ path: `stations.${id}`, message: 'the recording has jobs from this producer, and the candidate has no such producer' });
    else if (sourceOf(theirs) !== sourceOf(spec)) {
      replaced.push(`stations.${id} makes the recorded jobs instead of its own`);
      stations[id] = { ...spec, ...(theirs.label === undefined ? {} : { label: theirs.label }), ...(theirs.at === undefined ? {} : { at: theirs.at }) };
    }
  }
  for (const [id, { kind }] of Object.entries(candidate.stations)) {
    if (kind === 'producer' && recorded.stations[id] === undefined) problems.push({ path: `stations.${id}`, message: 'is a producer that the recording knows nothing of' });
  }
  const classes = Object.entries(recorded.classes).map(([id, jobClass]) => {
    const theirs = candidate.classes[id];
    if (theirs === undefined) problems.push({ path: `classes.${id}`, message: 'the recording has jobs of this class, and the candidate has no such class' });
    return [id, { ...jobClass, ...theirs, share: jobClass.share }] as const;
  });
  if (classes.some(([id, { share }]) => candidate.classes[id] !== undefined && candidate.classes[id].share !== share)) replaced.push('the classes have the recorded shares');
  for (const id of Object.keys(candidate.classes)) if (recorded.classes[id] === undefined) problems.push({ path: `classes.${id}`, message: 'is a class that the recording knows nothing of' });
  for (const name of ['warmupS', 'durationS'] as const) {
    if (candidate[name] !== recorded[name]) replaced.push(`${name} is the recording's ${recorded[name]} s`);
  }
  const timeline = withRecordedPlan(candidate, recorded);
  if (JSON.stringify(timeline) !== JSON.stringify(candidate.timeline)) replaced.push('what the timeline plans for the sources is the recording\'s');
  if (problems.length > 0) return refuse(...problems);
  const { warmupS, durationS } = recorded;
  const byHand = [...changes.map(({ atS, path, value }) => ({ atS, change: { path, value } })), ...faults.map(({ atS, fault }) => ({ atS, fault }))];
  if (byHand.length > 0) replaced.push(`what was done by hand is done again at the same times: ${byHand.map(doneText).join(', ')}`);
  const scenario = { ...candidate, seed, stations, classes: Object.fromEntries(classes), timeline, warmupS, durationS };
  return ok({ scenario, run: { ...scenario, timeline: [...timeline, ...byHand].sort((a, b) => a.atS - b.atS) }, replaced });
}

function doneText({ atS, change, fault }: Scenario['timeline'][number]): string {
  return `${change?.path ?? fault?.kind ?? ''} at ${numeral(atS)} s`;
}

/** Rates that the plan changes belong to the input. */
function withRecordedPlan(candidate: Scenario, recorded: Scenario): Scenario['timeline'] {
  const sources = Object.entries(recorded.stations).filter(([, { kind }]) => kind === 'producer').map(([id]) => `stations.${id}.`);
  const isOfSource = ({ change }: Scenario['timeline'][number]): boolean => change !== undefined && sources.some((source) => change.path.startsWith(source));
  // Two items of the same time stay in the order that they have.
  if (JSON.stringify(candidate.timeline.filter(isOfSource)) === JSON.stringify(recorded.timeline.filter(isOfSource))) return candidate.timeline;
  const theirs = candidate.timeline.filter((item) => !isOfSource(item));
  return [...theirs, ...recorded.timeline.filter(isOfSource)].sort((a, b) => a.atS - b.atS);
}

function sourceOf({ label: _, at: __, ...source }: StationSpec): string {
  return JSON.stringify(source);
}

/** How two runs' inputs agree, job by job. */
export interface InputMatch {
  readonly jobs: number;
  /** The first job that came at another time, was of another class or about another key, or is in one of them only; '' when there is none. */
  readonly firstDifference: string;
  readonly differing: number;
  /** Jobs that both served, and those of them that asked for the same time, by station. */
  readonly demands: Readonly<Record<string, { readonly jobs: number; readonly same: number }>>;
}

export function matchInputs(recorded: readonly RecordedJob[], observed: readonly RecordedJob[]): InputMatch {
  const key = ([producer, serial]: RecordedJob): string => `${producer} ${serial}`;
  const theirs = new Map(observed.map((job) => [key(job), job]));
  const demands: Record<string, { jobs: number; same: number }> = {};
  let [differing, firstDifference, firstNs] = [0, '', Infinity];
  const differs = ([producer, serial, , , madeNs]: RecordedJob, how: string): void => {
    differing += 1;
    if (madeNs >= firstNs) return;
    firstNs = madeNs;
    firstDifference = `${producer} ${serial} ${how}`;
  };
  for (const job of recorded) {
    const other = theirs.get(key(job));
    theirs.delete(key(job));
    if (other === undefined) differs(job, 'was not made');
    else if (other[4] !== job[4]) differs(job, `came at ${other[4] / 1e9} s instead of ${job[4] / 1e9} s`);
    else if (other[2] !== job[2]) differs(job, `is of class ${other[2]} instead of ${job[2]}`);
    else if (other[3] !== job[3]) differs(job, `is about key ${other[3]} instead of ${job[3]}`);
    else {
      for (const [station, ns] of Object.entries(job[8])) {
        const observedNs = other[8][station];
        if (observedNs === undefined) continue;
        const count = demands[station.replace(/\/.*$/, '')] ??= { jobs: 0, same: 0 };
        count.jobs += 1;
        if (observedNs === ns) count.same += 1;
      }
    }
  }
  for (const job of theirs.values()) differs(job, 'was made in addition');
  return { jobs: recorded.length, differing, firstDifference, demands };
}
