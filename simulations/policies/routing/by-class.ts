import { f64 } from '../../engine/arena';
import { classIndex } from '../../engine/job-class';
import type { RoutingKind } from '../../engine/kind';
import { textParam } from '../../engine/param';
import { namedValues, namedValuesProblem } from '../named-list';
import { tryOver, wayAt } from './ways';

const LIKE = 'vip=fast-lane, bulk=slow-lane';

/** Each class of jobs has its way; classes that are not named take the first one. */
export const byClass: RoutingKind = {
  kind: 'by-class',
  label: 'By class',
  help: 'Each class of jobs has a way of its own, so that one cannot hold up the other.',
  params: {
    ways: textParam({
      label: 'Ways', lengthMax: 4_000, initial: '', typed: true, primary: true,
      help: `Class and the id of the station that gets its jobs: "${LIKE}". Classes not named take the first way.`,
    }),
  },
  refuse(values) {
    const problem = namedValuesProblem(values['ways'] as string, LIKE);
    return problem === '' ? '' : `ways: ${problem}`;
  },
  classesNamed: (values) => namedValues(values['ways'] as string).map(({ name }) => ({ param: 'ways', id: name })),
  waysNamed: (values) => namedValues(values['ways'] as string).map(({ value }) => ({ param: 'ways', id: value })),
  compile(values, context) {
    const given = namedValues(values['ways'] as string);
    const wayOf = (id: string): number => Math.max(0, context.wayIds.indexOf(given.find(({ name }) => name === id)?.value ?? ''));
    return [context.keep(Float64Array.from(context.classIds, wayOf))];
  },
  send: (k, s, numbersAt, j) => tryOver(k, s, wayAt(s, k.constants[f64[numbersAt] + classIndex(j)]), j),
};
