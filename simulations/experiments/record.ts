import { MOVE_STRIDE, Move, What } from '../engine/frame';
import type { Recording } from '../scenario/run-api';
import { classDeadlineNs, type Scenario } from '../scenario/scenario';
import { ok, type Result } from '../scenario/problem';
import { startRun } from '../scenario/start-run';
import { namedFigures, USUAL_FIGURES, knownFigures, type Figures } from './figure-names';
import { Fingerprint } from './fingerprint';
import { followRecording } from './follow-recording';
import { JobLog, type GoOn, type JobWay, type Outcome } from './job-log';
import { reportOf } from './report';
import { checkedFigures } from './target-check';

export const RECORD_FORMAT = 'spillway-record/2';

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
  producer: string, serial: number, jobClass: string,
  /** What it is about; 0 where it has no key. */
  key: number,
  madeNs: number, outcome: Outcome, reason: string, endNs: number,
  /** How long it asked for at each station that served it; "station/2" is its second attempt or copy. */
  demandsNs: Readonly<Record<string, number>>,
];

/** The figures that a record keeps: the usual ones, what the checks look at, and how well gates judge. */
export function recordedFigures(scenario: Scenario): readonly string[] {
  const gates = knownFigures(scenario).filter((name) => /\.(precision|recall|falsePositiveShare)$/.test(name));
  return [...new Set([...USUAL_FIGURES, ...checkedFigures(scenario), ...gates])];
}

/** A recording as a whole, with or without what was done by hand. */
export type Given = Pick<Recording, 'scenario' | 'seed'> & Partial<Recording>;

/** Runs to the end, does by the way what was done by hand, and writes everything down. null when `goOn` says so. */
export async function recordRun({ scenario, seed, changes = [], faults = [] }: Given, goOn?: GoOn): Promise<Result<RecordedRun | null>> {
  const started = startRun(scenario, { seed });
  if (!started.ok) return started;
  const run = started.value;
  const history = new Fingerprint();
  const jobs: RecordedJob[] = [];
  const [stationIds, classIds] = [Object.keys(scenario.stations), Object.keys(scenario.classes)];
  const deadlinesNs = Object.values(scenario.classes).map(classDeadlineNs);
  const log = new JobLog(
    (way) => { jobs.push(recordedJob(way, stationIds, classIds)); },
    (numbers, at) => { addMove(history, numbers, at, deadlinesNs); },
  );
  const followed = await followRecording(run, { changes, faults }, log, goOn);
  if (!followed.ok) return followed;
  if (!followed.value) return ok(null);
  return ok({ format: RECORD_FORMAT, ...run.recording(), events: run.events, history: history.text(), figures: namedFigures(reportOf(run), recordedFigures(scenario)), jobs });
}

/**
 * Older recordings know nothing of the key in the move of a job that is made, so it is left out here, and each job's line has it; and their moves
 * told the job's deadline behind its birth.
 */
function addMove(history: Fingerprint, numbers: Float64Array, at: number, deadlinesNs: readonly number[]): void {
  const what = numbers[at + Move.what];
  for (let n = 0; n < MOVE_STRIDE; n++) {
    history.addNumber((what & 15) === What.made && n === Move.detail ? 0 : numbers[at + n]);
    if (n === Move.bornNs) history.addNumber(numbers[at + n] + deadlinesNs[what >> 4]);
  }
}

function recordedJob(way: JobWay, stationIds: readonly string[], classIds: readonly string[]): RecordedJob {
  const demandsNs: Record<string, number> = {};
  for (const { variant, visits } of [way, ...way.parts]) {
    for (const { station, serviceFromNs, serviceToNs } of visits) {
      if (serviceFromNs >= 0) demandsNs[variant === 0 ? stationIds[station] : `${stationIds[station]}/${variant}`] = serviceToNs - serviceFromNs;
    }
  }
  return [stationIds[way.producer], way.serial, classIds[way.jobClass], way.key, way.madeNs, way.outcome, way.reason, way.endNs, demandsNs];
}
