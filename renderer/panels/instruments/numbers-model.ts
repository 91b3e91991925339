import { SHED_REASONS, WindowStation } from '../../../simulations/engine/frame';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { shedInAll, type Measurements } from '../../run';
import { durationFigure, formatCount, NO_FIGURE, rateFigure, shareFigure, type Figure } from '../../ui/format';
import { SHED_WORDS } from '../../ui/shed-words';
import { stationName } from '../stations-in-flow';
import { percentileInterval } from './histogram-model';
import { PERCENTILES } from './latency-chart';
import { isSupported, jobsNeeded } from './percentile-support';
import { stationRoles } from './station-roles';

/** All figures since the warm-up: those of the command line's report for the same scenario, seed and time. */
export interface NumbersModel {
  /** Model time that they cover, to the nanosecond, so that the command line can be asked for the same. */
  readonly fromS: number;
  readonly toS: number;
  readonly warmingUp: boolean;
  /** Something was changed since `fromS`, so there is no one steady state and no interval. */
  readonly mixed: boolean;
  readonly groups: readonly NumberGroup[];
}

export interface NumberGroup {
  readonly key: string;
  readonly title: string;
  readonly rows: readonly NumberRow[];
}

export interface NumberRow {
  /** Where the figure stands in the report, e.g. `latencyS.p99`. */
  readonly key: string;
  readonly label: string;
  readonly value: number | null;
  readonly figure: Figure;
  /** 95 %; null where there is none. */
  readonly interval: readonly [Figure, Figure] | null;
  /** null: it is itself a count of jobs. */
  readonly n: number | null;
  /** What n counts. */
  readonly of: string;
  readonly faint: boolean;
}

type Show = (value: number) => Figure;
const count: Show = (value) => ({ number: formatCount(value), unit: value === 1 ? 'job' : 'jobs' });
const jobs: Show = (value) => ({ number: rateFigure(value).number, unit: 'jobs' });

export function numbersModel(measurements: Measurements, scenario: Scenario | null): NumbersModel {
  const totals = measurements.totals();
  const mixed = measurements.areTotalsMixed;
  const stations = stationRoles(scenario).map(({ id, spec, role }, at) => stationGroup(measurements, at, id, stationName(id, spec), role));
  return { fromS: totals.sinceS, toS: totals.sinceS + totals.coveredS, warmingUp: totals.warmingUp, mixed, groups: [wholeGroup(measurements), ...stations] };
}

function row(key: string, label: string, value: number, show: Show, n: number | null, of: string, more: { interval?: readonly [number, number] | null; faint?: boolean } = {}): NumberRow {
  const isThere = Number.isFinite(value);
  const interval = more.interval ?? null;
  return {
    key, label, value: isThere ? value : null, figure: isThere ? show(value) : NO_FIGURE, n, of, faint: more.faint ?? false,
    interval: interval === null ? null : [show(interval[0]), show(interval[1])],
  };
}

function wholeGroup(measurements: Measurements): NumberGroup {
  const totals = measurements.totals();
  const { made, served, good, failed, timedOut, shed, coveredS, warmingUp } = totals;
  const latency = measurements.histogram();
  const isSteady = !warmingUp && !measurements.areTotalsMixed;
  const series = measurements.series();
  const inside = series.insideJobs[series.length - 1] ?? 0;
  const ratio = (over: Parameters<typeof measurements.steady.ratio>[0], under: typeof over, unit: number): readonly [number, number] | null => {
    const found = isSteady ? measurements.steady.ratio(over, under) : null;
    return found === null || found.areAlike ? null : [Math.max(0, found.low * unit), found.high * unit];
  };
  const shedRows = SHED_REASONS.filter((reason) => shed[reason] > 0).map((reason) => row(`jobs.shed.${reason}`, `Shed: ${SHED_WORDS[reason]}`, shed[reason], count, null, ''));
  const atS = [latency.p50S, latency.p95S, latency.p99S, latency.p999S];
  return {
    key: '', title: 'Whole system',
    rows: [
      row('jobs.insideAtStart', 'Inside at the start', served + shedInAll(totals) + failed + timedOut + inside - made, count, null, ''),
      row('jobs.made', 'Made', made, count, null, ''),
      row('jobs.served', 'Served', served, count, null, ''),
      row('jobs.good', 'Served within the deadline', good, count, null, ''),
      ...shedRows,
      row('jobs.failed', 'Failed', failed, count, null, ''),
      row('jobs.timedOut', 'Timed out', timedOut, count, null, ''),
      row('jobs.inside', 'Inside now', inside, count, null, ''),
      row('throughputPerS', 'Throughput', coveredS === 0 ? NaN : served / coveredS, rateFigure, served, 'served', { interval: ratio(['latencyN'], ['coveredNs'], 1e9) }),
      row('goodputPerS', 'Goodput', coveredS === 0 ? NaN : good / coveredS, rateFigure, good, 'good'),
      row('latencyS.mean', 'Latency, mean', latency.meanS, durationFigure, latency.n, 'served', { interval: ratio(['latencySumNs'], ['latencyN'], 1e-9) }),
      ...PERCENTILES.map(({ key, label, share }, at) => row(`latencyS.${key}`, `Latency, ${label}`, atS[at] ?? NaN, durationFigure, latency.n, `served, ${formatCount(jobsNeeded(share))} needed`, {
        interval: isSteady ? percentileInterval(measurements, at, atS[at] ?? NaN) : null, faint: !isSupported(share, latency.n),
      })),
    ],
  };
}

function stationGroup(measurements: Measurements, at: number, id: string, title: string, role: string): NumberGroup {
  const { arrived, left, shed, meanJobs, utilisation, blockedShare } = measurements.stationTotals(at);
  const isSteady = !measurements.totals().warmingUp && !measurements.areTotalsMixed;
  const ratio = (field: number): readonly [number, number] | null => {
    const found = isSteady ? measurements.steady.ratio([{ station: at, field }], ['coveredNs']) : null;
    return found === null || found.areAlike ? null : [Math.max(0, found.low), found.high];
  };
  const key = (name: string): string => `stations.${id}.${name}`;
  return {
    key: id, title,
    rows: [
      row(key('arrived'), role === 'source' ? 'Made' : 'Arrived', arrived, count, null, ''),
      ...(role === 'end' ? [] : [row(key('left'), 'Left', left, count, null, '')]),
      ...(shed > 0 ? [row(key('shed'), 'Shed', shed, count, null, '')] : []),
      ...(role === 'end' ? [] : [row(key('meanJobs'), role === 'source' ? 'Jobs outside, mean' : 'Jobs inside, mean', meanJobs, jobs, arrived, 'arrived', { interval: ratio(WindowStation.jobsNs) })]),
      ...(Number.isNaN(utilisation) ? [] : [row(key('utilisation'), 'Utilisation', utilisation, shareFigure, arrived, 'arrived')]),
      ...(role === 'end' ? [] : [row(key('blockedShare'), 'Blocked', blockedShare, shareFigure, arrived, 'arrived')]),
    ],
  };
}
