import { i32 } from '../../engine/arena';
import type { RoutingKind } from '../../engine/kind';
import { TURN, tryOver, wayAt, wayCount } from './ways';

/**
 * One way after the other, in the scenario's order. The turn goes on when a job got through: who comes when there is no room on the
 * way whose turn it is waits for that way, although there may be room on another.
 */
export const roundRobin: RoutingKind = {
  kind: 'round-robin',
  label: 'Round robin',
  help: 'The ways take turns. Spreads the jobs more evenly than chance, but not their work: a slow way gets as many as a fast one.',
  params: {},
  send(k, s, _numbersAt, j) {
    const turn = i32[(s << 1) + TURN];
    i32[(s << 1) + TURN] = turn + 1 < wayCount(s) ? turn + 1 : 0; // first, for its way may lead straight back here
    if (tryOver(k, s, wayAt(s, turn), j)) return true;
    i32[(s << 1) + TURN] = turn;
    return false;
  },
};
