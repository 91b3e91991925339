import type { ParamValue, VariantValue } from '../engine/param';
import { figureUnit } from '../experiments/figure-names';
import { numeral } from '../scenario/wording';

/** A figure with its unit, to three digits: more would pretend. */
export function figureText(name: string, value: number | null): string {
  if (value === null) return '–';
  switch (figureUnit(name)) {
    case 's': return durationText(value);
    case 'per s': return `${plain(value)} per s`;
    case 'share': return `${plain(value * 100)} %`;
    case 'jobs': case '': return plain(value);
  }
}

/** "61.2 ms ± 2.1": the scatter to the digits of the mean and in its unit. */
export function withHalfWidth(name: string, mean: number | null, halfWidth: number | null): string {
  const text = figureText(name, mean);
  if (mean === null || halfWidth === null) return text;
  const [factor, unit] = scaleOf(name, Math.abs(mean) < halfWidth ? halfWidth : mean);
  const digits = digitsFor(Math.max(Math.abs(mean), halfWidth) * factor);
  return `${fixed(mean * factor, digits)} ± ${fixed(halfWidth * factor, digits)}${unit}`;
}

/** "+3.1 ms": a difference says its sign. */
export function differenceText(name: string, mean: number | null, halfWidth: number | null): string {
  if (mean === null) return '–';
  const [factor, unit] = scaleOf(name, Math.max(Math.abs(mean), halfWidth ?? 0));
  const digits = digitsFor(Math.max(Math.abs(mean), halfWidth ?? 0) * factor);
  const sign = mean > 0 ? '+' : mean < 0 ? '−' : '';
  return `${sign}${fixed(Math.abs(mean) * factor, digits)}${halfWidth === null ? '' : ` ± ${fixed(halfWidth * factor, digits)}`}${unit}`;
}

export function durationText(seconds: number): string {
  const [factor, unit] = scaleOf('xS', seconds);
  return `${plain(seconds * factor)}${unit}`;
}

/** "latency p99" for `latencyS.p99`, "inbox wait mean" for `stations.inbox.waitS.mean`: the unit stands beside the figures. */
export function figureLabel(name: string): string {
  const parts = name.replace(/^(stations|classes|links)\./, '').split('.');
  return parts.map((part) => part.replace(/^p999$/, 'p99.9').replace(/PerS$/, '').replace(/([a-z])S$/, '$1').replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)).join(' ');
}

export function paramText(value: ParamValue): string {
  if (typeof value === 'number') return numeral(value);
  return typeof value === 'string' ? value : variantText(value);
}

function variantText({ kind, ...rest }: VariantValue): string {
  const inner = Object.entries(rest as Readonly<Record<string, ParamValue>>).map(([name, value]) => `${name} ${paramText(value)}`);
  return inner.length === 0 ? kind : `${kind} (${inner.join(', ')})`;
}

/** What a figure is multiplied by to be read, and the unit then. */
function scaleOf(name: string, size: number): readonly [factor: number, unit: string] {
  switch (figureUnit(name)) {
    case 's': {
      const seconds = Math.abs(size);
      if (seconds !== 0 && seconds < 0.001) return [1e6, ' µs'];
      return seconds !== 0 && seconds < 1 ? [1000, ' ms'] : [1, ' s'];
    }
    case 'per s': return [1, ' per s'];
    case 'share': return [100, ' %'];
    case 'jobs': case '': return [1, ''];
  }
}

function plain(value: number): string {
  return numeral(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3)));
}

/** Three significant digits of the larger number. */
function digitsFor(size: number): number {
  return size === 0 ? 0 : Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
}

function fixed(value: number, digits: number): string {
  return numeral(Number(value.toFixed(digits))).includes('e') ? String(value) : grouped(value.toFixed(digits));
}

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const sign = whole.startsWith('-') ? '−' : '';
  const head = whole.replace('-', '').replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign}${head}${fraction === undefined ? '' : `.${fraction}`}`;
}
