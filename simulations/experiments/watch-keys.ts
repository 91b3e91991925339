import { i32 } from '../engine/arena';
import type { Kernel } from '../engine/kernel';
import { J_KEY } from '../engine/layout';
import { jobId } from '../engine/moves';

/**
 * What each job is about, by its number on the screen: no move tells it, so whoever gives a job its key is looked at while doing so, a drawn one and
 * one that a trace knows. The run goes on as it would have.
 */
export function watchKeys(kernel: Kernel): Map<number, number> {
  const keys = new Map<number, number>();
  const note = (j: number): void => {
    const key = i32[2 * j + J_KEY];
    if (key !== 0) keys.set(jobId(j), key);
  };
  const { families } = kernel;
  Object.assign(kernel, {
    families: {
      ...families,
      keys: families.keys.map((kind) => {
        const { drawKey } = kind;
        return drawKey === undefined ? kind : { ...kind, drawKey: (k: Kernel, numbersAt: number, j: number) => {
          drawKey(k, numbersAt, j);
          note(j);
        } };
      }),
      arrivals: families.arrivals.map((kind) => {
        const { fill } = kind;
        return fill === undefined ? kind : { ...kind, fill: (k: Kernel, numbersAt: number, stateAt: number, j: number) => {
          fill(k, numbersAt, stateAt, j);
          note(j);
        } };
      }),
    },
  });
  return keys;
}
