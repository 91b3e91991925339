import type { NumberParam, Unit } from '../../simulations/engine/param';
import { formatCount, formatDuration, unitWord } from './format';

export type Parsed =
  | { readonly ok: true; readonly value: number | 'unbounded' }
  | { readonly ok: false; readonly message: string };

type Declared = Pick<NumberParam, 'unit' | 'min' | 'max' | 'integer' | 'unbounded'>;

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zµμ%/][a-zµμ%/ ]*)?$/i;
const SECONDS: Readonly<Record<string, number>> = { '': 1, ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600 };

/**
 * Reads what was typed for a number. A duration may carry its unit ("40 ms"), a share a percent sign. What
 * cannot be meant is refused with what is allowed; nothing is clamped, for then the run would not be the one asked for.
 */
export function parseNumber(text: string, param: Declared): Parsed {
  const typed = text.trim();
  const refused = (why: string): Parsed => ({ ok: false, message: `${why} Allowed: ${allowed(param)}.` });

  if (typed === '') return refused('Nothing was typed.');
  if (param.unbounded && /^(unbounded|∞|infinity)$/i.test(typed)) return { ok: true, value: 'unbounded' };
  const [, digits = '', suffix = ''] = NUMBER.exec(withoutGrouping(typed)) ?? [];
  if (digits === '') return refused(`“${shortened(typed)}” is not a number.`);

  const factor = factorOf(suffix.toLowerCase(), param.unit);
  if (factor === undefined) return refused(`“${suffix}” is not a unit that fits here.`);
  const value = scaled(Number(digits), factor);

  if (param.integer && Number.isFinite(value) && !Number.isInteger(value)) return refused(`${shortened(typed)} is not a whole number.`);
  if (value < param.min) return refused(`${shortened(typed)} is too small.`);
  if (value > param.max) return refused(`${shortened(typed)} is too large.`);
  return { ok: true, value };
}

/** What a field takes, in words: "0 to 10,000 jobs, whole numbers, or “unbounded”". */
export function allowed({ unit, min, max, integer, unbounded }: Declared): string {
  if (min <= -Number.MAX_VALUE && max >= Number.MAX_VALUE) return 'any number';
  const range = unit === 's' ? `${formatDuration(min)} to ${formatDuration(max)}` : `${full(min)} to ${full(max)}${unitWord(unit) === '' ? '' : ` ${unitWord(unit)}`}`;
  return range + (integer ? ', whole numbers' : '') + (unbounded ? ', or “unbounded”' : '');
}

const full = (value: number): string =>
  Number.isInteger(value) ? formatCount(value) : value.toLocaleString('en-US', { maximumSignificantDigits: 6 });

/** Commas only where they group thousands: "1,5" is not silently read as fifteen. */
const withoutGrouping = (text: string): string => (/^[+-]?\d{1,3}(,\d{3})+(\.\d*)?\b/.test(text) ? text.replaceAll(',', '') : text);

const shortened = (text: string): string => (text.length > 20 ? `${text.slice(0, 19)}…` : text);

function factorOf(suffix: string, unit: Unit): number | undefined {
  if (unit === 's') return SECONDS[suffix];
  if (suffix === '') return 1;
  if (suffix === '%') return unit === 'share' ? 0.01 : undefined;
  if (unit === 'per s' && suffix === '/s') return 1;
  return suffix === unit || `${suffix}s` === unit ? 1 : undefined;
}

/** 40 ms is 0.04 s, not 0.040000000000000001. */
const scaled = (value: number, factor: number): number => (factor === 1 ? value : Number((value * factor).toPrecision(15)));
