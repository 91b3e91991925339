import { f64 } from '../../engine/arena';
import { numberParam } from '../../engine/param';
import { adaptive, range, rangeNumbers } from './adaptive';

/**
 * TCP Vegas: of the jobs under way, limit · (1 − shortest latency / latency of the round) are estimated to wait somewhere. Fewer than
 * `fewWaiting` of them: one more is let in; `moreWaiting` above that: one fewer. A round with a loss halves the limit.
 *
 * The shortest latency is a round's mean, found by a probe now and then.
 * Source: Brakmo & Peterson, "TCP Vegas", IEEE JSAC 13 (1995).
 */
export const vegas = adaptive({
  kind: 'vegas',
  label: 'Adaptive: Vegas',
  help: 'Estimates from the latency how many jobs wait somewhere behind it, and keeps that small (as TCP Vegas does).',
  params: {
    fewWaiting: numberParam({
      label: 'Few waiting', unit: 'jobs', min: 1, max: 1_000, initial: 3, integer: true, slider: [1, 20], primary: true,
      help: 'While fewer are estimated to wait, one more is let in.',
    }),
    moreWaiting: numberParam({
      label: 'Too many waiting', unit: 'jobs', min: 0, max: 1_000, initial: 3, integer: true, slider: [0, 20],
      help: 'So many above the few, and one fewer is let in.',
    }),
    ...range,
  },
  compile: (values) => [...rangeNumbers(values), values['fewWaiting'] as number, values['moreWaiting'] as number],
  probes: true,
  next(limit, { latencyNs, shortestNs, dropped, reached }, numbersAt) {
    if (dropped) return limit / 2;
    if (!reached) return limit;
    const waiting = latencyNs === 0 ? 0 : limit * (1 - shortestNs / latencyNs);
    if (waiting < f64[numbersAt + 2]) return limit + 1;
    return waiting > f64[numbersAt + 2] + f64[numbersAt + 3] ? limit - 1 : limit;
  },
});
