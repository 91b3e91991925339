import type { RoutingKind } from '../../engine/kind';
import { tryOver, wayAt, wayCount } from './ways';

/** The first way, in the scenario's order, that takes the job: the second one only overflows. Who finds none waits for any. */
export const firstFree: RoutingKind = {
  kind: 'first-free',
  label: 'First free',
  help: 'Each job takes the first way that has room; the later ones get what overflows.',
  params: {},
  send(k, s, _numbersAt, j) {
    const ways = wayCount(s);
    for (let way = 0; way < ways; way++) if (tryOver(k, s, wayAt(s, way), j)) return true;
    return false;
  },
};
