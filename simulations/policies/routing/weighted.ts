import { f64 } from '../../engine/arena';
import { openForJob } from '../../engine/chance';
import type { RoutingKind } from '../../engine/kind';
import { textParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';
import { namedNumbersProblem, namedValues } from '../named-list';
import { STREAM_ROUTE, tryOver, wayAt, wayCount } from './ways';

const WEIGHT_MAX = 1_000_000;
const LIKE = 'a=3, b=1';

/**
 * Each way has a weight, and is taken with probability weight / sum of weights: a canary release, a service mesh's split, the
 * routing matrix of a Jackson network. A way that is not named has none; with no name at all they are all alike.
 */
export const weighted: RoutingKind = {
  kind: 'weighted',
  label: 'Weighted',
  help: 'Each job takes one of the ways by chance, some more often than others.',
  params: {
    weights: textParam({
      label: 'Weights', lengthMax: 4_000, initial: '', typed: true, primary: true,
      help: `How often each way is taken, relative to the others, by the id of the station behind it: "${LIKE}". A station not named gets nothing; with no weights at all each gets as much.`,
    }),
  },
  refuse(values) {
    const text = values['weights'] as string;
    const problem = namedNumbersProblem(text, LIKE, 0, WEIGHT_MAX);
    if (problem !== '') return `weights: ${problem}`;
    const given = namedValues(text);
    return given.length === 0 || given.some(({ value }) => Number(value) > 0) ? '' : 'weights: needs at least one above 0';
  },
  waysNamed: (values) => namedValues(values['weights'] as string).map(({ name }) => ({ param: 'weights', id: name })),
  /** The share of the ways up to each one. */
  compile(values, context) {
    const given = namedValues(values['weights'] as string);
    const weights = context.wayIds.map((id) => (given.length === 0 ? 1 : Number(given.find(({ name }) => name === id)?.value ?? 0)));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    let upTo = 0;
    const shares = Float64Array.from(weights, (weight) => (upTo += weight / total));
    // Sums of shares are rounded: the last way that has any must end at 1, or one without would get what is left.
    shares.fill(1, weights.findLastIndex((weight) => weight > 0));
    return [context.keep(shares)];
  },
  send(k, s, numbersAt, j) {
    openForJob(s, STREAM_ROUTE, j);
    const u = drawUniform();
    const shares = f64[numbersAt];
    const last = wayCount(s) - 1;
    let way = 0;
    while (way < last && u >= k.constants[shares + way]) way++;
    return tryOver(k, s, wayAt(s, way), j);
  },
};
