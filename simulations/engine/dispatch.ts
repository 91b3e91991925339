import { invariant } from './invariant';
import type { StationKind } from './kind';

/**
 * Calls a kind's function by the kind's number. The first few kinds of the catalogue are called as constants, so that the compiler knows
 * whom it calls; the others through a table, a little slower. What is here is small on purpose: it is put in place wherever it is used.
 */
export interface Dispatch {
  readonly kinds: readonly StationKind[];
  readonly accept: (kind: number, ...rest: Parameters<Accept>) => boolean;
  readonly onTimer: (kind: number, ...rest: Parameters<OnTimer>) => void;
  readonly onRoom: (kind: number, ...rest: Parameters<OnRoom>) => number;
}

type Accept = NonNullable<StationKind['accept']>;
type OnTimer = NonNullable<StationKind['onTimer']>;
type OnRoom = NonNullable<StationKind['onRoom']>;

const missing = (): never => {
  invariant(false, 'a station was called for what its kind does not do');
};

export function dispatchOf(kinds: readonly StationKind[]): Dispatch {
  const accepts = kinds.map(({ accept }): Accept => accept ?? missing);
  const timers = kinds.map(({ onTimer }): OnTimer => onTimer ?? missing);
  const rooms = kinds.map(({ onRoom }): OnRoom => onRoom ?? missing);
  const [, accept1 = missing, accept2 = missing, accept3 = missing] = accepts;
  const [timer0 = missing, , timer2 = missing] = timers;
  const [, room1 = missing, room2 = missing] = rooms;

  return {
    kinds,
    accept(kind, k, s, j, link) {
      if (kind === 1) return accept1(k, s, j, link);
      if (kind === 2) return accept2(k, s, j, link);
      if (kind === 3) return accept3(k, s, j, link);
      return accepts[kind](k, s, j, link);
    },
    onTimer(kind, k, s, code, j) {
      if (kind === 0) timer0(k, s, code, j);
      else if (kind === 2) timer2(k, s, code, j);
      else timers[kind](k, s, code, j);
    },
    onRoom(kind, k, s, link) {
      if (kind === 1) return room1(k, s, link);
      if (kind === 2) return room2(k, s, link);
      return rooms[kind](k, s, link);
    },
  };
}
