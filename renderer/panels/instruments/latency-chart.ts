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

/** The strictest class's; null where no job has one. */
export function deadlineOf(scenario: Scenario | null): number | null {
  const deadlines = Object.values(scenario?.classes ?? {}).flatMap(({ deadlineS }) => deadlineS ?? []);
  return deadlines.length === 0 ? null : Math.min(...deadlines);
}

/** Percentiles over time; a part of a line that rests on too few jobs is faint. */
export function latencyChart(part: Part, n: number, rollingS: number): ChartModel {
  const { series, rows } = part;
  const columns = [series.latencyP50S, series.latencyP95S, series.latencyP99S, series.latencyP999S];
  const lines = PERCENTILES.map(({ key, label, share, colour, dash }, at): LineModel => {
    const all = column(part, columns[at] ?? new Float64Array(0));
    const supported = rows.map((row) => isSupported(share, series.latencyN[row] ?? 0));
    return {
      key, label, colour, dash, figure: durationFigure,
      values: all.map((value, row) => (supported[row] === true ? value : null)),
      // One row further than it must, so that the faint part joins the other.
      faint: all.map((value, row) => (supported[row] === true && supported[row - 1] !== false && supported[row + 1] !== false ? null : value)),
    };
  });
  const found = lines.flatMap(({ values, faint = [] }) => [...values, ...faint]).filter((value) => value !== null && value > 0) as number[];
  const none = found.length === 0;
  const dueS = deadlineOf(part.scenario);
  if (dueS !== null && !none) {
    found.push(dueS);
    lines.push({ key: 'due', label: 'due', colour: 'ink', dash: LEVEL_DASH, figure: durationFigure, values: rows.map(() => dueS), level: true });
  }
  let low = Infinity;
  let high = 0;
  for (const value of found) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return {
    key: 'latency', title: 'Latency', unit: '', lines, scale: 'log', tick: formatDuration,
    bounds: none ? [0.001, 1] : logBounds(low, high),
    empty: none ? 'No job served yet.' : '',
    note: none ? '' : `n ${formatNumber(n)} in ${formatDuration(rollingS)}`,
  };
}
