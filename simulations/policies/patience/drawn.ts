import { f64 } from '../../engine/arena';
import type { PatienceKind } from '../../engine/kind';
import { variantParam } from '../../engine/param';

/**
 * Each job is ready to wait for a time of its own, and leaves by itself when it has waited that long here. The time belongs to the job:
 * it is the same in every run with this seed, whatever the policies are. Exponential patience in front of exponential workers is Erlang A.
 * Source: Palm (1957); Garnett, Mandelbaum & Reiman, M&SOM 4 (2002); theory/erlang-a.ts.
 */
export const drawnPatience: PatienceKind = {
  kind: 'drawn',
  label: 'Drawn',
  help: 'Each job leaves by itself when it has waited for a time drawn for it.',
  params: {
    time: variantParam({
      label: 'Patience', family: 'distribution', initial: { kind: 'exponential', meanS: 1 },
      help: 'How long a job is ready to wait.',
    }),
  },
  compile: (values, context) => context.variant('distribution', values['time']),
  drawNs: (k, numbersAt, j) => { k.draws[f64[numbersAt]](k, numbersAt + 1, j); },
};
