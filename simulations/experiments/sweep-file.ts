import { isObject } from '../scenario/json-object';
import { ok, refuse, type Result } from '../scenario/problem';
import { found } from '../scenario/wording';
import { SWEEP_FORMAT, unitCount, type SweepPlan, type SweepResult } from './sweep';

/** As many as `--shard` takes. */
const SHARDS_MAX = 9_999_999;

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
  const { plan, shard, runs, failed } = value;
  if (!isPlan(plan)) return no('its plan is not one that sweep wrote');
  const units = unitCount(plan);
  if (shard !== null && !isShard(shard)) return no('its shard is not one that sweep wrote');
  if (!Array.isArray(runs) || !runs.every((run) => isRun(run, plan, units))) return no('holds a run that sweep did not write');
  if (!Array.isArray(failed) || !failed.every((each) => isObject(each) && isUnit(each['unit'], units) && typeof each['why'] === 'string')) return no('lacks a part of what sweep writes');
  return ok(value as unknown as SweepResult);
}

function isPlan(plan: unknown): plan is SweepPlan {
  if (!isObject(plan)) return false;
  const { title, fingerprint, seed, replications, warmupS, durationS, axes, figures } = plan;
  return typeof title === 'string' && typeof fingerprint === 'string' && [seed, warmupS, durationS].every((each) => typeof each === 'number')
    && Number.isInteger(replications) && Number(replications) > 0
    && Array.isArray(axes) && axes.length > 0 && axes.every(isAxis) && Array.isArray(figures) && figures.every((each) => typeof each === 'string');
}

function isAxis(axis: unknown): boolean {
  if (!isObject(axis) || typeof axis['path'] !== 'string' || typeof axis['unit'] !== 'string') return false;
  const { values } = axis;
  return Array.isArray(values) && values.length > 0 && values.every((value) => ['number', 'string'].includes(typeof value) || (isObject(value) && typeof value['kind'] === 'string'));
}

function isShard(shard: unknown): boolean {
  return isObject(shard) && Number.isInteger(shard['k']) && Number.isInteger(shard['of']) && Number(shard['k']) >= 1 && Number(shard['k']) <= Number(shard['of']) && Number(shard['of']) <= SHARDS_MAX;
}

function isUnit(unit: unknown, units: number): boolean {
  return Number.isInteger(unit) && Number(unit) >= 0 && Number(unit) < units;
}

function isRun(run: unknown, { figures }: SweepPlan, units: number): boolean {
  if (!isObject(run) || !isUnit(run['unit'], units) || typeof run['stopped'] !== 'string' || typeof run['events'] !== 'number') return false;
  const values = run['figures'];
  return Array.isArray(values) && values.length === figures.length && values.every((value) => value === null || typeof value === 'number');
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
