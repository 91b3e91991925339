import { WindowStation, type ShedReason } from '../engine/frame';
import type { Catalog } from '../engine/kind';
import { windowMeansInterval } from '../metrics/batch-means';
import type { Scenario } from '../scenario/scenario';
import { recogniseModels, type Recognised } from '../theory/recognise';
import type { TheoryFigures } from '../theory/theory-figures';
import { compareWithTheory, type Compared } from './agreement';
import type { StationFigures } from './report';
import type { WarmUpVerdict } from './warm-up-verdict';
import type { WindowSeries } from './window-series';

/** What theory says of one line and its workers, beside what the run measured. */
export interface TheoryVerdict {
  /** E.g. "M/M/4"; '' where no formula fits. */
  readonly model: string;
  readonly source: string;
  /** Theory's mean wait, or null: see `why`. */
  readonly meanWaitS: number | null;
  readonly figures: TheoryFigures | null;
  /** Figure by figure; empty where theory has none. */
  readonly compared: Readonly<Partial<Record<ComparedFigure, Compared>>>;
  /** true: all that was compared agrees. null: too early, or an assumption is broken. */
  readonly agrees: boolean | null;
  /** Why it does not agree, or cannot be told; '' where it agrees. */
  readonly why: string;
  readonly note: string;
  /** An approximation for the mean wait and what was measured, where no formula is exact. It is never a pass mark. */
  readonly approximation: ShownApproximation | null;
}

export interface ShownApproximation {
  readonly model: string;
  readonly meanWaitS: number;
  readonly measuredMeanWaitS: number | null;
  /** Where it is the stay in a group of stations that is approximated. */
  readonly meanStayS?: number;
  readonly measuredMeanStayS?: number | null;
  readonly caveat: string;
}

export type ComparedFigure = 'meanWaitS' | 'meanWaitingJobs' | 'lossShare' | 'utilisation' | 'meanJobs' | 'meanStayS';

/** What the verdicts rest on. */
export interface Evidence {
  /** As the figures saw it (figured-scenario.ts). */
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly stations: Readonly<Record<string, StationFigures>>;
  readonly windows: WindowSeries;
  readonly simulatedS: number;
  readonly warmup: WarmUpVerdict;
}

export function theoryVerdicts(evidence: Evidence): Readonly<Record<string, TheoryVerdict>> {
  const recognised = Object.entries(recogniseModels(evidence.scenario, evidence.catalog));
  return Object.fromEntries(recognised.map(([key, each]) => [key, verdictOf(key, each, evidence)]));
}

function verdictOf(key: string, recognised: Recognised, evidence: Evidence): TheoryVerdict {
  const { model, source, figures, note, approximation } = recognised;
  const line = lineOf(key, recognised.waitAt, evidence.scenario, evidence.stations);
  const said = { model, source, note, figures, meanWaitS: figures?.waitS.mean ?? null };
  if (figures === null) {
    return {
      ...said, compared: {}, agrees: null, why: `assumption broken: ${recognised.why}`,
      approximation: approximation === null ? null
        : { model: approximation.model, meanWaitS: approximation.meanWaitS, measuredMeanWaitS: measuredWaitS(line, evidence), caveat: approximation.caveat },
    };
  }
  const compared = line === null ? {} : compare(line, figures, evidence);
  const all = Object.values(compared);
  const against = all.find(({ agrees }) => agrees === false) ?? all.find(({ agrees }) => agrees === null);
  const agrees = all.length === 0 ? null : against === undefined ? true : against.agrees;
  const name = Object.entries(compared).find(([, each]) => each === against)?.[0];
  const why = all.length === 0 ? 'nothing of it is measured' : against === undefined ? '' : agrees === false ? `${name}: ${against.why}` : against.why;
  return { ...said, compared, agrees, why, approximation: null };
}

/** Where the stations of a line stand in the scenario's order. */
export interface Line {
  readonly waitAt: readonly number[];
  /** Behind whom those who waited are counted: the queue's own exit, or the workers' door where there is no queue. */
  readonly passed: { readonly station: number; readonly name: 'left' | 'arrived' };
  readonly front: number;
  readonly workers: readonly number[];
  /** Some leave after they waited, without being served. */
  readonly losesWaiting: boolean;
}

/** null where the key names no stations of the scenario. */
export function lineOf(key: string, waitAt: readonly string[], scenario: Scenario, stations: Evidence['stations']): Line | null {
  const ids = Object.keys(scenario.stations);
  const [from = '', to = from] = key.split('>');
  const kindOf = (id: string): string => scenario.stations[id]?.kind ?? '';
  if (!ids.includes(from) || !ids.includes(to)) return null;
  const isQueue = kindOf(from) === 'queue';
  const front = isQueue ? from : to;
  const pool = isQueue ? scenario.links.filter((link) => link.from === from).map((link) => link.to) : [to];
  return {
    waitAt: waitAt.map((id) => ids.indexOf(id)).filter((s) => s >= 0), front: ids.indexOf(front),
    losesWaiting: LOST_WAITING.some((reason) => (stations[front]?.shed[reason] ?? 0) > 0),
    workers: pool.filter((id) => kindOf(id) === 'workers').map((id) => ids.indexOf(id)),
    passed: { station: ids.indexOf(front), name: isQueue ? 'left' : 'arrived' },
  };
}

/** Why a job goes that has waited. */
export const LOST_WAITING = ['left', 'expired', 'managed', 'capacity'] as const satisfies readonly ShedReason[];

function compare(line: Line, theory: TheoryFigures, evidence: Evidence): Readonly<Partial<Record<ComparedFigure, Compared>>> {
  const { windows, warmup, simulatedS, stations } = evidence;
  const early = warmup.enough === false ? `the warm-up was too short, ${warmup.why}` : '';
  const reports = Object.values(stations);
  const ratio = (over: Float64Array, under: Float64Array, unit: number, value: number, measured: number | null, expectedErrorShare = 0): Compared =>
    compareWithTheory(value, measured, windowMeansInterval(over.map((each) => each / unit), under), { early, expectedErrorShare });
  const ofWaits = expectedErrorShareOfWaits(theory, simulatedS);
  const found: Partial<Record<ComparedFigure, Compared>> = {};

  const waiting = summed(windows, line.waitAt, WindowStation.jobsNs);
  const spansNs = windows.spansNs();
  const meanWaitingJobs = line.waitAt.reduce((sum, s) => sum + reports[s].meanJobs, 0);
  if (line.losesWaiting) found.meanWaitingJobs = ratio(waiting, spansNs, 1, theory.meanWaitingJobs, meanWaitingJobs, ofWaits);
  else if (line.waitAt.length > 0) found.meanWaitS = ratio(waiting, windows.ofStation(line.passed.station, WindowStation[line.passed.name]), 1e9, theory.waitS.mean, measuredWaitS(line, evidence), ofWaits);

  const { arrived } = reports[line.front];
  const shed = Object.values(reports[line.front].shed).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  if (isLossTelling(theory, shed, simulatedS)) {
    found.lossShare = ratio(windows.ofStation(line.front, WindowStation.shed), windows.ofStation(line.front, WindowStation.arrived), 1, theory.lossShare, arrived === 0 ? null : shed / arrived, expectedErrorShareOfLosses(theory, simulatedS));
  }
  if (line.workers.length > 0 && theory.utilisation > 0) {
    const busy = summed(windows, line.workers, WindowStation.busyNs);
    const servers = summed(windows, line.workers, WindowStation.serversNs);
    found.utilisation = ratio(busy, servers, 1, theory.utilisation, simulatedS === 0 ? null : line.workers.length === 1 ? reports[line.workers[0]].utilisation ?? null : total(busy) / total(servers), expectedErrorShareOfUtilisation(theory, simulatedS));
  } else if (line.workers.length === 0) {
    found.meanJobs = ratio(windows.ofStation(line.front, WindowStation.jobsNs), spansNs, 1, theory.meanJobs, simulatedS === 0 ? null : reports[line.front].meanJobs);
  }
  return found;
}

/**
 * How far the mean number waiting over T seconds scatters, as a share of itself: variance ≈ 4 v / (C (1 − ρ)² c μ T) near full load, with C the share that
 * waits and v = (1 + cv²) / 2, which is what the mean wait is longer by than that of M/M/c. Where jobs are lost or come round, theory has worked it out.
 * Source: Whitt, "Planning queueing simulations", Management Science 35 (1989).
 */
export function expectedErrorShareOfWaits(theory: TheoryFigures, simulatedS: number): number {
  const { throughputPerS, utilisation, shareThatWaits, waitS, waitScatterS } = theory;
  if (waitS.mean === 0 || utilisation === 0 || shareThatWaits === 0) return 0;
  // The mean wait is the number waiting over how many have passed in a second. That scatters too, and where work is slow, more wait and fewer have passed.
  if (waitScatterS !== undefined) return (Math.sqrt(waitScatterS) + Math.sqrt(1 / throughputPerS)) / Math.sqrt(simulatedS);
  const capacityPerS = throughputPerS / utilisation;
  return Math.sqrt((4 * variabilityOf(theory)) / ((1 - utilisation) ** 2 * shareThatWaits * capacityPerS * simulatedS));
}

/** Whether so many lost say anything of the share that is: where not even one is expected, that there is none says nothing. */
export const isLossTelling = ({ arrivalPerS, lossShare }: TheoryFigures, lost: number, simulatedS: number): boolean => (
  lossShare > 0 && (lost > 0 || lossShare * arrivalPerS * simulatedS >= 1)
);

/** A loss is seldom alone; that so many are expected at all is the least that their number scatters by. */
export function expectedErrorShareOfLosses({ arrivalPerS, lossShare }: TheoryFigures, simulatedS: number): number {
  return 1 / Math.sqrt(lossShare * arrivalPerS * simulatedS);
}

/**
 * Over T seconds workers do the work that has come, but for what more or less of it waits at the end. So busy time scatters as that work does: n jobs of mean E[S]
 * and variance cv² E[S]², n itself Poisson, are n E[S] to √((1 + cv²) / n) of themselves. A run that by luck saw nobody idle shows no scatter of its own.
 */
export function expectedErrorShareOfUtilisation(theory: TheoryFigures, simulatedS: number): number {
  return Math.sqrt((2 * variabilityOf(theory)) / (theory.throughputPerS * simulatedS));
}

/** (1 + cv²) / 2 of the service times, by which the mean wait is longer than that of M/M/c; 1 where only exponential ones are known, or nobody waits. */
function variabilityOf({ throughputPerS, utilisation, shareThatWaits, waitS, waitScatterS }: TheoryFigures): number {
  if (waitScatterS !== undefined || waitS.mean === 0 || shareThatWaits === 0) return 1;
  return (waitS.mean * (throughputPerS / utilisation) * (1 - utilisation)) / shareThatWaits;
}

/** By Little's law: those who wait at a time, over those who have waited in a second. */
function measuredWaitS(line: Line | null, { stations, simulatedS }: Evidence): number | null {
  if (line === null || line.waitAt.length === 0) return null;
  const reports = Object.values(stations);
  const passed = reports[line.passed.station][line.passed.name];
  if (passed === 0) return null;
  return (line.waitAt.reduce((sum, s) => sum + reports[s].meanJobs, 0) * simulatedS) / passed;
}

function summed(windows: WindowSeries, stations: readonly number[], field: Parameters<WindowSeries['ofStation']>[1]): Float64Array {
  const sums = new Float64Array(windows.length);
  for (const s of stations) windows.ofStation(s, field).forEach((value, w) => { sums[w] += value; });
  return sums;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
