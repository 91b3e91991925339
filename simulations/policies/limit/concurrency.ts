import { f64 } from '../../engine/arena';
import type { LimitKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { UNDER_WAY } from './limit-state';

/**
 * Bounded concurrency, a bulkhead: at most `jobs` of those that passed are under way at once. A job is under way until it ends,
 * wherever that is: at a sink, at the answer to its call, or when it is shed, fails or times out. So the limit counts all that lies
 * behind the limiter, however deep, and a slow part there fills it.
 */
export const concurrency: LimitKind = {
  kind: 'concurrency',
  label: 'Concurrency',
  help: 'At most so many jobs under way behind it at once, until each has ended (a bulkhead).',
  params: {
    jobs: numberParam({
      label: 'Jobs under way', unit: 'jobs', min: 0, max: 1_000_000, initial: 10, integer: true, scale: 'log', slider: [1, 1_000], primary: true,
      help: 'How many may be under way. After a reduction those that are go on.',
    }),
  },
  compile: (values) => [values['jobs'] as number],
  admits: (_k, numbersAt, stateAt) => f64[stateAt + UNDER_WAY] < f64[numbersAt],
  follows: true,
  placesNow: (_k, numbersAt) => f64[numbersAt],
};
