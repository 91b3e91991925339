import { WindowField } from '../engine/frame';
import type { Catalog } from '../engine/kind';
import { windowMeansInterval } from '../metrics/batch-means';
import type { DurationFigures } from '../metrics/duration-figures';
import type { Scenario } from '../scenario/scenario';
import { recogniseWhole, type WholeFigures } from '../theory/recognise-whole';
import { compareWithTheory, type Compared } from './agreement';
import { expectedErrorShareOfWaits, type TheoryVerdict } from './theory-verdict';
import type { WarmUpVerdict } from './warm-up-verdict';
import type { WindowSeries } from './window-series';

/** What theory says of the whole way of a job, beside the measured latency. */
export interface WholeVerdict {
  /** E.g. "tandem of M/M/1 and M/M/3"; '' where no formula fits. */
  readonly model: string;
  readonly source: string;
  readonly figures: WholeFigures | null;
  readonly compared: { readonly meanLatencyS?: Compared };
  readonly agrees: boolean | null;
  /** Why it does not agree, or cannot be told; '' where it agrees. */
  readonly why: string;
}

export interface WholeEvidence {
  /** As the figures saw it (figured-scenario.ts). */
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  readonly latencyS: DurationFigures;
  readonly windows: WindowSeries;
  readonly simulatedS: number;
  readonly warmup: WarmUpVerdict;
  /** Of the scenario's lines. */
  readonly lines: Readonly<Record<string, TheoryVerdict>>;
}

export function wholeVerdict({ scenario, catalog, latencyS, windows, simulatedS, warmup, lines }: WholeEvidence): WholeVerdict {
  const { model, source, figures, why } = recogniseWhole(scenario, catalog);
  const said = { model, source, figures };
  if (figures === null) return { ...said, compared: {}, agrees: null, why: `assumption broken: ${why}` };
  const interval = windowMeansInterval(windows.of(WindowField.latencySumNs).map((ns) => ns / 1e9), windows.of(WindowField.served));
  const early = warmup.enough === false ? `the warm-up was too short, ${warmup.why}` : '';
  // The latency is known no better than the wait in the line that is known worst, as far as that wait is a part of it.
  const expectedErrorShare = Math.max(0, ...Object.values(lines).map((line) => (
    line.figures === null || line.meanWaitS === null ? 0 : (expectedErrorShareOfWaits(line.figures, simulatedS) * line.meanWaitS) / figures.latencyS.mean
  )));
  const compared = compareWithTheory(figures.latencyS.mean, latencyS.mean, interval, { early, expectedErrorShare });
  return { ...said, compared: { meanLatencyS: compared }, agrees: compared.agrees, why: compared.why };
}
