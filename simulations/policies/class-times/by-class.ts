import type { VariantKind } from '../../engine/kind';
import { textParam } from '../../engine/param';
import { namedNumbersProblem, namedValues } from '../named-list';

const LIKE = 'vip=0.5, bulk=3';
const FACTOR_MIN = 0.001;
const FACTOR_MAX = 1_000;

/** The drawn time is multiplied by a factor of the job's class; 1 where none is named. Its shape stays, so its cv does too. */
export const timesByClass: VariantKind = {
  kind: 'by-class',
  label: 'By class',
  help: 'Jobs of some classes take longer than those of others.',
  params: {
    factors: textParam({
      label: 'Factors', lengthMax: 4_000, initial: '', typed: true, primary: true,
      help: `By what the service time is multiplied, for each class: "${LIKE}". 1 where a class is not named.`,
    }),
  },
  refuse(values) {
    const problem = namedNumbersProblem(values['factors'] as string, LIKE, FACTOR_MIN, FACTOR_MAX);
    return problem === '' ? '' : `factors: ${problem}`;
  },
  classesNamed: (values) => namedValues(values['factors'] as string).map(({ name }) => ({ param: 'factors', id: name })),
  /** A factor for each class, beside the slots. */
  compile(values, context) {
    const given = namedValues(values['factors'] as string);
    return [context.keep(Float64Array.from(context.classIds, (id) => Number(given.find(({ name }) => name === id)?.value ?? 1)))];
  },
};
