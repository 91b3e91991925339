import type { RegressionCheck } from '../experiments/regression';
import type { TargetCheck } from '../experiments/target-check';
import { differenceText, figureLabel, figureText, withHalfWidth } from './figure-text';
import { csv, table, type Row } from './table';

export interface CheckOutput {
  readonly title: string;
  readonly seed: number;
  readonly replications: number;
  readonly warmupS: number;
  readonly durationS: number;
  readonly pass: boolean;
  readonly checks: readonly TargetCheck[];
  /** Expected against observed; absent without a baseline. */
  readonly regression?: readonly RegressionCheck[];
}

export function targetLines(checks: readonly TargetCheck[]): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(({ name, figure, n, value, ci95, min, max, pass, isSure }): Row => [
    pass ? 'passed' : 'FAILED', name, limitText(figure, min ?? null, max ?? null), figureLabel(figure),
    value === null ? 'no figure' : withHalfWidth(figure, value, ci95 === null ? null : (ci95[1] - ci95[0]) / 2), String(n), isSure ? '' : n < 2 ? 'one run' : 'close',
  ]);
  const lines = table([['target', 'name', 'limit', 'figure', 'value', 'n', ''], ...rows], 4);
  return rows.some((row) => row[6] === 'close') ? [...lines, '(close: the limit lies within the 95 % interval; more replications might decide otherwise)'] : lines;
}

export function regressionLines(checks: readonly RegressionCheck[]): string[] {
  return table([
    ['regression', 'figure', 'limit', 'expected', 'observed', 'change', 'n'],
    ...checks.map(({ figure, expected, observed, difference, min, max, pass }): Row => [
      pass ? 'passed' : 'FAILED', figureLabel(figure), expected === null ? 'none' : limitText(figure, min, max), figureText(figure, expected), figureText(figure, observed),
      differenceText(figure, difference.mean, difference.halfWidth), String(difference.n),
    ]),
  ], 3);
}

/** "at least 60 %" */
export function limitText(figure: string, min: number | null, max: number | null): string {
  return [...(min === null ? [] : [`at least ${figureText(figure, min)}`]), ...(max === null ? [] : [`at most ${figureText(figure, max)}`])].join(' and ');
}

export function checkCsv({ checks, regression = [] }: CheckOutput): string {
  return csv([
    ['kind', 'name', 'figure', 'pass', 'value', 'low95', 'high95', 'min', 'max', 'expected'],
    ...checks.map(({ name, figure, pass, value, ci95, min, max }) => ['target', name, figure, String(pass), value, ci95?.[0] ?? null, ci95?.[1] ?? null, min ?? null, max ?? null, null]),
    ...regression.map(({ figure, pass, observed, expected, min, max }) => ['regression', figure, figure, String(pass), observed, null, null, min, max, expected]),
  ]);
}
