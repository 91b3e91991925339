import { catalog } from '../../../simulations/catalog';
import { WindowStation } from '../../../simulations/engine/frame';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { recogniseModels, type Recognised } from '../../../simulations/theory/recognise';
import { arrivalsPerS, type BatchTotal, type Measurements } from '../../run';
import { durationFigure, formatDuration, shareFigure, type Figure } from '../../ui/format';
import { stationName } from '../stations-in-flow';
import { judgeFigure, worst, type Judged, type Verdict } from './verdict';

/** What theory says of one line, or of the whole, beside what was measured since the last change. */
export interface Gauge {
  readonly key: string;
  readonly title: string;
  /** E.g. "M/M/4"; '' where no formula fits. */
  readonly model: string;
  readonly source: string;
  readonly note: string;
  readonly rows: readonly GaugeRow[];
  readonly verdict: Verdict;
  readonly why: string;
}

export interface GaugeRow extends Judged {
  readonly key: string;
  readonly label: string;
  readonly theory: number;
  readonly figure: (value: number) => Figure;
  /** Of an approximation: shown beside the measurement, never judged. */
  readonly isApproximate?: true;
}

/** One line and its workers as theory sees them. Several pools behind one queue are one system. */
export interface TheoryLine {
  readonly key: string;
  readonly title: string;
  readonly recognised: Recognised;
  /** Places in the scenario's order of stations. */
  readonly workers: readonly number[];
  readonly waitAt: readonly number[];
}

let known: { readonly scenario: Scenario; readonly lines: readonly TheoryLine[] } | null = null;

/** The lines of a scenario; looked up once for each scenario. */
export function theoryLines(scenario: Scenario): readonly TheoryLine[] {
  if (known?.scenario !== scenario) known = { scenario, lines: linesOf(scenario) };
  return known.lines;
}

export function linesOf(scenario: Scenario): readonly TheoryLine[] {
  const ids = Object.keys(scenario.stations);
  const name = (id: string): string => stationName(id, scenario.stations[id] ?? { kind: '' });
  const groups = new Map<string, { from: string; to: string[]; recognised: Recognised }>();
  for (const [key, recognised] of Object.entries(recogniseModels(scenario, catalog))) {
    const [from = '', to = ''] = key.split('>');
    if (!ids.includes(from) || !ids.includes(to)) continue;
    const group = groups.get(from);
    if (group === undefined) groups.set(from, { from, to: [to], recognised });
    else group.to.push(to);
  }
  return [...groups.values()].map(({ from, to, recognised }) => ({
    key: from, title: `${name(from)} → ${to.map(name).join(', ')}`, recognised,
    workers: to.map((id) => ids.indexOf(id)), waitAt: recognised.waitAt.map((id) => ids.indexOf(id)).filter((at) => at >= 0),
  }));
}

export function theoryGauges(measurements: Measurements, scenario: Scenario | null): readonly Gauge[] {
  if (scenario === null) return [];
  const lines = theoryLines(scenario);
  return [...wholeGauge(measurements, scenario, lines), ...lines.map((line) => lineGauge(measurements, line))];
}

const total = (stations: readonly number[], field: number): BatchTotal[] => stations.map((station) => ({ station, field }));

function lineGauge(measurements: Measurements, { key, title, recognised, workers, waitAt }: TheoryLine): Gauge {
  const { figures, model, source, note, why, approximation } = recognised;
  const waiting = total(waitAt, WindowStation.jobsNs);
  const served = total(workers, WindowStation.arrived);
  const judge = (over: readonly BatchTotal[], under: readonly BatchTotal[], theory: number, unitNs: number, n: readonly BatchTotal[]): Judged =>
    judgeFigure(measurements, { over, under, theory, unit: unitNs, n });

  if (figures === null) {
    const rows: GaugeRow[] = approximation === null ? [] : [{
      ...judge(waiting, served, approximation.meanWaitS, 1e-9, served), key: 'wait', label: `mean wait (${approximation.model}, ${approximation.caveat})`,
      theory: approximation.meanWaitS, figure: durationFigure, isApproximate: true,
    }];
    return { key, title, model, source, note, rows, verdict: 'assumption broken', why };
  }
  const rows: GaugeRow[] = [
    {
      key: 'utilisation', label: 'utilisation', theory: figures.utilisation, figure: shareFigure,
      ...judge(total(workers, WindowStation.busyNs), total(workers, WindowStation.serversNs), figures.utilisation, 1, served),
    },
  ];
  if (figures.waitS.mean > 0) rows.unshift({ key: 'wait', label: 'mean wait', theory: figures.waitS.mean, figure: durationFigure, ...judge(waiting, served, figures.waitS.mean, 1e-9, served) });
  const verdict = worst(rows.map((row) => row.verdict));
  return { key, title, model, source, note, rows, verdict, why: rows.find((row) => row.verdict === verdict)?.why ?? '' };
}

/** The latency from end to end, where each line is known and all of the system is made of such lines. */
function wholeGauge(measurements: Measurements, scenario: Scenario, lines: readonly TheoryLine[]): readonly Gauge[] {
  const ids = Object.keys(scenario.stations);
  const covered = new Set([...lines.flatMap(({ key, workers }) => [ids.indexOf(key), ...workers])]);
  const kindOf = (at: number): string => catalog.stations.find(({ kind }) => kind === scenario.stations[ids[at] ?? '']?.kind)?.linksOut ?? 'none';
  const hasIn = (id: string): boolean => scenario.links.some(({ to }) => to === id);
  const uncovered = ids.filter((id, at) => !covered.has(at) && kindOf(at) !== 'none' && hasIn(id));
  const unknown = lines.find(({ recognised }) => recognised.figures === null);
  const base = { key: 'whole', title: 'Whole system', source: 'Little’s law over all lines', note: '' };
  if (lines.length === 0) return [];
  if (uncovered.length > 0 || unknown !== undefined) {
    const why = unknown !== undefined ? `no formula for ${unknown.title}` : `no formula for ${uncovered.map((id) => stationName(id, scenario.stations[id] ?? { kind: '' })).join(', ')}`;
    return [{ ...base, model: '', rows: [], verdict: 'assumption broken', why }];
  }
  const [only] = lines;
  const single = lines.length === 1 ? only?.recognised.figures ?? null : null;
  const isLossless = lines.every(({ recognised }) => recognised.figures?.lossShare === 0);
  if (single === null && !isLossless) return [{ ...base, model: '', rows: [], verdict: 'assumption broken', why: 'jobs are lost on the way, so later lines see only those that are left' }];
  const meanS = single?.timeInSystemS.mean ?? lines.reduce((sum, { recognised }) => sum + (recognised.figures?.meanJobs ?? NaN), 0) / arrivalsPerS(scenario);
  const rows: GaugeRow[] = [{
    key: 'latency', label: 'mean latency', theory: meanS, figure: durationFigure,
    ...judgeFigure(measurements, { over: ['latencySumNs'], under: ['latencyN'], theory: meanS, unit: 1e-9, n: ['latencyN'] }),
  }];
  const verdict = worst(rows.map((row) => row.verdict));
  return [{
    ...base, model: single === null ? lines.map(({ recognised }) => recognised.model).join(' + ') : only?.recognised.model ?? '', rows, verdict, why: rows[0]?.why ?? '',
    source: single === null ? base.source : only?.recognised.source ?? '', note: '',
  }];
}

/** A gauge in a sentence, for those who hear it. */
export function gaugeWords({ title, model, rows, verdict, why }: Gauge): string {
  const values = rows.map(({ label, theory, measured, n, figure }) =>
    `${label} ${text(figure(theory))} in theory, ${measured === null ? 'nothing' : text(figure(measured))} measured over ${n.toLocaleString('en-US')} jobs`);
  return `${title}${model === '' ? '' : `, ${model}`}: ${verdict}${why === '' ? '' : `, ${why}`}${values.length === 0 ? '' : `; ${values.join('; ')}`}.`;
}

const text = ({ number, unit }: Figure): string => (unit === '' ? number : `${number} ${unit}`);

/** Since when a gauge measures: since the warm-up, or since the last change. */
export function sinceWords(measurements: Measurements): string {
  return `measured since ${formatDuration(measurements.steady.sinceNs / 1e9)}${measurements.areTotalsMixed ? ', the last change' : ''}`;
}
