import { arrivalKinds } from '../catalog';
import { isObject } from '../scenario/json-object';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { validateScenario } from '../scenario/validate-scenario';
import { numeral } from '../scenario/wording';
import type { GoOn } from './job-log';
import { recordedFigures, recordRun, type RecordedRun } from './record';
import { regressionChecks, type Allowance, type RegressionCheck } from './regression';
import { matchInputs, withRecordedInput, type InputMatch } from './replay-input';
import { diffScenarios, type ScenarioDiff } from './scenario-diff';
import { targetChecks, type TargetCheck } from './target-check';

/** A recorded input, sent once more through the same or another scenario. */
export interface Replayed {
  /** What was otherwise in the replay than in the recorded run; the sources are the recorded ones. */
  readonly diff: ScenarioDiff;
  /** What the candidate as a whole proposes. */
  readonly proposed: ScenarioDiff;
  readonly replaced: readonly string[];
  /** Nothing differs between the scenarios. */
  readonly isSame: boolean;
  /** Every event and every move was as recorded. */
  readonly isIdentical: boolean;
  readonly match: InputMatch;
  /** Why this is not the recorded input, or ''. */
  readonly otherInput: string;
  readonly observed: RecordedRun;
  readonly checks: readonly TargetCheck[];
  readonly regression: readonly RegressionCheck[];
  readonly pass: boolean;
}

/** What was recorded is expected; figures that are compared are those that the record keeps and the candidate still has. */
export function comparedFigures(record: RecordedRun, candidate: Scenario): readonly string[] {
  const theirs = recordedFigures(candidate);
  return Object.keys(record.figures).filter((name) => theirs.includes(name) || !name.startsWith('stations.'));
}

/** null when `goOn` ended it. */
export async function replayRecord(
  record: RecordedRun, candidate: Scenario, { allowances, usual }: { readonly allowances: ReadonlyMap<string, Allowance>; readonly usual: Allowance }, goOn?: GoOn,
): Promise<Result<Replayed | null>> {
  const fed = withRecordedInput(candidate, record);
  if (!fed.ok) return fed;
  const valid = validateScenario(fed.value.scenario);
  if (!valid.ok) return valid;
  const run = validateScenario(fed.value.run);
  if (!run.ok) return refuse(...run.problems.map(({ path, message }) => ({ path, message: `${message} (done by hand while it was recorded)` })));
  const { title, seed } = record.scenario;
  const diff = diffScenarios(record.scenario, { ...valid.value, title, seed });
  const proposed = diffScenarios(record.scenario, { ...candidate, title, seed });
  const isSame = diff.changes.length + diff.others.length === 0;
  // The very same is done at its very place in the history, which is another one in another scenario.
  const made = await recordRun(isSame ? record : { scenario: run.value, seed: record.seed }, goOn);
  if (!made.ok) return made;
  const observed = made.value;
  if (observed === null) return ok(null);

  const match = matchInputs(record.jobs, observed.jobs);
  const isIdentical = observed.history === record.history && observed.events === record.events && match.differing === 0;
  const names = comparedFigures(record, candidate);
  const regression = regressionChecks(names, [record.figures], [withAbsent(observed, names)], allowances, usual);
  const checks = targetChecks(candidate, [observed.figures]);
  const otherInput = inputProblem(match, valid.value, isSame, isIdentical);
  return ok({
    diff, proposed, replaced: fed.value.replaced, isSame, isIdentical, match, otherInput, observed, checks, regression,
    pass: otherInput === '' && [...checks, ...regression].every(({ pass }) => pass),
  });
}

function withAbsent({ figures }: RecordedRun, names: readonly string[]): RecordedRun['figures'] {
  return Object.fromEntries(names.map((name) => [name, figures[name] ?? null]));
}

function inputProblem({ differing, jobs, firstDifference }: InputMatch, scenario: Scenario, isSame: boolean, isIdentical: boolean): string {
  if (isSame && !isIdentical) {
    return `the replay is not the recording${differing === 0 ? '' : `: ${firstDifference}`}; it was recorded with another version of the program, or changed since`;
  }
  // A source that waits for the system makes other jobs when the system is another one: that is what it is for.
  const isClosed = Object.values(scenario.stations).some(({ kind, whenBlocked, arrivals }) => (
    kind === 'producer' && (whenBlocked === 'stop-making' || (isObject(arrivals) && arrivalKinds.some((each) => each.kind === arrivals['kind'] && 'closed' in each)))
  ));
  return differing === 0 || isClosed ? '' : `the input is not the recorded one: ${numeral(differing)} of ${numeral(jobs)} jobs differ, first ${firstDifference}`;
}

/** The scenario that a candidate becomes when it passes: one version up, with the reason and the figures that justify it. */
export function promoted(record: RecordedRun, candidate: Scenario, { proposed }: Replayed, entry: { readonly date: string; readonly why: string }): Result<Scenario> {
  const [old, theirs] = [record.scenario.changelog, candidate.changelog];
  const isContinued = JSON.stringify(theirs.slice(0, old.length)) === JSON.stringify(old);
  const isOlder = JSON.stringify(old.slice(0, theirs.length)) === JSON.stringify(theirs);
  if (!isContinued && !isOlder) return refuse({ path: 'changelog', message: 'the candidate\'s change log does not go on from the recorded scenario\'s' });
  const before = isContinued ? theirs : old;
  const version = Math.max(1, ...before.map((each) => each.version)) + 1;
  return validateScenario({ ...candidate, changelog: [...before, { version, date: entry.date, why: entry.why, changes: proposed.changes }] });
}

/** What keeps a candidate from being promoted, each as a problem that names its check. */
export function failedChecks({ checks, regression, otherInput }: Replayed): readonly Problem[] {
  return [
    ...(otherInput === '' ? [] : [{ path: 'input', message: otherInput }]),
    ...checks.filter(({ pass }) => !pass).map(({ name, figure }) => ({ path: name, message: `the target is missed (${figure})` })),
    ...regression.filter(({ pass }) => !pass).map(({ figure }) => ({ path: figure, message: 'is worse than what was recorded' })),
  ];
}
