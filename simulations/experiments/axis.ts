import { ok, refuse, type Result } from '../scenario/problem';
import { found, numeral, quoted } from '../scenario/wording';

/** More points than this are a slip of the finger; shards make larger studies. */
export const AXIS_VALUES_MAX = 10_000;

/** A parameter and the values to try, as somebody wrote them. */
export interface AxisText {
  readonly path: string;
  readonly values: readonly string[];
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const RANGE = new RegExp(`^(${NUMBER})\\.\\.(${NUMBER})(?:([/+*])(${NUMBER}))?$`);

/**
 * PATH=VALUES, where VALUES are a list `60,80,90`, an even grid `60..100/5` (five points, both ends included), steps
 * `60..100+10`, factors `1..1000*10`, or a JSON list `[{"kind":"constant","meanS":0.04}, …]`.
 */
export function parseAxis(written: string): Result<AxisText> {
  const equals = written.indexOf('=');
  const path = written.slice(0, Math.max(0, equals)).trim();
  if (path === '') return no(`must be PATH=VALUES, found ${quoted(written)}`);
  const text = written.slice(equals + 1).trim();
  const values = text.startsWith('[') ? jsonList(text) : RANGE.test(text) ? grid(text) : ok(text.split(',').map((value) => value.trim()));
  if (!values.ok) return refuse(...values.problems.map(({ message }) => ({ path, message })));
  if (values.value.includes('')) return refuse({ path, message: `a value is missing in ${quoted(text)}` });
  if (values.value.length > AXIS_VALUES_MAX) return refuse({ path, message: `must be at most ${numeral(AXIS_VALUES_MAX)} values, found ${numeral(values.value.length)}` });
  const twice = values.value.find((value, i) => values.value.indexOf(value) < i);
  if (twice !== undefined) return refuse({ path, message: `the value ${quoted(twice)} stands there twice` });
  return ok({ path, values: values.value });
}

/** The two ends of `LOW..HIGH`. */
export function parseRange(written: string): Result<{ readonly path: string; readonly low: number; readonly high: number }> {
  const equals = written.indexOf('=');
  const path = written.slice(0, Math.max(0, equals)).trim();
  const [, low, high, sign] = RANGE.exec(written.slice(equals + 1).trim()) ?? [];
  if (path === '' || low === undefined || high === undefined || sign !== undefined) return no(`must be PATH=LOW..HIGH, found ${quoted(written)}`);
  if (Number(low) >= Number(high)) return refuse({ path, message: `the lower end must be below the upper one, found ${low} and ${high}` });
  return ok({ path, low: Number(low), high: Number(high) });
}

function jsonList(text: string): Result<readonly string[]> {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list) && list.length > 0) return ok(list.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));
  } catch { /* said below */ }
  return no(`must be a JSON list of values, found ${quoted(text)}`);
}

function grid(text: string): Result<readonly string[]> {
  const [, fromText = '', toText = '', sign, byText = ''] = RANGE.exec(text) ?? [];
  const [from, to, by] = [Number(fromText), Number(toText), Number(byText)];
  if (sign === undefined) return no(`says no number of points: ${text}/5 is five of them, ${text}+${rounded((to - from) / 4)} steps`);
  if (from >= to) return no(`the first value must be below the last one, found ${found(from)} and ${found(to)}`);
  if (sign === '/') {
    if (!Number.isInteger(by) || by < 2) return no(`the number of points must be a whole number from 2, found ${found(by)}`);
    if (by > AXIS_VALUES_MAX) return no(`must be at most ${numeral(AXIS_VALUES_MAX)} values, found ${numeral(by)}`);
    return ok(Array.from({ length: by }, (_, i) => rounded(from + ((to - from) * i) / (by - 1))));
  }
  if (sign === '*' ? !(by > 1 && from > 0) : !(by > 0)) return no(sign === '*' ? 'factors need a first value above 0 and a factor above 1' : 'the step must be above 0');
  const values: string[] = [];
  // Up to the last one, be it missed by a rounding.
  const end = to * (1 + 1e-9) + (to === 0 ? 1e-12 : 0);
  for (let i = 0; values.length <= AXIS_VALUES_MAX; i++) {
    const value = sign === '+' ? from + by * i : from * by ** i;
    if (value > end) break;
    values.push(rounded(value));
  }
  return ok(values);
}

/** 0.1 + 0.2 is 0.3 on an axis. */
function rounded(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
