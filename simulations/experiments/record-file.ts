import { isObject } from '../scenario/json-object';
import { ok, refuse, type Result } from '../scenario/problem';
import { validateScenario } from '../scenario/validate-scenario';
import { found, numeral } from '../scenario/wording';
import { RECORD_FORMAT, type RecordedRun } from './record';

/** One job a line; the count comes last, so that a file that breaks off is seen to. */
export function recordText({ format, scenario, seed, changes, faults, events, history, figures, jobs }: RecordedRun): string {
  return `{
"format": ${JSON.stringify(format)},
"scenario": ${JSON.stringify(scenario)},
"seed": ${seed},
"changes": ${JSON.stringify(changes)},
"faults": ${JSON.stringify(faults)},
"events": ${events}, "history": ${JSON.stringify(history)},
"figures": ${JSON.stringify(figures)},
"columns": ["producer", "job", "class", "key", "madeNs", "outcome", "reason", "endNs", "demandsNs"],
"jobs": [
${jobs.map((job) => JSON.stringify(job)).join(',\n')}
],
"count": ${jobs.length}
}
`;
}

export function readRecord(text: string): Result<RecordedRun> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return no(text.trim() === '' ? 'is empty' : text.trimStart().startsWith('{') && !text.trimEnd().endsWith('}') ? 'breaks off in the middle: the recording is truncated' : 'is not JSON');
  }
  if (!isObject(value) || value['format'] !== RECORD_FORMAT) return no(`must be a recording made with record ("format": "${RECORD_FORMAT}"), found ${isObject(value) ? found(value['format']) : found(value)}`);
  const { seed, changes, faults, events, history, figures, jobs, count } = value;
  if (typeof seed !== 'number' || !Array.isArray(changes) || !Array.isArray(faults) || typeof events !== 'number' || typeof history !== 'string' || !isObject(figures) || !Array.isArray(jobs)) {
    return no('lacks a part of what record writes');
  }
  if (!changes.every(isChange) || !faults.every(isFault)) return no('holds something done by hand that no run has written down');
  if (!Object.values(figures).every((each) => each === null || typeof each === 'number')) return no('holds a figure that is no number');
  if (jobs.length !== count) return no(`is truncated: ${numeral(jobs.length)} jobs of ${found(count)}`);
  if (!jobs.every(isJob)) return no('holds a job that record did not write');
  const scenario = validateScenario(value['scenario']);
  if (!scenario.ok) return refuse(...scenario.problems.map(({ path, message }) => ({ path: path === '' ? 'scenario' : `scenario.${path}`, message })));
  return ok({ ...(value as unknown as RecordedRun), scenario: scenario.value });
}

/** Whether it can be done at all shows when it is done again. */
function isChange(change: unknown): boolean {
  return isPlace(change) && typeof change['path'] === 'string' && change['value'] !== undefined;
}

function isFault(fault: unknown): boolean {
  return isPlace(fault) && isObject(fault['fault']) && isCount(fault['afterChanges']);
}

function isPlace(deed: unknown): deed is Record<string, unknown> {
  return isObject(deed) && typeof deed['atS'] === 'number' && isCount(deed['afterEvents']) && isCount(deed['afterPlanned']) && typeof deed['inFigures'] === 'boolean';
}

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 0;

function isJob(job: unknown): boolean {
  if (!Array.isArray(job) || job.length !== 9) return false;
  const kinds = job.map((cell: unknown) => typeof cell);
  return kinds.join() === 'string,number,string,number,number,string,string,number,object' && isObject(job[8]) && Object.values(job[8]).every((ns) => typeof ns === 'number');
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
