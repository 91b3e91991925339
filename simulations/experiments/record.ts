import { MOVE_STRIDE } from '../engine/frame';
import type { Recording } from '../scenario/run-api';
import type { Scenario } from '../scenario/scenario';
import { startRun, type EngineRun } from '../scenario/start-run';
import { invariant } from '../engine/invariant';
import { namedFigures, USUAL_FIGURES, knownFigures, type Figures } from './figure-names';
import { Fingerprint } from './fingerprint';
import { followJobs, JobLog, type GoOn, type JobWay, type Outcome } from './job-log';
import { reportOf } from './report';
import { checkedFigures } from './target-check';

export const RECORD_FORMAT = 'spillway-record/1';

/** A run's input and what came out of it: enough to run it again, and to see that it was the same. */
export interface RecordedRun extends Recording {
  readonly format: typeof RECORD_FORMAT;
  readonly events: number;
  /** Fingerprint of every move of every job, in their order. */
  readonly history: string;
  /** What the whole run showed, after its warm-up. */
  readonly figures: Figures;
  /** In the order in which they ended; those still inside come last. */
  readonly jobs: readonly RecordedJob[];
}

/** One line of the file. Times are whole ns of model time. */
export type RecordedJob = readonly [
  producer: string, serial: number, jobClass: string, madeNs: number, outcome: Outcome, reason: string, endNs: number,
  /** How long it asked for at each station that served it; "station/2" is its second attempt or copy. */
  demandsNs: Readonly<Record<string, number>>,
];

/** The figures that a record keeps: the usual ones, what the checks look at, and how well gates judge. */
export function recordedFigures(scenario: Scenario): readonly string[] {
  const gates = knownFigures(scenario).filter((name) => /\.(precision|recall|falsePositiveShare)$/.test(name));
  return [...new Set([...USUAL_FIGURES, ...checkedFigures(scenario), ...gates])];
}

/** Runs to the end and writes everything down. null when `goOn` says so. */
export async function recordRun(scenario: Scenario, seed: number, goOn?: GoOn): Promise<RecordedRun | null> {
  const run = startRun(scenario, { seed });
  invariant(run.ok, 'a scenario that was valid before');
  return recordTo(run.value, scenario, goOn);
}

/** The rest of a run that stands at its beginning. */
export async function recordTo(run: EngineRun, { stations, classes }: Scenario, goOn?: GoOn): Promise<RecordedRun | null> {
  const history = new Fingerprint();
  const jobs: RecordedJob[] = [];
  const [stationIds, classIds] = [Object.keys(stations), Object.keys(classes)];
  const log = new JobLog(
    (way) => { jobs.push(recordedJob(way, stationIds, classIds)); },
    (numbers, at) => { for (let n = 0; n < MOVE_STRIDE; n++) history.addNumber(numbers[at + n]); },
  );
  if (!await followJobs(run, log, goOn)) return null;
  const { scenario, seed, changes, faults } = run.recording();
  return { format: RECORD_FORMAT, scenario, seed, changes, faults, events: run.events, history: history.text(), figures: namedFigures(reportOf(run), recordedFigures(scenario)), jobs };
}

function recordedJob(way: JobWay, stationIds: readonly string[], classIds: readonly string[]): RecordedJob {
  const demandsNs: Record<string, number> = {};
  for (const { variant, visits } of [way, ...way.parts]) {
    for (const { station, serviceFromNs, serviceToNs } of visits) {
      if (serviceFromNs >= 0) demandsNs[variant === 0 ? stationIds[station] : `${stationIds[station]}/${variant}`] = serviceToNs - serviceFromNs;
    }
  }
  return [stationIds[way.producer], way.serial, classIds[way.jobClass], way.madeNs, way.outcome, way.reason, way.endNs, demandsNs];
}
