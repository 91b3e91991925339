import { f64, i32 } from '../../engine/arena';
import type { KeyKind } from '../../engine/kind';
import { J_KEY, J_SORT, SORT_TOUCHED } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';
import { keyCount } from './key-count';

/** Each key is as likely as any other. */
export const uniformKeys: KeyKind = {
  kind: 'uniform',
  label: 'All alike',
  help: 'Every key is asked for equally often: the worst case for a cache.',
  params: { keys: numberParam(keyCount) },
  compile: (values) => [values['keys'] as number],
  drawKey: (_k, numbersAt, j) => {
    i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
    i32[(j << 1) + J_KEY] = 1 + Math.floor(drawUniform() * f64[numbersAt]);
  },
};
