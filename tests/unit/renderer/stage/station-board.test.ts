import { expect, it } from 'vitest';
import { SHED_REASONS, STATION_STRIDE, StationState } from '../../../../simulations/engine/frame';
import { Boards } from '../../../../renderer/stage/boards';
import { StationBoard } from '../../../../renderer/stage/station-board';
import { Turns } from '../../../../renderer/ui/turns';

// Method: numbers are put on the board and screen time passes; what is shown and what is read out is asked afterwards.
const extras = {
  rates: () => ({ arrivedPerS: 0, leftPerS: 0, shedPerS: 0 }),
  lateShare: () => NaN,
};

function states(waiting: number): Float64Array {
  const numbers = new Float64Array(STATION_STRIDE);
  numbers[StationState.waiting] = waiting;
  return numbers;
}

/** Boards side by side, each with its pictures; texts have their turn when `passTurns` is called. */
function sideBySide(count: number) {
  let nowMs = 0;
  let awaited: (() => void)[] = [];
  const boards = new Boards(new Turns({ nowMs: () => nowMs, beforeNext: (callback) => { awaited.push(callback); }, atOnce: (refresh) => { refresh(); } }));
  const pair = Array.from({ length: count }, () => new StationBoard());
  const shown = pair.map((board) => boards.add(board, () => { board.publish(['inbox'], extras); }));
  return {
    pair,
    /** Draws a picture of each at this time; what was awaited before has its turn before the one at `turnsAt`. */
    draw(atMs: number, see: (board: StationBoard, place: number) => void, turnsAt = 0): void {
      nowMs = atMs;
      const due = awaited;
      awaited = [];
      const passTurns = (): void => { for (const callback of due) callback(); };
      for (const [place, board] of pair.entries()) {
        if (turnsAt === place) passTurns();
        see(board, place);
        shown[place]!.see(atMs);
      }
      if (turnsAt === count) passTurns();
    },
  };
}
const waitingAt = (board: StationBoard): number | undefined => board.getNumbers().get('inbox')?.waiting;
const spokenAt = (board: StationBoard): number | undefined => board.getSpoken().get('inbox')?.waiting;

it('what is read out comes to the last numbers too, though nothing newer follows', () => {
  const { pair: [board], draw } = sideBySide(1);
  let told = 0;
  board!.subscribe(() => { told += 1; });
  const pictures = (fromMs: number, toMs: number): void => {
    for (let nowMs = fromMs; nowMs < toMs; nowMs += 16) draw(nowMs, () => undefined);
  };
  draw(1000, () => { board!.put(1, states(7)); });
  pictures(1016, 1200);
  draw(1200, () => { board!.put(2, states(4)); });
  pictures(1216, 1400);
  expect([waitingAt(board!), spokenAt(board!)]).toEqual([4, 7]);

  pictures(1400, 2200);
  expect(spokenAt(board!)).toBe(4);
  expect(told).toBe(3); // Not once more than something changed.
});

it('those shed are told by reason, exactly, and only for reasons that there were', () => {
  const board = new StationBoard();
  const numbers = states(0);
  numbers[StationState.shed] = 473;
  numbers[StationState.shedFor + SHED_REASONS.indexOf('full')] = 412;
  numbers[StationState.shedFor + SHED_REASONS.indexOf('left')] = 61;
  board.put(1, numbers);
  board.take(1);
  board.publish(['inbox'], extras);
  expect(board.getNumbers().get('inbox')).toMatchObject({ shed: 473, shedFor: [['full', 412], ['left', 61]] });
});

it.each([16.7, 170])('side by side, all that is read at one time is of the same picture, whenever texts have their turn, with %d ms between pictures', (betweenMs) => {
  const { pair: [a, b], draw } = sideBySide(2);
  const seen = new Set<number | undefined>();
  for (let picture = 1; picture <= 600; picture++) {
    draw(picture * betweenMs, (board) => { board.put(picture, states(picture)); }, picture % 3);
    expect(waitingAt(a!)).toBe(waitingAt(b!));
    expect(spokenAt(a!)).toBe(spokenAt(b!));
    seen.add(waitingAt(a!));
  }
  expect(seen.size).toBeGreaterThan(40); // They do follow.
});

it('side by side, numbers that come in smaller portions are taken where they have come to the same model time', () => {
  const { pair: [lead, other], draw } = sideBySide(2);
  const seen = new Set<number | undefined>();
  // The leading one brings news in every third picture, the other in each a third of it.
  for (let picture = 3; picture <= 600; picture++) {
    const atNs = (board: StationBoard): number => (board === lead ? Math.floor(picture / 3) * 3 : picture);
    draw(picture * 16.7, (board) => { if (board === other || picture % 3 === 0) board.put(atNs(board), states(atNs(board))); });
    expect(waitingAt(other!)).toBe(waitingAt(lead!));
    seen.add(waitingAt(lead!));
  }
  expect(seen.size).toBeGreaterThan(40);
});

it('one that has stopped holds nobody up, nor do two that never come to the same time', () => {
  const { pair: [lead, other], draw } = sideBySide(2);
  for (let picture = 1; picture <= 100; picture++) draw(picture * 16.7, (board) => { if (board === lead || picture < 10) board.put(picture, states(picture)); });
  expect(waitingAt(lead!)).toBeGreaterThan(88);
  for (let picture = 101; picture <= 400; picture++) draw(picture * 16.7, (board) => { board.put(board === lead ? picture : picture + 0.5, states(picture)); });
  expect(waitingAt(lead!)).toBeGreaterThan(300);
  expect(waitingAt(other!)).toBe(waitingAt(lead!));
});
