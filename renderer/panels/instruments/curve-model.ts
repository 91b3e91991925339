import { WindowStation } from '../../../simulations/engine/frame';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Measurements } from '../../run';
import { formatCount, formatDuration, formatNumber } from '../../ui/format';
import { logBounds } from './nice-range';
import { linesOf, theoryLines, type TheoryLine } from './theory-lines';

/** Load against time: where theory's line runs, and where the system stands on it. */
export interface CurveModel {
  readonly key: string;
  readonly title: string;
  readonly choices: readonly { readonly key: string; readonly title: string }[];
  /** Utilisation and mean time at the line and its workers, in seconds; null where no formula fits. */
  readonly theory: { readonly model: string; readonly points: readonly CurvePoint[] } | null;
  /** Why there is no line of theory, or ''. */
  readonly why: string;
  /** Over the last `spanS`, newest last. */
  readonly trail: readonly CurvePoint[];
  readonly now: (CurvePoint & { readonly n: number }) | null;
  readonly spanS: number;
  readonly bounds: readonly [number, number];
}

export interface CurvePoint {
  readonly load: number;
  readonly timeS: number;
}

const TRAIL_POINTS = 80;
const LOADS = Array.from({ length: 40 }, (_, n) => 1 - (1 - (n + 0.5) / 40) ** 1.7);

let known: { readonly scenario: Scenario; readonly key: string; readonly points: readonly CurvePoint[] } | null = null;

export function curveModel(measurements: Measurements, scenario: Scenario | null, wished: string | null): CurveModel | null {
  const lines = scenario === null ? [] : theoryLines(scenario);
  const ids = Object.keys(scenario?.stations ?? {});
  const line = lines.find(({ key, workers }) => key === wished || workers.some((at) => ids[at] === wished)) ?? lines[0];
  if (scenario === null || line === undefined) return null;
  const { model, why } = line.recognised;
  const points = model === '' ? [] : theoryPoints(scenario, line.key);
  const spanS = measurements.rollingS;
  const { length, tS } = measurements.series();
  const since = firstRowSince(measurements);
  const step = Math.max(1, Math.ceil((length - since) / TRAIL_POINTS));
  const trail: CurvePoint[] = [];
  // In whole multiples, so that the trail's points stay where they are.
  for (let row = since; row < length - 1; row++) if ((row + 1) % step === 0) trail.push(...measuredPoint(measurements, line, row, spanS));
  const [now] = measuredPoint(measurements, line, length - 1, spanS);
  if (now !== undefined) trail.push(now);

  const timesS = [...points, ...trail].map(({ timeS }) => timeS).filter((timeS) => timeS > 0 && Number.isFinite(timeS));
  const floorS = points[0]?.timeS ?? (timesS.length === 0 ? 0.001 : Math.min(...timesS));
  const measuredTop = trail.reduce((most, { timeS }) => Math.max(most, timeS), 0);
  return {
    key: line.key, title: line.title, choices: lines.map(({ key, title }) => ({ key, title })),
    theory: points.length === 0 ? null : { model, points }, why: points.length === 0 ? why : '', trail, spanS: Math.min(spanS, tS[length - 1] ?? 0),
    now: now === undefined ? null : { ...now, n: jobsAt(measurements, line, length - 1, spanS) },
    bounds: logBounds(floorS * 0.8, Math.max(floorS * 20, measuredTop)),
  };
}

function firstRowSince(measurements: Measurements): number {
  const { tS, length } = measurements.series();
  const { sinceS } = measurements.totals();
  const row = tS.findIndex((atS) => atS > sinceS);
  return row < 0 ? length : row;
}

/** By Little's law: all who wait or are served, over the rate at which they leave. None where nobody left. */
function measuredPoint(measurements: Measurements, { workers, waitAt }: TheoryLine, row: number, spanS: number): readonly CurvePoint[] {
  if (row < 0) return [];
  const sum = (stations: readonly number[], field: number): number =>
    stations.reduce((all, station) => all + measurements.grownOver(row, spanS, station, field), 0);
  const left = sum(workers, WindowStation.left);
  const serversNs = sum(workers, WindowStation.serversNs);
  if (left === 0 || serversNs === 0) return [];
  const insideNs = sum(workers, WindowStation.jobsNs) + sum(waitAt, WindowStation.jobsNs);
  return [{ load: sum(workers, WindowStation.busyNs) / serversNs, timeS: insideNs / left / 1e9 }];
}

const jobsAt = (measurements: Measurements, { workers }: TheoryLine, row: number, spanS: number): number =>
  workers.reduce((all, station) => all + measurements.grownOver(row, spanS, station, WindowStation.left), 0);

/** The same scenario with less or more coming: each point is what theory says of that one. */
function theoryPoints(scenario: Scenario, key: string): readonly CurvePoint[] {
  if (known?.scenario === scenario && known.key === key) return known.points;
  const at = (factor: number): CurvePoint | null => {
    const figures = linesOf(withRate(scenario, factor)).find((line) => line.key === key)?.recognised.figures ?? null;
    return figures === null ? null : { load: figures.utilisation, timeS: figures.timeInSystemS.mean };
  };
  const little = at(1e-3);
  const points = little === null ? [] : LOADS.flatMap((load) => at((load * 1e-3) / little.load) ?? []);
  known = { scenario, key, points };
  return points;
}

function withRate(scenario: Scenario, factor: number): Scenario {
  const stations = Object.entries(scenario.stations).map(([id, spec]) => {
    const arrivals = spec['arrivals'];
    if (typeof arrivals !== 'object' || !('kind' in arrivals) || typeof arrivals['ratePerS'] !== 'number') return [id, spec];
    return [id, { ...spec, arrivals: { ...arrivals, ratePerS: arrivals['ratePerS'] * factor } }];
  });
  return { ...scenario, stations: Object.fromEntries(stations) as Scenario['stations'] };
}

/** What a picture of it says beside its title: which line it is of, and what the point and theory's line rest on. */
export function curveSaid({ title, theory, now, spanS }: CurveModel): string {
  const point = now === null ? '' : `, n ${formatCount(now.n)} in ${formatDuration(spanS)}`;
  return `${title}${point}; ${theory === null ? 'no line of theory' : `dashed: ${theory.model}`}`;
}

export function curveWords({ title, theory, why, now, spanS }: CurveModel): string {
  const point = now === null ? 'nothing measured yet'
    : `at ${formatNumber(now.load * 100)} % utilisation a job takes ${formatNumber(now.timeS * 1e3)} ms (n ${formatCount(now.n)} in ${formatNumber(spanS)} s)`;
  return `Load and time of ${title}: ${point}. ${theory === null ? `No line of theory: ${why}` : `Theory's line is that of ${theory.model}`}.`;
}
