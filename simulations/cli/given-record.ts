import { readRecord } from '../experiments/record-file';
import type { RecordedRun } from '../experiments/record';
import { comparedFigures, replayRecord, type Replayed } from '../experiments/replay-record';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { allowancesOf } from './allowances';
import type { Args } from './args';
import { givenScenario, withoutFlags } from './given-scenario';
import { interruptible } from './interruptible';
import type { Io } from './io';
import { withSettings } from './run-settings';

export interface CandidateReplay {
  readonly name: string;
  readonly record: RecordedRun;
  /** Where the candidate's file is, if it is one. */
  readonly file: string | undefined;
  readonly candidate: Scenario;
  readonly replayed: Replayed;
}

/** RECORD [CANDIDATE] with --set: replayed. Problems name what they are in; null after Ctrl-C. */
export async function replayGiven(args: Args, io: Io): Promise<Result<CandidateReplay | null>> {
  const [name = '', file] = args.words;
  const record = recordIn(name, io);
  if (!record.ok) return record;
  const candidate = await candidateOf(record.value, file, args, io);
  if (!candidate.ok) return candidate;
  const allowances = allowancesOf(args, comparedFigures(record.value, candidate.value));
  if (!allowances.ok) return allowances;
  const replayed = await interruptible(io, (goOn) => replayRecord(record.value, candidate.value, { allowances: allowances.value.byFigure, usual: allowances.value.usual }, goOn));
  if (!replayed.ok) return inside(file ?? name, replayed.problems);
  return ok(replayed.value === null ? null : { name, record: record.value, file, candidate: candidate.value, replayed: replayed.value });
}

function recordIn(name: string, io: Io): Result<RecordedRun> {
  if (!io.isFile(name)) return refuse({ path: name, message: 'there is no such file; record writes one' });
  const record = readRecord(io.readFile(name));
  return record.ok ? record : inside(name, record.problems);
}

async function candidateOf(record: RecordedRun, file: string | undefined, args: Args, io: Io): Promise<Result<Scenario>> {
  if (file !== undefined) {
    const given = await givenScenario(file, withoutFlags(args, '--out'), io);
    return given.ok ? ok(given.scenario) : inside(given.name, given.problems);
  }
  return withSettings({ scenario: record.scenario, folder: '.' }, args, io);
}

function inside(name: string, problems: readonly Problem[]): Result<never> {
  return refuse(...problems.map(({ path, message }) => ({ path: name, message: path === '' ? message : `${path}: ${message}` })));
}
