import type { NumberParam } from '../engine/param';

const SHOWN_CHARS_MAX = 40;

/** What was found, short enough for one line. */
export function found(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return numeral(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (value === undefined) return 'nothing';
  return Array.isArray(value) ? 'a list' : 'an object';
}

export function quoted(text: string): string {
  return JSON.stringify(text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}…` : text);
}

/** A number as people write it: 10,000 and 0.001. */
export function numeral(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) < 1000 || Math.abs(value) >= 1e21) return String(value);
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

export type NumberRange = Pick<NumberParam, 'min' | 'max' | 'integer' | 'unbounded'> & { readonly unit: string };

/** What a number must be: "0 to 10,000 jobs". */
export function rangeText({ min, max, integer, unbounded, unit }: NumberRange, value?: unknown): string {
  const isFraction = integer && Number.isFinite(value) && !Number.isInteger(value);
  const suffix = unit === '' || unit === 'ratio' || unit === 'share' || unit === 'count' || unit === 'text' ? '' : ` ${unit}`;
  const or = unbounded ? ' or "unbounded"' : '';
  return `${isFraction ? 'a whole number, ' : ''}${numeral(min)} to ${numeral(max)}${suffix}${or}`;
}

/** "must be 0 to 10,000 jobs, found -1", or '' when the value is allowed. */
export function numberProblem(value: unknown, range: NumberRange): string {
  if (value === 'unbounded' && range.unbounded) return '';
  const isAllowed = typeof value === 'number' && value >= range.min && value <= range.max
    && (!range.integer || Number.isInteger(value));
  return isAllowed ? '' : `must be ${rangeText(range, value)}, found ${found(value)}`;
}

export function textProblem(value: unknown, charsMax: number): string {
  if (typeof value !== 'string') return `must be text, found ${found(value)}`;
  if (value.length <= charsMax) return '';
  return `must be at most ${numeral(charsMax)} characters, found ${numeral(value.length)}`;
}
