import { NOW_NS, f64, i32 } from '../../engine/arena';
import { openStream } from '../../engine/chance';
import type { ManagementKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';
import { RED_AVERAGE, RED_COUNT, RED_EMPTY_NS, STREAM_MANAGEMENT } from '../../stations/queue/state';

const WEIGHT = 0;
const MIN_JOBS = 1;
const MAX_JOBS = 2;
const P_MAX = 3;
const TYPICAL_NS = 4;

/**
 * RED, random early detection: a newcomer is turned away with a chance that grows with the average length of the line, so that the line never
 * gets to be full and no burst is hit as a whole. At each arrival that finds q waiting, avg ← (1 − w) avg + w q; after the line was empty for a
 * time t first avg ← (1 − w)^(t / typical) avg, as if that many jobs had come and found nobody.
 *
 * Below `min` nobody is turned away, from `max` on everybody. Between them p = pMax (avg − min)/(max − min), and after n jobs taken in since
 * the last that was not, the next is turned away with chance p/(1 − n p): one of the next 1/p, all with the same chance. At a constant avg that is a share
 * of about 2p/(1 + p).
 * Source: Floyd & Jacobson, "Random early detection gateways for congestion avoidance", IEEE/ACM Trans. Networking 1 (1993). Marking
 * instead of shedding is left out.
 */
export const red: ManagementKind = {
  kind: 'red',
  label: 'RED',
  help: 'Turns newcomers away at random, the more of them the longer the line is on average.',
  params: {
    weight: numberParam({
      label: 'Weight', unit: 'share', min: 0.0001, max: 1, initial: 0.02, scale: 'log',
      help: 'How much each arrival moves the average length: 1 looks at the present length only.',
    }),
    minJobs: numberParam({ label: 'From', unit: 'jobs', min: 0, max: 1_000_000_000, initial: 10, slider: [0, 200], help: 'Below this average length nobody is turned away.' }),
    maxJobs: numberParam({ label: 'To', unit: 'jobs', min: 0, max: 1_000_000_000, initial: 50, slider: [0, 200], help: 'From this average length on everybody is turned away.' }),
    pMax: numberParam({ label: 'Share at the end', unit: 'share', min: 0, max: 1, initial: 0.1, help: 'What the chance grows to just below the upper length.' }),
    typicalS: numberParam({
      label: 'Typical gap', unit: 's', min: 0.000001, max: 3600, initial: 0.01, slider: [0.001, 1],
      help: 'About how long one job takes: while nobody waits the average falls as if a job came that often.',
    }),
  },
  refuse: ({ minJobs, maxJobs }) => (Number(minJobs) < Number(maxJobs) ? '' : `the upper length must be more than the lower one, found ${Number(maxJobs)} and ${Number(minJobs)}`),
  compile: ({ weight, minJobs, maxJobs, pMax, typicalS }) => [Number(weight), Number(minJobs), Number(maxJobs), Number(pMax), Number(typicalS) * 1e9],
  refuses(k, s, numbersAt, waiting) {
    const weight = f64[numbersAt + WEIGHT];
    if (waiting === 0) f64[s + RED_AVERAGE] *= (1 - weight) ** ((f64[NOW_NS] - f64[s + RED_EMPTY_NS]) / f64[numbersAt + TYPICAL_NS]);
    f64[s + RED_AVERAGE] += weight * (waiting - f64[s + RED_AVERAGE]);
    if (waiting === 0) f64[s + RED_EMPTY_NS] = f64[NOW_NS];

    const average = f64[s + RED_AVERAGE];
    const from = f64[numbersAt + MIN_JOBS];
    const to = f64[numbersAt + MAX_JOBS];
    if (average < from) {
      i32[(s << 1) + RED_COUNT] = 0;
      return false;
    }
    if (average < to) {
      const p = (f64[numbersAt + P_MAX] * (average - from)) / (to - from);
      openStream(s, STREAM_MANAGEMENT);
      if (drawUniform() * (1 - i32[(s << 1) + RED_COUNT] * p) >= p) {
        i32[(s << 1) + RED_COUNT]++;
        return false;
      }
    }
    i32[(s << 1) + RED_COUNT] = 0;
    return true;
  },
  emptied: (s) => {
    f64[s + RED_EMPTY_NS] = f64[NOW_NS];
  },
  forget: (s) => {
    f64[s + RED_AVERAGE] = 0;
    f64[s + RED_EMPTY_NS] = f64[NOW_NS];
    i32[(s << 1) + RED_COUNT] = 0;
  },
};
