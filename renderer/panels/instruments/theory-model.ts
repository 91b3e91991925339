import { catalog } from '../../../simulations/catalog';
import { WindowStation } from '../../../simulations/engine/frame';
import { expectedErrorShareOfWaits, LOST_WAITING } from '../../../simulations/experiments/theory-verdict';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Recognised } from '../../../simulations/theory/recognise';
import { arrivalsPerS, type BatchTotal, type Measurements } from '../../run';
import { durationFigure, figureText, formatDuration, formatNumber, shareFigure, type Figure } from '../../ui/format';
import { stationName } from '../stations-in-flow';
import { theoryGroups, theoryLines, type TheoryLine } from './theory-lines';
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
  const expectedErrorShare = expectedErrorShareOfWaits(theory, measurements.steady.total(['coveredNs']) / 1e9);
  const shed = measurements.totals().shed;
  const losesWaiting = LOST_WAITING.some((reason) => shed[reason] > 0);
  const rows: GaugeRow[] = [];
  const add = (key: string, label: string, value: number, figure: GaugeRow['figure'], over: readonly BatchTotal[], under: readonly BatchTotal[], unit = 1, errorShare = 0): void => {
    rows.push({ key, label, theory: value, figure, ...judgeFigure(measurements, { over, under, unit, theory: value, n: passed, expectedErrorShare: errorShare }) });
  };
  if (losesWaiting) add('meanWaitingJobs', 'mean waiting', theory.meanWaitingJobs, jobsFigure, waiting, ['coveredNs'], 1, expectedErrorShare);
  else if (waitAt.length > 0) add('meanWaitS', 'mean wait', theory.waitS.mean, durationFigure, waiting, passed, 1e-9, expectedErrorShare);
  if (theory.lossShare > 0) add('lossShare', 'share lost', theory.lossShare, shareFigure, total([front], WindowStation.shed), total([front], WindowStation.arrived));
  if (workers.length > 0 && theory.utilisation > 0) add('utilisation', 'utilisation', theory.utilisation, shareFigure, total(workers, WindowStation.busyNs), total(workers, WindowStation.serversNs));
  else if (workers.length === 0) add('meanJobs', 'mean inside', theory.meanJobs, jobsFigure, total([front], WindowStation.jobsNs), ['coveredNs']);
  return rows;
}

function approximateRows(measurements: Measurements, line: TheoryLine): readonly GaugeRow[] {
  const { approximation } = line.recognised;
  if (approximation === null || line.waitAt.length === 0) return [];
  const passed = passedBy(line);
  const judged = judgeFigure(measurements, { over: total(line.waitAt, WindowStation.jobsNs), under: passed, unit: 1e-9, theory: approximation.meanWaitS, n: passed });
  return [{ ...judged, key: 'meanWaitS', label: `mean wait (${approximation.model}, ${approximation.caveat})`, theory: approximation.meanWaitS, figure: durationFigure, isApproximate: true }];
}

/** The latency from end to end, where each line is known and all of the system is made of such lines, or of one group. */
function wholeGauge(measurements: Measurements, scenario: Scenario, lines: readonly TheoryLine[]): readonly Gauge[] {
  const base = { key: 'whole', title: 'Whole system', source: '', note: '' };
  if (lines.length === 0) return [];
  const whole = wholeOf(scenario, lines);
  if (typeof whole === 'string') return [{ ...base, model: '', rows: [], verdict: 'assumption broken', why: whole }];
  const row: GaugeRow = {
    key: 'latencyS.mean', label: 'mean latency', theory: whole.meanS, figure: durationFigure,
    ...judgeFigure(measurements, {
      over: ['latencySumNs'], under: ['latencyN'], theory: whole.meanS, unit: 1e-9, n: ['latencyN'],
      expectedErrorShare: whole.figures === null ? 0 : expectedErrorShareOfWaits(whole.figures, measurements.steady.total(['coveredNs']) / 1e9) * (whole.figures.waitS.mean / whole.meanS),
    }),
  };
  return [{ ...base, model: whole.model, source: whole.source, rows: [row], verdict: row.verdict, why: row.why }];
}

interface Whole {
  readonly model: string;
  readonly source: string;
  readonly meanS: number;
  readonly figures: Recognised['figures'];
}

/** A string says why the whole has no formula. */
function wholeOf(scenario: Scenario, lines: readonly TheoryLine[]): Whole | string {
  const name = (id: string): string => stationName(id, scenario.stations[id] ?? { kind: '' });
  const sources = Object.keys(scenario.stations).filter((id) => linksInOf(scenario, id) === 'none');
  const fedBySources = scenario.links.filter(({ from }) => sources.includes(from)).map(({ to }) => to);
  for (const [key, { figures, model, source }] of Object.entries(theoryGroups(scenario))) {
    const [head = '', tail] = key.split('>');
    const endsThere = tail === undefined || scenario.links.every(({ from, to }) => from !== tail || linksOutOf(scenario, to) === 'none');
    if (figures !== null && fedBySources.every((id) => id === head) && endsThere) return { model, source, meanS: figures.timeInSystemS.mean, figures };
  }
  const ids = Object.keys(scenario.stations);
  const covered = new Set(lines.flatMap(({ front, workers, key }) => [front, ids.indexOf(key), ...workers]));
  const uncovered = ids.filter((id, at) => !covered.has(at) && linksInOf(scenario, id) !== 'none' && linksOutOf(scenario, id) !== 'none');
  if (uncovered.length > 0) return `no formula for ${uncovered.map(name).join(', ')}`;
  const unknown = lines.find(({ recognised }) => recognised.figures === null);
  if (unknown !== undefined) return `no formula for ${unknown.title}`;
  const [only] = lines;
  const single = lines.length === 1 ? only?.recognised.figures ?? null : null;
  if (only !== undefined && single !== null) return { model: only.recognised.model, source: only.recognised.source, meanS: single.timeInSystemS.mean, figures: single };
  if (lines.some(({ recognised }) => recognised.figures?.lossShare !== 0)) return 'jobs are lost on the way, so later lines see only those that are left';
  // By Little: all that are inside, over all that come.
  const meanS = lines.reduce((sum, { recognised }) => sum + (recognised.figures?.meanJobs ?? NaN), 0) / arrivalsPerS(scenario);
  if (!Number.isFinite(meanS)) return 'how many jobs come in all is not said outright';
  return { model: lines.map(({ recognised }) => recognised.model).join(' + '), source: 'Little’s law over all lines', meanS, figures: null };
}

const kindOf = (scenario: Scenario, id: string) => catalog.stations.find(({ kind }) => kind === scenario.stations[id]?.kind);
const linksInOf = (scenario: Scenario, id: string): string => kindOf(scenario, id)?.linksIn ?? 'none';
const linksOutOf = (scenario: Scenario, id: string): string => kindOf(scenario, id)?.linksOut ?? 'none';

/** A gauge in a sentence, for those who hear it. */
export function gaugeWords({ title, model, rows, verdict, why }: Gauge): string {
  const values = rows.map(({ label, theory, measured, n, figure }) =>
    `${label} ${figureText(figure(theory))} in theory, ${measured === null ? 'nothing' : figureText(figure(measured))} measured over ${n.toLocaleString('en-US')} jobs`);
  return `${title}${model === '' ? '' : `, ${model}`}: ${verdict}${why === '' ? '' : `, ${why}`}${values.length === 0 ? '' : `; ${values.join('; ')}`}.`;
}

/** Since when a gauge measures: since the warm-up, or since the last change. */
export function sinceWords(measurements: Measurements): string {
  return `measured since ${formatDuration(measurements.steady.sinceNs / 1e9)}${measurements.areTotalsMixed ? ', the last change' : ''}`;
}
