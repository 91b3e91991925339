import { turns, type Turn, type Turns } from '../ui/turns';
import type { StationBoard } from './station-board';

interface Shown {
  readonly board: StationBoard;
  readonly publish: () => void;
  /** The time of its last picture, which is the same for all that are drawn at once. */
  drawnMs: number;
  /** The model time of what was seen last, and the last moment in which that was new. */
  seenNs: number;
  newIn: number;
}

/** Text follows the dots this often; more often nobody can read it. */
const MOMENT_MS = 160;
/** So many moments are waited for one at which all pictures stand at the same model time; who has brought nothing new for as long is not waited for. */
const PATIENCE = 6;

/**
 * The boards of all pictures on the screen. Side by side they are compared, so their numbers are taken at once, of the same model time, and
 * published in one go. Of two runs the one that is slower to simulate brings its numbers in smaller portions.
 */
export class Boards {
  private readonly shown = new Set<Shown>();
  private readonly turn: Turn;
  private moment = -1;

  constructor(line: Pick<Turns, 'take'>) {
    this.turn = line.take(() => {
      for (const { publish } of this.shown) publish();
    });
  }

  /** Another one. `see` is called with each of its pictures, when that is drawn. */
  add(board: StationBoard, publish: () => void): { readonly see: (nowMs: number) => void; readonly drop: () => void } {
    const shown: Shown = { board, publish, drawnMs: NaN, seenNs: NaN, newIn: -Infinity };
    this.shown.add(shown);
    return {
      see: (nowMs) => {
        shown.drawnMs = nowMs;
        if ([...this.shown].every(({ drawnMs }) => drawnMs === nowMs) && this.take(Math.floor(nowMs / MOMENT_MS))) this.turn.ask();
      },
      drop: () => {
        this.shown.delete(shown);
        if (this.shown.size === 0) this.turn.drop();
      },
    };
  }

  /** All pictures of this time are drawn. True when there is something to publish. */
  private take(moment: number): boolean {
    for (const each of this.shown) {
      if (Object.is(each.seenNs, each.board.seenNs)) continue;
      each.seenNs = each.board.seenNs;
      each.newIn = moment;
    }
    const moving = [...this.shown].filter(({ newIn }) => moment - newIn < PATIENCE);
    const areAtOneTime = new Set(moving.map(({ seenNs }) => seenNs)).size <= 1;
    if (moment !== this.moment && (areAtOneTime || moment - this.moment >= PATIENCE)) {
      this.moment = moment;
      for (const { board } of this.shown) board.take(moment);
    }
    return [...this.shown].some(({ board }) => board.isDue);
  }
}

export const boards = new Boards(turns);
