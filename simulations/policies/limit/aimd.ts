import { f64 } from '../../engine/arena';
import { numberParam } from '../../engine/param';
import { adaptive, range, rangeNumbers } from './adaptive';

/**
 * Additive increase, multiplicative decrease: one more after each round that went well and reached the limit; `factor` times as many
 * when the round's mean latency was above the target, or a job of it was shed, failed or timed out.
 *
 * Source: Chiu & Jain, "Analysis of the increase and decrease algorithms for congestion avoidance", Computer Networks 17 (1989).
 */
export const aimd = adaptive({
  kind: 'aimd',
  label: 'Adaptive: up slowly, down fast',
  help: 'As many under way as keep the latency at its target: one more after each good round, a good part fewer after a bad one (AIMD, as TCP does).',
  params: {
    targetS: numberParam({
      label: 'Latency target', unit: 's', min: 0.000_001, max: 3_600, initial: 0.25, scale: 'log', slider: [0.001, 10], primary: true,
      help: 'A round with a longer mean latency, from here to the end of the jobs, was a bad one.',
    }),
    factor: numberParam({
      label: 'Decrease', unit: 'ratio', min: 0.1, max: 0.99, initial: 0.9, slider: [0.5, 0.99],
      help: 'By what the limit is multiplied after a bad round.',
    }),
    ...range,
  },
  compile: (values) => [...rangeNumbers(values), (values['targetS'] as number) * 1e9, values['factor'] as number],
  probes: false,
  next(limit, { latencyNs, dropped, reached }, numbersAt) {
    if (dropped || latencyNs > f64[numbersAt + 2]) return limit * f64[numbersAt + 3];
    return reached ? limit + 1 : limit;
  },
});
