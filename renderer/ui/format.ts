import type { ParamValue, Unit } from '../../simulations/engine/param';

/**
 * Numbers as the screen says them: three significant digits, a prefix people know, the unit after a space.
 * One place, so that a chart, a slider and a spoken label never disagree.
 */

// Made once: a number format costs far more to make than to use, and the screen says hundreds of numbers a second.
const byDigits = new Map<number, Intl.NumberFormat>();
const TO_THE_MILLISECOND = new Intl.NumberFormat('en-US', { minimumFractionDigits: 3, maximumFractionDigits: 3 });

export interface Figure {
  readonly number: string;
  readonly unit: string;
}

/** Shown where there is nothing to measure yet. */
export const NO_FIGURE: Figure = { number: '–', unit: '' };

export const figureText = ({ number, unit }: Figure): string => (unit === '' ? number : `${number} ${unit}`);

/** Three significant digits, whole numbers in full up to 9,999; no exponent and no trailing zeros. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '–';
  const size = Math.abs(value);
  if (size >= 9_999.5) {
    const [factor, prefix] = size >= 999.5e6 ? [1e9, 'G'] : size >= 999_500 ? [1e6, 'M'] : [1e3, 'k'];
    return `${threeDigits(value / factor)}${prefix}`;
  }
  return threeDigits(value);
}

function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return formatDecimals(Math.round(value), 0);
  if (size < 1e-6) return '0';
  // A language's format costs much more, and the screen says hundreds of numbers a second. From a millionth on no exponent comes.
  return String(Number(value.toPrecision(3)));
}

/** With at most so many digits behind the point, and thousands apart: 12,345.678. */
export function formatDecimals(value: number, digitsMax: number): string {
  let format = byDigits.get(digitsMax);
  if (format === undefined) byDigits.set(digitsMax, format = new Intl.NumberFormat('en-US', { maximumFractionDigits: digitsMax }));
  return format.format(value);
}

/** Counted things, always in full: 12,345. */
export const formatCount = (value: number): string => formatDecimals(Math.round(value), 0);

/** A duration with the unit that keeps it short: 40 ms, 1.2 s, 12.5 min. */
export function durationFigure(seconds: number): Figure {
  const size = Math.abs(seconds);
  if (!Number.isFinite(seconds)) return NO_FIGURE;
  if (size === 0) return { number: '0', unit: 's' };
  if (size < 0.9995e-6) return { number: threeDigits(seconds * 1e9), unit: 'ns' };
  if (size < 0.9995e-3) return { number: threeDigits(seconds * 1e6), unit: 'µs' };
  if (size < 0.9995) return { number: threeDigits(seconds * 1e3), unit: 'ms' };
  if (size < 599.5) return { number: threeDigits(seconds), unit: 's' };
  if (size < 7_200) return { number: threeDigits(seconds / 60), unit: 'min' };
  return { number: formatNumber(seconds / 3_600), unit: 'h' };
}

export const formatDuration = (seconds: number): string => figureText(durationFigure(seconds));

export const rateFigure = (perS: number): Figure => ({ number: formatNumber(perS), unit: 'per s' });

/** A share of one as a percentage. 100 % and 0 % are said only when they are exact. */
export function shareFigure(share: number): Figure {
  const percent = share * 100;
  if (percent > 0 && percent < 0.05) return { number: '<0.1', unit: '%' };
  if (percent < 100 && percent > 99.95) return { number: '>99.9', unit: '%' };
  return { number: percent === 100 ? '100' : String(Number(percent.toFixed(1))), unit: '%' };
}

export const formatShare = (share: number): string => figureText(shareFigure(share));

/** Model time, to the millisecond, so that a single step is seen: 12.345 s. */
export function formatModelTime(seconds: number): string {
  return `${TO_THE_MILLISECOND.format(seconds)} s`;
}

/** How much model time passes in a second of the user's: 0.1 model s per s. */
export const formatSpeed = (speed: number): string => `${formatNumber(speed)} model s per s`;

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  s: 's', 'per s': 'per s', jobs: 'jobs', workers: 'workers', ratio: '', share: '', count: '', text: '',
};

/** The unit as it stands behind a number field and in a label; '' where the number stands alone. */
export const unitWord = (unit: Unit): string => UNIT_WORDS[unit];

/** A parameter's value in words. */
export function formatValue(value: number | 'unbounded', unit: Unit): string {
  if (value === 'unbounded') return 'unbounded';
  switch (unit) {
    case 's': return formatDuration(value);
    case 'share': return formatShare(value);
    case 'per s': return figureText(rateFigure(value));
    case 'jobs':
    case 'workers': return `${formatNumber(value)} ${value === 1 ? unit.slice(0, -1) : unit}`;
    case 'ratio':
    case 'count':
    case 'text': return formatNumber(value);
  }
}

/** Text for a number field: every digit, no grouping, so that it can be typed back. */
export function fieldText(value: ParamValue): string {
  if (typeof value === 'number') return plainNumber(value);
  return typeof value === 'string' ? value : value.kind;
}

function plainNumber(value: number): string {
  const short = String(value);
  return short.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 17 }) : short;
}
