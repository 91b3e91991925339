import type { Scenario } from '../../../simulations/scenario/scenario';
import { durationFigure, formatDuration, formatNumber } from '../../ui/format';
import { column, LEVEL_DASH, type ChartModel, type LineModel, type Part } from './chart-model';
import { logBounds } from './nice-range';
import { isSupported } from './percentile-support';

/** The percentiles that are shown, in the order of PERCENTILE_SHARES. */
export const PERCENTILES = [
  { key: 'p50', label: 'p50', share: 0.5, colour: 'sky', dash: [] },
  { key: 'p95', label: 'p95', share: 0.95, colour: 'amber', dash: [7, 4] },
  { key: 'p99', label: 'p99', share: 0.99, colour: 'coral', dash: [2, 3] },
  { key: 'p999', label: 'p99.9', share: 0.999, colour: 'violet', dash: [9, 3, 2, 3] },
] as const;

/** The deadline of every job; null where there is none, or where classes differ: what is late for one is in time for another. */
export function deadlineOf(scenario: Scenario | null): number | null {
  const [first, ...others] = Object.values(scenario?.classes ?? {}).map(({ deadlineS }) => deadlineS ?? null);
  return first === undefined || others.some((deadlineS) => deadlineS !== first) ? null : first;
}

/** A percentile's line: the part of it that rests on too few jobs is faint. */
export function trusted(part: Part, percentileS: Float64Array, n: Float64Array, share: number): Pick<LineModel, 'values' | 'faint'> {
  const all = column(part, percentileS);
  const supported = part.rows.map((row) => isSupported(share, n[row] ?? 0));
  return {
    values: all.map((value, row) => (supported[row] === true ? value : null)),
    // One row further than it must, so that the faint part joins the other.
    faint: all.map((value, row) => (supported[row] === true && supported[row - 1] !== false && supported[row + 1] !== false ? null : value)),
  };
}

/** From where to where the lines reach, and a level besides; null while there is nothing to draw. */
export function logScale(lines: readonly LineModel[], level: number | null = null): readonly [number, number] | null {
  let low = Infinity;
  let high = 0;
  const see = (value: number | null): void => {
    if (value === null || value <= 0) return;
    if (value < low) low = value;
    if (value > high) high = value;
  };
  for (const { values, faint = [] } of lines) {
    values.forEach(see);
    faint.forEach(see);
  }
  if (high === 0) return null;
  see(level);
  return logBounds(low, high);
}

/** Percentiles over time; a part of a line that rests on too few jobs is faint. */
export function latencyChart(part: Part, n: number, rollingS: number): ChartModel {
  const { series, rows } = part;
  const columns = [series.latencyP50S, series.latencyP95S, series.latencyP99S, series.latencyP999S];
  const lines = PERCENTILES.map(({ key, label, share, colour, dash }, at): LineModel =>
    ({ key, label, colour, dash, figure: durationFigure, ...trusted(part, columns[at] ?? new Float64Array(0), series.latencyN, share) }));
  const dueS = deadlineOf(part.scenario);
  const bounds = logScale(lines, dueS);
  if (dueS !== null && bounds !== null) lines.push({ key: 'due', label: 'due', colour: 'ink', dash: LEVEL_DASH, figure: durationFigure, values: rows.map(() => dueS), level: true });
  return {
    key: 'latency', title: 'Latency', unit: '', lines, scale: 'log', tick: formatDuration,
    bounds: bounds ?? [0.001, 1],
    empty: bounds === null ? 'No job served yet.' : '',
    note: bounds === null ? '' : `n ${formatNumber(n)} in ${formatDuration(rollingS)}`,
    n: rows.map((row) => series.latencyN[row] ?? 0),
  };
}
