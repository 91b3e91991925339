import { f64 } from '../../engine/arena';
import { numberParam } from '../../engine/param';
import { adaptive, range, rangeNumbers } from './adaptive';

/** How much of the way to the new limit is gone in a round. */
const SMOOTHING = 0.2;
const GRADIENT_MIN = 0.5;

/**
 * The gradient of latency: limit · g + √limit, with g = tolerance · latency without a queue / latency of the round, between ½ and 1. While
 * there is no queue the limit grows by the root, the room for a short queue; as latency rises it shrinks. A fifth of the way is
 * gone in each round. Behind it the latency settles at about the tolerance times what it is without a queue.
 *
 * Source: Envoy, adaptive concurrency filter, and Netflix, concurrency-limits (2018), from which the root and the smoothing are.
 */
export const gradient = adaptive({
  kind: 'gradient',
  label: 'Adaptive: gradient',
  help: 'Fewer under way when latency rises above what it is without a queue, more while it does not. Finds that out by itself: now and then it lets in only three.',
  params: {
    tolerance: numberParam({
      label: 'Tolerance', unit: 'ratio', min: 1, max: 10, initial: 1.5, slider: [1, 3], primary: true,
      help: 'How many times the latency without a queue is still no reason to let in fewer.',
    }),
    ...range,
  },
  compile: (values) => [...rangeNumbers(values), values['tolerance'] as number],
  probes: true,
  next(limit, { latencyNs, shortestNs, reached }, numbersAt) {
    const slope = latencyNs === 0 ? 1 : Math.max(GRADIENT_MIN, Math.min(1, (f64[numbersAt + 2] * shortestNs) / latencyNs));
    const wanted = limit * slope + Math.sqrt(limit);
    return wanted > limit && !reached ? limit : limit + SMOOTHING * (wanted - limit);
  },
});
