import { SPAN_NS, f64 } from '../../engine/arena';
import { What } from '../../engine/frame';
import type { LimitKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { OWN, UNDER_WAY } from './limit-state';

/** An adaptive limit's state: the limit; ended since it last changed; Σ of their latencies, ns; how many were shed, failed or timed out; the most that were under way. */
const LIMIT = OWN;
const ENDED = OWN + 1;
const LATENCY_NS = OWN + 2;
const DROPPED = OWN + 3;
const MOST = OWN + 4;
/** The shortest mean latency of a round since the last probe, rounds since then, rounds that the present probe still takes, and the limit before it. */
const SHORTEST_NS = OWN + 5;
const ROUNDS = OWN + 6;
const PROBING = OWN + 7;
const LIMIT_BEFORE = OWN + 8;

/** A probe comes after so many rounds, and lets so many be under way. */
const ROUNDS_BETWEEN = 300;
const PROBE_JOBS = 3;
/** What an adaptive limit looked at: a round of jobs. */
export interface Round {
  readonly latencyNs: number;
  /** What it is without a queue, as far as is known. */
  readonly shortestNs: number;
  readonly dropped: boolean;
  /** False: the limit was not reached, so nothing can be learnt of whether a higher one would do. */
  readonly reached: boolean;
}

const JOBS_A_ROUND_MIN = 5;

export const range = {
  fromJobs: numberParam({
    label: 'At first', unit: 'jobs', min: 1, max: 100_000, initial: 20, integer: true, scale: 'log', slider: [1, 1_000],
    help: 'How many may be under way before anything is learnt.',
  }),
  mostJobs: numberParam({
    label: 'At most', unit: 'jobs', min: 1, max: 100_000, initial: 1_000, integer: true, scale: 'log', slider: [1, 10_000],
    help: 'The limit never grows above this; it never falls below one job.',
  }),
};

/**
 * A limit of concurrency that changes after each round of as many ended jobs as it lets be under way (five at least), as TCP does with
 * its window: so one round is about one latency long. `next` says the new limit; numbers 0 and 1 of the kind are where it begins and
 * the most that it may be.
 *
 * One that `probes` wants to know the latency without a queue. Under a steady load there is always a queue, so at first and after every
 * 300 rounds it lets only three be under way until those before are gone, and measures (as Envoy's adaptive concurrency does).
 */
export function adaptive(given: Pick<LimitKind, 'kind' | 'label' | 'help' | 'params' | 'compile'> & {
  readonly probes: boolean;
  next(this: void, limit: number, round: Round, numbersAt: number): number;
}): LimitKind {
  const { next, probes, ...described } = given;
  return {
    ...described,
    begin(_k, numbersAt, stateAt) {
      if (f64[stateAt + LIMIT] === 0) {
        f64[stateAt + LIMIT] = f64[numbersAt];
        if (probes) probe(stateAt);
      }
      f64[stateAt + LIMIT] = Math.min(f64[stateAt + LIMIT], f64[numbersAt + 1]);
    },
    admits: (_k, _numbersAt, stateAt) => f64[stateAt + UNDER_WAY] < Math.floor(f64[stateAt + LIMIT]),
    follows: true,
    ended(_k, numbersAt, stateAt, what) {
      // There are most of them when one ends. One that passes may yet find no room behind.
      f64[stateAt + MOST] = Math.max(f64[stateAt + MOST], f64[stateAt + UNDER_WAY] + 1);
      f64[stateAt + ENDED]++;
      f64[stateAt + LATENCY_NS] += f64[SPAN_NS];
      if (what !== What.served && what !== What.withdrawn) f64[stateAt + DROPPED]++;
      const limit = f64[stateAt + LIMIT];
      const ended = f64[stateAt + ENDED];
      if (ended < Math.max(JOBS_A_ROUND_MIN, Math.floor(limit))) return;
      const latencyNs = f64[stateAt + LATENCY_NS] / ended;
      if (!probes || learnShortest(stateAt, latencyNs, f64[numbersAt + 1])) {
        const round = { latencyNs, shortestNs: f64[stateAt + SHORTEST_NS], dropped: f64[stateAt + DROPPED] > 0, reached: f64[stateAt + MOST] >= Math.floor(limit) };
        f64[stateAt + LIMIT] = Math.min(f64[numbersAt + 1], Math.max(1, next(limit, round, numbersAt)));
      }
      f64.fill(0, stateAt + ENDED, stateAt + MOST);
      f64[stateAt + MOST] = f64[stateAt + UNDER_WAY];
    },
    placesNow: (_k, _numbersAt, stateAt) => Math.floor(f64[stateAt + LIMIT]),
  };
}

function probe(stateAt: number): void {
  f64[stateAt + PROBING] = Math.ceil(f64[stateAt + UNDER_WAY] / JOBS_A_ROUND_MIN) + 2;
  f64[stateAt + LIMIT_BEFORE] = f64[stateAt + LIMIT];
  f64[stateAt + LIMIT] = Math.min(f64[stateAt + LIMIT], PROBE_JOBS);
}

/** What a round says of the latency without a queue; false: it was one of a probe, or the last before one. */
function learnShortest(stateAt: number, latencyNs: number, mostJobs: number): boolean {
  if (f64[stateAt + PROBING] > 0) {
    if (--f64[stateAt + PROBING] > 0) return false;
    f64[stateAt + SHORTEST_NS] = latencyNs;
    f64[stateAt + ROUNDS] = 0;
    f64[stateAt + LIMIT] = Math.min(f64[stateAt + LIMIT_BEFORE], mostJobs);
    return false;
  }
  f64[stateAt + SHORTEST_NS] = Math.min(f64[stateAt + SHORTEST_NS], latencyNs);
  if (++f64[stateAt + ROUNDS] < ROUNDS_BETWEEN) return true;
  probe(stateAt);
  return false;
}

/** The first numbers of an adaptive kind. */
export const rangeNumbers = (values: Readonly<Record<string, unknown>>): readonly [number, number] => [values['fromJobs'] as number, values['mostJobs'] as number];
