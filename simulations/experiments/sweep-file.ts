import { isObject } from '../scenario/json-object';
import { ok, refuse, type Result } from '../scenario/problem';
import { found } from '../scenario/wording';
import { SWEEP_FORMAT, type SweepResult } from './sweep';

/** The text of a sweep: the same result always gives the same text, one run a line. */
export function sweepText(result: SweepResult): string {
  const { format, plan, shard, points, runs, failed } = result;
  const list = (items: readonly unknown[]): string => (items.length === 0 ? '[]' : `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`);
  return `{
  "format": ${JSON.stringify(format)},
  "plan": ${JSON.stringify(plan, undefined, 2).replaceAll('\n', '\n  ')},
  "shard": ${JSON.stringify(shard)},
  "points": ${list(points)},
  "runs": ${list(runs)},
  "failed": ${list(failed)}
}
`;
}

/** Reads what `sweep` wrote. */
export function readSweep(text: string): Result<SweepResult> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return no(text.trim() === '' ? 'is empty: that part was not finished' : 'is not JSON, or breaks off in the middle: that part was not finished');
  }
  if (!isObject(value) || value['format'] !== SWEEP_FORMAT) {
    return no(`must be a sweep written with --json ("format": "${SWEEP_FORMAT}"), found ${isObject(value) ? found(value['format']) : found(value)}`);
  }
  const isWhole = isObject(value['plan']) && Array.isArray(value['runs']) && Array.isArray(value['failed']) && 'shard' in value;
  return isWhole ? ok(value as unknown as SweepResult) : no('lacks a part of what sweep writes');
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
