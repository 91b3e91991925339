import { invariant } from './invariant';
import type { StationKind } from './kind';

/**
 * Calls a kind's function by the kind's number. Each is a constant of its own, so that the compiler knows
 * whom it calls; a call through a table it has to look up every time. A catalogue that grows beyond them
 * works the same, a little slower.
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

  const [accept0 = missing, accept1 = missing, accept2 = missing, accept3 = missing, accept4 = missing, accept5 = missing, accept6 = missing, accept7 = missing] = accepts;
  const [timer0 = missing, timer1 = missing, timer2 = missing, timer3 = missing, timer4 = missing, timer5 = missing, timer6 = missing, timer7 = missing] = timers;
  const [room0 = missing, room1 = missing, room2 = missing, room3 = missing, room4 = missing, room5 = missing, room6 = missing, room7 = missing] = rooms;

  return {
    kinds,
    accept(kind, k, s, j, link) {
      switch (kind) {
        case 0: return accept0(k, s, j, link);
        case 1: return accept1(k, s, j, link);
        case 2: return accept2(k, s, j, link);
        case 3: return accept3(k, s, j, link);
        case 4: return accept4(k, s, j, link);
        case 5: return accept5(k, s, j, link);
        case 6: return accept6(k, s, j, link);
        case 7: return accept7(k, s, j, link);
        default: return accepts[kind](k, s, j, link);
      }
    },
    onTimer(kind, k, s, code, j) {
      switch (kind) {
        case 0: return timer0(k, s, code, j);
        case 1: return timer1(k, s, code, j);
        case 2: return timer2(k, s, code, j);
        case 3: return timer3(k, s, code, j);
        case 4: return timer4(k, s, code, j);
        case 5: return timer5(k, s, code, j);
        case 6: return timer6(k, s, code, j);
        case 7: return timer7(k, s, code, j);
        default: return timers[kind](k, s, code, j);
      }
    },
    onRoom(kind, k, s, link) {
      switch (kind) {
        case 0: return room0(k, s, link);
        case 1: return room1(k, s, link);
        case 2: return room2(k, s, link);
        case 3: return room3(k, s, link);
        case 4: return room4(k, s, link);
        case 5: return room5(k, s, link);
        case 6: return room6(k, s, link);
        case 7: return room7(k, s, link);
        default: return rooms[kind](k, s, link);
      }
    },
  };
}
