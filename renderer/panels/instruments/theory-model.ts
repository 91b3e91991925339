import { WindowStation } from '../../../simulations/engine/frame';
import { expectedErrorShareOfLosses, expectedErrorShareOfUtilisation, expectedErrorShareOfWaits, isLossTelling, LOST_WAITING } from '../../../simulations/experiments/theory-verdict';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Recognised } from '../../../simulations/theory/recognise';
import type { BatchTotal, Measurements } from '../../run';
import { durationFigure, figureText, formatCount, formatDuration, formatNumber, shareFigure, type Figure } from '../../ui/format';
import { theoryLines, theoryWhole, type TheoryLine } from './theory-lines';
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

/** A gauge's scale reaches from half of theory's value to one and a half. */
export const SCALE_REACH = 0.5;

/** What is said of a measured value that lies off the scale of its gauge; '' of others. */
export function offScaleWords({ theory, measured }: Pick<GaugeRow, 'theory' | 'measured'>): string {
  if (measured === null || !(Math.abs(measured / theory - 1) > SCALE_REACH)) return '';
  return theory === 0 ? 'off the scale' : `off the scale, ${formatNumber(measured / theory)} times theory`;
}

const jobsFigure = (value: number): Figure => ({ number: formatNumber(value), unit: 'jobs' });

export function theoryGauges(measurements: Measurements, scenario: Scenario | null): readonly Gauge[] {
  if (scenario === null) return [];
  const lines = theoryLines(scenario);
  return [...wholeGauge(measurements, scenario, lines), ...lines.map((line) => lineGauge(measurements, line))];
}

const total = (stations: readonly number[], field: number): BatchTotal[] => stations.map((station) => ({ station, field }));

function lineGauge(measurements: Measurements, line: TheoryLine): Gauge {
  const { key, title, recognised } = line;
  const { figures, model, source, note, why } = recognised;
  const rows = figures === null ? approximateRows(measurements, line) : exactRows(measurements, line, figures);
  if (figures === null) return { key, title, model, source, note, rows, verdict: 'assumption broken', why };
  const verdict = rows.length === 0 ? 'too early' : worst(rows.map((row) => row.verdict));
  return { key, title, model, source, note, rows, verdict, why: rows.find((row) => row.verdict === verdict)?.why ?? 'nothing of it is measured' };
}

/** Who has waited is counted behind the queue, or at the workers' door where there is none. */
function passedBy({ isQueue, front, workers }: TheoryLine): readonly BatchTotal[] {
  return isQueue || workers.length === 0 ? total([front], WindowStation.left) : total(workers, WindowStation.arrived);
}

function exactRows(measurements: Measurements, line: TheoryLine, theory: NonNullable<Recognised['figures']>): readonly GaugeRow[] {
  const { front, workers, waitAt } = line;
  const passed = passedBy(line);
  const waiting = total(waitAt, WindowStation.jobsNs);
  const coveredS = measurements.steady.total(['coveredNs']) / 1e9;
  const expectedErrorShare = expectedErrorShareOfWaits(theory, coveredS);
  const [lost, arrived] = [total([front], WindowStation.shed), total([front], WindowStation.arrived)];
  const shed = measurements.totals().shed;
  const losesWaiting = LOST_WAITING.some((reason) => shed[reason] > 0);
  const rows: GaugeRow[] = [];
  const add = (key: string, label: string, value: number, figure: GaugeRow['figure'], over: readonly BatchTotal[], under: readonly BatchTotal[], unit = 1, errorShare = 0): void => {
    const judged = judgeFigure(measurements, { over, under, unit, theory: value, n: passed, expectedErrorShare: errorShare });
    const { interval } = judged;
    rows.push({ key, label, theory: value, figure, ...judged, interval: interval === null || figure !== shareFigure ? interval : [interval[0], Math.min(1, interval[1])] });
  };
  if (losesWaiting) add('meanWaitingJobs', 'mean waiting', theory.meanWaitingJobs, jobsFigure, waiting, ['coveredNs'], 1, expectedErrorShare);
  else if (waitAt.length > 0) add('meanWaitS', 'mean wait', theory.waitS.mean, durationFigure, waiting, passed, 1e-9, expectedErrorShare);
  if (isLossTelling(theory, measurements.steady.total(lost), coveredS)) {
    add('lossShare', 'share lost', theory.lossShare, shareFigure, lost, arrived, 1, expectedErrorShareOfLosses(theory, coveredS));
  }
  if (workers.length > 0 && theory.utilisation > 0) {
    add('utilisation', 'utilisation', theory.utilisation, shareFigure, total(workers, WindowStation.busyNs), total(workers, WindowStation.serversNs), 1, expectedErrorShareOfUtilisation(theory, coveredS));
  } else if (workers.length === 0) {
    add('meanJobs', 'mean inside', theory.meanJobs, jobsFigure, total([front], WindowStation.jobsNs), ['coveredNs']);
  }
  return rows;
}

function approximateRows(measurements: Measurements, line: TheoryLine): readonly GaugeRow[] {
  const { approximation } = line.recognised;
  if (approximation === null || line.waitAt.length === 0) return [];
  const passed = passedBy(line);
  const judged = judgeFigure(measurements, { over: total(line.waitAt, WindowStation.jobsNs), under: passed, unit: 1e-9, theory: approximation.meanWaitS, n: passed });
  return [{ ...judged, key: 'meanWaitS', label: `mean wait (${approximation.model}, ${approximation.caveat})`, theory: approximation.meanWaitS, figure: durationFigure, isApproximate: true }];
}

/** The latency from end to end, where theory knows the whole way of a job. */
function wholeGauge(measurements: Measurements, scenario: Scenario, lines: readonly TheoryLine[]): readonly Gauge[] {
  const { model, source, figures, why } = theoryWhole(scenario);
  const base = { key: 'whole', title: 'Whole system', note: '', model, source };
  if (figures === null) return lines.length === 0 ? [] : [{ ...base, rows: [], verdict: 'assumption broken', why }];
  const { mean } = figures.latencyS;
  const coveredS = measurements.steady.total(['coveredNs']) / 1e9;
  // The latency is known no better than the wait in the line that is known worst, as far as that wait is a part of it.
  const expectedErrorShare = lines.reduce((most, { recognised: { figures: line } }) => (
    line === null ? most : Math.max(most, expectedErrorShareOfWaits(line, coveredS) * line.waitS.mean / mean)
  ), 0);
  const row: GaugeRow = {
    key: 'latencyS.mean', label: 'mean latency', theory: mean, figure: durationFigure,
    ...judgeFigure(measurements, { over: ['latencySumNs'], under: ['latencyN'], theory: mean, unit: 1e-9, n: ['latencyN'], expectedErrorShare }),
  };
  return [{ ...base, rows: [row], verdict: row.verdict, why: row.why }];
}

/** A gauge in a sentence, for those who hear it. */
export function gaugeWords({ title, model, rows, verdict, why }: Gauge): string {
  const values = rows.map((row) => {
    const { label, theory, measured, n, figure } = row;
    const off = offScaleWords(row);
    return `${label} ${figureText(figure(theory))} in theory, ${measured === null ? 'nothing' : figureText(figure(measured))} measured over ${formatCount(n)} jobs${off === '' ? '' : ` (${off})`}`;
  });
  return `${title}${model === '' ? '' : `, ${model}`}: ${verdict}${why === '' ? '' : `, ${why}`}${values.length === 0 ? '' : `; ${values.join('; ')}`}.`;
}

/** Since when a gauge measures: since the warm-up, or since the last change. */
export function sinceWords(measurements: Measurements): string {
  return `measured since ${formatDuration(measurements.steady.sinceNs / 1e9)}${measurements.areTotalsMixed ? ', the last change' : ''}`;
}
