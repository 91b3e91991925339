import type { DisciplineKind } from '../../engine/kind';
import { newest } from '../../stations/queue/waiting';
import { walkNewestFirst } from '../../stations/queue/walk';

/**
 * Last in, first out: a stack. The mean wait is that of first in, first out, for nobody's place depends on how long it takes; the waits are far
 * less even. In M/M/1 E[W²] = 2ρ/(μ²(1 − ρ)³), against 2ρ/(μ²(1 − ρ)²): 1/(1 − ρ) times as much.
 * Source: Kingman, "The effect of queue discipline on waiting time variance", Proc. Camb. Phil. Soc. 58 (1962); theory/discipline.ts.
 */
export const lifo: DisciplineKind = {
  kind: 'lifo',
  label: 'Last in, first out',
  help: 'The newest is next: most wait less, and a few wait very long. The mean is that of first in, first out.',
  params: {},
  next: (_k, s) => newest(s),
  walk: (_k, s, _numbersAt, see) => { walkNewestFirst(s, see); },
};
