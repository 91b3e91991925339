import { stationMetrics, wholeMetrics } from '../scenario/metric-paths';
import { didYouMean } from '../scenario/nearest';
import { ok, refuse, type Result } from '../scenario/problem';
import type { CheckSpec, Scenario } from '../scenario/scenario';
import { stationKind } from '../scenario/station-kind';
import { quoted } from '../scenario/wording';
import type { Report } from './report';
import { figureOf, figuresOf, type FigurePath } from './report-figures';

/** Figures by their names; null where nothing was counted. */
export type Figures = Readonly<Record<FigurePath, number | null>>;

/** Lost jobs' share of all that ended: shed, failed or timed out. */
export const LOSS_SHARE = 'lossShare';

/** What is compared and tabulated unless somebody asks for other figures. */
export const USUAL_FIGURES: readonly FigurePath[] = [
  'throughputPerS', 'goodputPerS', LOSS_SHARE, 'latencyS.mean', 'latencyS.p50', 'latencyS.p95', 'latencyS.p99',
];

/** Every figure that a run of the scenario can have, always in the same order. */
export function knownFigures(scenario: Scenario): readonly FigurePath[] {
  const stations = Object.entries(scenario.stations).flatMap(([id, { kind }]) => {
    const known = stationKind(kind);
    return known === undefined ? [] : stationMetrics(known).map((name) => `stations.${id}.${name}`);
  });
  return [LOSS_SHARE, ...wholeMetrics(Object.keys(scenario.classes), scenario.links), ...stations];
}

/** The figures that somebody named, each once; without names the usual ones and those that the checks look at. */
export function chosenFigures(scenario: Scenario, named: readonly FigurePath[]): Result<readonly FigurePath[]> {
  if (named.length === 0) return ok([...new Set([...USUAL_FIGURES, ...scenario.checks.map(checkedFigure)])]);
  const known = knownFigures(scenario);
  const unknown = named.filter((name) => !known.includes(name));
  if (unknown.length === 0) return ok([...new Set(named)]);
  return refuse(...unknown.map((name) => ({ path: '', message: `no figure ${quoted(name)}${didYouMean(name, known)}` })));
}

/** The name of the figure that a check looks at. */
export function checkedFigure({ station, metric }: CheckSpec): FigurePath {
  return station === undefined ? metric : `stations.${station}.${metric}`;
}

/** Those of `names` that a run has. */
export function namedFigures(report: Report, names: readonly FigurePath[]): Figures {
  const all = { ...figuresOf(report), [LOSS_SHARE]: lossShare(report) };
  return Object.fromEntries(names.map((name) => [name, figureOf(all, name)]));
}

function lossShare({ jobs: { served, shed, failed, timedOut } }: Report): number | null {
  const lost = Object.values(shed).reduce<number>((sum, count) => sum + (count ?? 0), failed + timedOut);
  return served + lost === 0 ? null : lost / (served + lost);
}

export type FigureUnit = 's' | 'per s' | 'share' | 'jobs' | '';

const DURATIONS = ['mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'];
const SHARES = ['utilisation', 'precision', 'recall', 'hitRatio'];
const COUNTS = ['n', 'made', 'insideAtStart', 'served', 'good', 'failed', 'timedOut', 'inside', 'arrived', 'left', 'meanJobs', 'maxJobs'];

/** The unit stands in the name, as everywhere. */
export function figureUnit(name: FigurePath): FigureUnit {
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  const before = parts.at(-2) ?? '';
  if (last.endsWith('PerS')) return 'per s';
  if (SHARES.includes(last) || /[sS]hare$/.test(last)) return 'share';
  if (COUNTS.includes(last) || before === 'shed') return 'jobs';
  if (last.endsWith('S') || (before.endsWith('S') && DURATIONS.includes(last))) return 's';
  return '';
}

export type Direction = 'less' | 'more' | 'neither';

/** Which way is better, for whoever the system serves. */
export function betterIs(name: FigurePath): Direction {
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  if (['throughputPerS', 'goodputPerS', 'served', 'good', 'precision', 'recall', 'hitRatio'].includes(last)) return 'more';
  if ([LOSS_SHARE, 'failed', 'timedOut', 'falsePositiveShare', 'falsePositives', 'falseNegatives'].includes(last) || parts.at(-2) === 'shed') return 'less';
  return figureUnit(name) === 's' ? 'less' : 'neither';
}
