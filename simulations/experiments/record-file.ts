import { isObject } from '../scenario/json-object';
import { ok, refuse, type Result } from '../scenario/problem';
import { validateScenario } from '../scenario/validate-scenario';
import { found, numeral } from '../scenario/wording';
import { RECORD_FORMAT, type RecordedRun } from './record';

/** One job a line; the count comes last, so that a file that breaks off is seen to. */
export function recordText({ format, scenario, seed, changes, events, history, figures, jobs }: RecordedRun): string {
  return `{
"format": ${JSON.stringify(format)},
"scenario": ${JSON.stringify(scenario)},
"seed": ${seed}, "changes": ${JSON.stringify(changes)},
"events": ${events}, "history": ${JSON.stringify(history)},
"figures": ${JSON.stringify(figures)},
"columns": ["producer", "job", "class", "madeNs", "outcome", "reason", "endNs", "demandsNs"],
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
  const { seed, changes, events, history, figures, jobs, count } = value;
  if (typeof seed !== 'number' || !Array.isArray(changes) || typeof events !== 'number' || typeof history !== 'string' || !isObject(figures) || !Array.isArray(jobs)) {
    return no('lacks a part of what record writes');
  }
  if (changes.length > 0) return no('holds changes made by hand; only the app replays those');
  if (!Object.values(figures).every((each) => each === null || typeof each === 'number')) return no('holds a figure that is no number');
  if (jobs.length !== count) return no(`is truncated: ${numeral(jobs.length)} jobs of ${found(count)}`);
  if (!jobs.every(isJob)) return no('holds a job that record did not write');
  const scenario = validateScenario(value['scenario']);
  if (!scenario.ok) return refuse(...scenario.problems.map(({ path, message }) => ({ path: path === '' ? 'scenario' : `scenario.${path}`, message })));
  return ok({ ...(value as unknown as RecordedRun), faults: [], scenario: scenario.value });
}

function isJob(job: unknown): boolean {
  if (!Array.isArray(job) || job.length !== 8) return false;
  const kinds = job.map((cell: unknown) => (isObject(cell) ? 'object' : typeof cell));
  return kinds.join() === 'string,number,string,number,string,string,number,object' && Object.values(job[7] as object).every((ns) => typeof ns === 'number');
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
