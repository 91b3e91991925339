import { NOW_NS, f64, i32, linkAt } from '../engine/arena';
import { openNs } from '../engine/breakers';
import { sumOfHistograms } from '../engine/figures';
import type { Kernel } from '../engine/kernel';
import {
  INSIDE, L_ANSWERED, L_ATTEMPTS, L_CALLS, L_FAILED, L_HEDGES, L_HISTOGRAM_AT, L_LOST, L_REFUSED, L_RETRIES,
  L_TIMEOUTS, L_WAY,
} from '../engine/layout';
import { durationFigures, type DurationFigures } from '../metrics/duration-figures';
import { linkId, type Scenario } from '../scenario/scenario';

/** Of a link that takes time, loses jobs or calls; a plain hand-over has no figures of its own. */
export interface LinkFigures {
  /** Jobs and attempts that were lost on the way, and those that are on their way. */
  readonly lost: number;
  readonly onTheWay: number;
  readonly call?: CallFigures;
}

export interface CallFigures {
  /** Since the figures began: calls + those waited for then = answered + failed + those still waited for. */
  readonly calls: number;
  readonly answered: number;
  readonly failed: number;
  /** Requests sent: the first of each call, its retries and its hedges, but for those refused. */
  readonly attempts: number;
  readonly retries: number;
  readonly timeouts: number;
  readonly hedges: number;
  /** Attempts that breaker, throttle or retry budget did not let out. */
  readonly refused: number;
  /** Share of the time in which the breaker was open. */
  readonly breakerOpenShare: number;
  /** From the beginning of a call to its answer, retries and pauses included. */
  readonly latencyS: DurationFigures;
}

/** By name, `from>to`. */
export function linkFigures(k: Kernel, { links }: Scenario, sinceNs: number): Readonly<Record<string, LinkFigures>> {
  return Object.fromEntries(links.flatMap((link, index) => {
    const at = linkAt(index);
    const way = i32[(at << 1) + L_WAY];
    const lost = f64[at + L_LOST];
    if (link.call === undefined && way === 0 && lost === 0) return [];
    const figures: LinkFigures = { lost, onTheWay: way === 0 ? 0 : i32[(way << 1) + INSIDE], ...(link.call === undefined ? {} : { call: callFigures(k, at, sinceNs) }) };
    return [[linkId(link), figures]];
  }));
}

function callFigures(k: Kernel, link: number, sinceNs: number): CallFigures {
  const spanNs = f64[NOW_NS] - sinceNs;
  const { counts, sumNs, maxNs } = sumOfHistograms(k, i32[(link << 1) + L_HISTOGRAM_AT]);
  return {
    calls: f64[link + L_CALLS], answered: f64[link + L_ANSWERED], failed: f64[link + L_FAILED],
    attempts: f64[link + L_ATTEMPTS], retries: f64[link + L_RETRIES], timeouts: f64[link + L_TIMEOUTS], hedges: f64[link + L_HEDGES],
    refused: f64[link + L_REFUSED], breakerOpenShare: spanNs === 0 ? 0 : openNs(link) / spanNs,
    latencyS: durationFigures(counts, sumNs, maxNs),
  };
}
