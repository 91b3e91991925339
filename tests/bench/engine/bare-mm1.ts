import { drawExponential, openRandom, streamKey } from '../../../simulations/engine/random';
import { BUCKETS, bucketOf } from '../../../simulations/metrics/histogram-scale';

/**
 * M/M/1 and nothing else, written by hand as fast as we can: a heap of (time, sequence, kind), a ring
 * buffer of the waiting jobs' arrival times, a histogram of every sojourn time; the engine's own random
 * numbers, histogram scale and whole nanoseconds. It is the yardstick of the engine, not a part of it.
 */
export function bareMm1(arrivalPerS: number, servicePerS: number, seed: number, eventsMax: number): { events: number; served: number; meanS: number } {
  const [a0, a1] = streamKey(seed, 'orders', 'arrival');
  const [s0, s1] = streamKey(seed, 'pickers', 'service');
  const gapNs = 1e9 / arrivalPerS;
  const serviceNs = 1e9 / servicePerS;

  const times = new Float64Array(16);
  const sequences = new Float64Array(16);
  const kinds = new Int32Array(16);
  let size = 0;
  let sequence = 0;
  const push = (time: number, kind: number): void => {
    let place = size++;
    const order = sequence++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (times[above]! < time || (times[above] === time && sequences[above]! < order)) break;
      times[place] = times[above]!;
      sequences[place] = sequences[above]!;
      kinds[place] = kinds[above]!;
      place = above;
    }
    times[place] = time;
    sequences[place] = order;
    kinds[place] = kind;
  };
  const pop = (): void => {
    const last = --size;
    const time = times[last]!;
    const order = sequences[last]!;
    const kind = kinds[last]!;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= last) break;
      if (below + 1 < last && (times[below + 1]! < times[below]! || (times[below + 1] === times[below] && sequences[below + 1]! < sequences[below]!))) below++;
      if (time < times[below]! || (time === times[below] && order < sequences[below]!)) break;
      times[place] = times[below]!;
      sequences[place] = sequences[below]!;
      kinds[place] = kinds[below]!;
      place = below;
    }
    times[place] = time;
    sequences[place] = order;
    kinds[place] = kind;
  };

  const RING = 1 << 16;
  const ring = new Float64Array(RING);
  let head = 0;
  let tail = 0;
  let busy = false;
  let inServiceSince = 0;
  let arrivals = 0;
  let services = 0;
  let served = 0;
  let sum = 0;
  const histogram = new Int32Array(BUCKETS);

  openRandom(a0, a1, arrivals++, 0);
  push(Math.floor(gapNs * drawExponential() + 0.5), 0);
  let events = 0;
  for (; events < eventsMax; events++) {
    const now = times[0]!;
    const kind = kinds[0]!;
    pop();
    if (kind === 0) {
      openRandom(a0, a1, arrivals++, 0);
      push(now + Math.floor(gapNs * drawExponential() + 0.5), 0);
      if (busy) {
        ring[tail++ & (RING - 1)] = now;
      } else {
        busy = true;
        inServiceSince = now;
        openRandom(s0, s1, ++services, 0);
        push(now + Math.floor(serviceNs * drawExponential() + 0.5), 1);
      }
    } else {
      const sojourn = now - inServiceSince;
      served++;
      sum += sojourn;
      histogram[bucketOf(sojourn)]!++;
      if (head < tail) {
        inServiceSince = ring[head++ & (RING - 1)]!;
        openRandom(s0, s1, ++services, 0);
        push(now + Math.floor(serviceNs * drawExponential() + 0.5), 1);
      } else {
        busy = false;
      }
    }
  }
  return { events, served, meanS: sum / served / 1e9 };
}
