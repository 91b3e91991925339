import type { Catalog } from '../engine/kind';
import { replicationsInterval } from '../metrics/interval';
import type { Scenario } from '../scenario/scenario';
import { recogniseModels } from '../theory/recognise';
import { compareWithTheory, type Compared } from './agreement';
import { figureOf, type FigurePath } from './report-figures';
import { LOST_WAITING, expectedErrorShareOfWaits, lineOf } from './theory-verdict';

/** What theory says of one line beside the mean wait of independent replications. */
export interface ReplicatedTheory {
  readonly model: string;
  readonly source: string;
  readonly note: string;
  readonly meanWaitS: number | null;
  readonly compared: { readonly meanWaitS?: Compared };
  readonly agrees: boolean | null;
  readonly why: string;
  /** Never a pass mark. */
  readonly approximation: { readonly model: string; readonly meanWaitS: number; readonly measuredMeanWaitS: number | null; readonly caveat: string } | null;
}

type Figures = Readonly<Record<FigurePath, number | null>>;

/** `replications`: the figures of each (report-figures.ts), among them `meanJobs`, `left` and `arrived` of the stations. */
export function replicatedTheory(scenario: Scenario, catalog: Catalog, replications: readonly Figures[]): Readonly<Record<string, ReplicatedTheory>> {
  const { durationS, warmupS, timeline } = scenario;
  // Nothing is changed by hand in a replication. What is planned for the very end or later changes nothing.
  const seen = { ...scenario, timeline: timeline.filter(({ atS }) => atS < warmupS + durationS) };
  return Object.fromEntries(Object.entries(recogniseModels(seen, catalog)).map(([key, recognised]): [string, ReplicatedTheory] => {
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
    const measured = there.length === 0 ? null : there.reduce((sum, wait) => sum + wait, 0) / there.length;
    const said = { model, source, note, meanWaitS: theory?.waitS.mean ?? null };
    if (theory === null) {
      return [key, {
        ...said, compared: {}, agrees: null, why: `assumption broken: ${recognised.why}`,
        approximation: approximation === null ? null : { model: approximation.model, meanWaitS: approximation.meanWaitS, measuredMeanWaitS: measured, caveat: approximation.caveat },
      }];
    }
    const leaves = replications.some((figures) => LOST_WAITING.some((reason) => (figureOf(figures, `stations.${ids[line?.front ?? 0]}.shed.${reason}`) ?? 0) > 0));
    if (line === null || waitAt.length === 0 || leaves) return [key, { ...said, compared: {}, agrees: null, why: 'a mean wait is not what theory and replications can be compared by here', approximation: null }];
    const interval = there.length < replications.length ? null : replicationsInterval(there);
    const expectedErrorShare = expectedErrorShareOfWaits(theory, durationS * replications.length);
    const judged = compareWithTheory(theory.waitS.mean, measured, interval === null ? null : { ...interval, lag1: 0, areAlike: false }, { early: '', expectedErrorShare });
    const compared: Compared = { ...judged, ci95: interval === null ? null : [interval.low, interval.high] };
    return [key, { ...said, compared: { meanWaitS: compared }, agrees: compared.agrees, why: compared.why, approximation: null }];
  }));
}
