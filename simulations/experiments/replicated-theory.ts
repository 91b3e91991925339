import type { Catalog } from '../engine/kind';
import { replicationsInterval } from '../metrics/interval';
import type { Scenario } from '../scenario/scenario';
import { recogniseGroups, recogniseModels, type Recognised } from '../theory/recognise';
import { compareWithTheory, type Compared } from './agreement';
import { figuredScenario } from './figured-scenario';
import { figureOf, type FigurePath } from './report-figures';
import { expectedErrorShareOfStay, groupApproximation, headOf, meanStayS, type CountsOf } from './group-verdict';
import { LOST_WAITING, expectedErrorShareOfWaits, lineOf, type ShownApproximation } from './theory-verdict';

/** What theory says of one line, or one group of stations, beside the mean wait, or stay, of independent replications. */
export interface ReplicatedTheory {
  readonly model: string;
  readonly source: string;
  readonly note: string;
  readonly meanWaitS: number | null;
  readonly compared: { readonly meanWaitS?: Compared; readonly meanStayS?: Compared };
  readonly agrees: boolean | null;
  readonly why: string;
  /** Never a pass mark. */
  readonly approximation: ShownApproximation | null;
}

type Figures = Readonly<Record<FigurePath, number | null>>;

/** `replications`: the figures of each (report-figures.ts), among them `meanJobs`, `left` and `arrived` of the stations. */
export function replicatedTheory(scenario: Scenario, catalog: Catalog, replications: readonly Figures[]): Readonly<Record<string, ReplicatedTheory>> {
  const { durationS, warmupS, seed, timeline } = scenario;
  const endS = warmupS + durationS;
  // Nothing is changed by hand in a replication. What is planned for the very end or later changes nothing.
  const planned = { ...scenario, timeline: timeline.filter(({ atS }) => atS < endS) };
  const seen = figuredScenario({ scenario: planned, seed, changes: [], faults: [] }, warmupS, endS);
  const lines = Object.entries(recogniseModels(seen, catalog)).map(([key, recognised]): [string, ReplicatedTheory] => {
    const { model, source, note, figures: theory, approximation, waitAt } = recognised;
    const ids = Object.keys(scenario.stations);
    const line = lineOf(key, waitAt, scenario, {});
    const waits = line === null || waitAt.length === 0 ? [] : replications.map((figures) => {
      const passed = figureOf(figures, `stations.${ids[line.passed.station]}.${line.passed.name}`);
      const waiting = waitAt.map((id) => figureOf(figures, `stations.${id}.meanJobs`));
      if (passed === null || passed === 0 || waiting.includes(null)) return null;
      return (waiting.reduce<number>((sum, jobs) => sum + jobs!, 0) * durationS) / passed;
    });
    const there = waits.filter((wait) => wait !== null);
    const measured = there.length === 0 ? null : mean(there);
    const said = { model, source, note, meanWaitS: theory?.waitS.mean ?? null };
    if (theory === null) {
      return [key, {
        ...said, compared: {}, agrees: null, why: `assumption broken: ${recognised.why}`,
        approximation: approximation === null ? null : { model: approximation.model, meanWaitS: approximation.meanWaitS, measuredMeanWaitS: measured, caveat: approximation.caveat },
      }];
    }
    const leaves = replications.some((figures) => LOST_WAITING.some((reason) => (figureOf(figures, `stations.${ids[line?.front ?? 0]}.shed.${reason}`) ?? 0) > 0));
    if (line === null || waitAt.length === 0 || leaves) return [key, { ...said, compared: {}, agrees: null, why: 'a mean wait is not what theory and replications can be compared by here', approximation: null }];
    const compared = compareMeans(theory.waitS.mean, waits, expectedErrorShareOfWaits(theory, durationS * replications.length));
    return [key, { ...said, compared: { meanWaitS: compared }, agrees: compared.agrees, why: compared.why, approximation: null }];
  });
  const groups = Object.entries(recogniseGroups(seen, catalog)).map(([key, recognised]): [string, ReplicatedTheory] => [key, groupTheory(key, recognised, durationS, replications)]);
  return Object.fromEntries([...lines, ...groups]);
}

function groupTheory(key: string, recognised: Recognised, durationS: number, replications: readonly Figures[]): ReplicatedTheory {
  const { model, source, note, figures: theory, why } = recognised;
  const said = { model, source, note, meanWaitS: theory?.waitS.mean ?? null };
  const countsIn = (some: readonly Figures[]): CountsOf => (station) => {
    const [jobs, left] = ['meanJobs', 'left'].map((name) => some.map((figures) => figureOf(figures, `stations.${station}.${name}`)));
    if (jobs.includes(null) || left.includes(null)) return null;
    return { meanJobs: mean(jobs as number[]), left: mean(left as number[]) };
  };
  if (theory === null) return { ...said, compared: {}, agrees: null, why: `assumption broken: ${why}`, approximation: groupApproximation(key, recognised, countsIn(replications), durationS) };
  const stays = replications.map((figures) => meanStayS([headOf(key)], countsIn([figures]), durationS));
  const compared = compareMeans(theory.timeInSystemS.mean, stays, expectedErrorShareOfStay(theory, durationS * replications.length));
  return { ...said, compared: { meanStayS: compared }, agrees: compared.agrees, why: compared.why, approximation: null };
}

function compareMeans(theory: number, measured: readonly (number | null)[], expectedErrorShare: number): Compared {
  const there = measured.filter((each) => each !== null);
  const interval = there.length < measured.length ? null : replicationsInterval(there);
  const judged = compareWithTheory(theory, there.length === 0 ? null : mean(there), interval === null ? null : { ...interval, lag1: 0, areAlike: false }, { early: '', expectedErrorShare });
  return { ...judged, ci95: interval === null ? null : [interval.low, interval.high] };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
