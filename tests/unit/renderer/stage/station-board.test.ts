import { expect, it } from 'vitest';
import { SHED_REASONS, STATION_STRIDE, StationState } from '../../../../simulations/engine/frame';
import { StationBoard } from '../../../../renderer/stage/station-board';

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

it('what is read out comes to the last numbers too, though nothing newer follows', () => {
  const board = new StationBoard();
  let told = 0;
  board.subscribe(() => { told += 1; });
  board.put(states(7));
  board.publish(1000, ['inbox'], extras);
  board.put(states(4));
  board.publish(1200, ['inbox'], extras);
  expect(board.getNumbers().get('inbox')?.waiting).toBe(4);
  expect(board.getSpoken().get('inbox')?.waiting).toBe(7);

  for (let nowMs = 1216; nowMs < 2000; nowMs += 16) board.publish(nowMs, ['inbox'], extras);
  expect(board.getSpoken().get('inbox')?.waiting).toBe(4);
  expect(told).toBe(3); // Not once more than something changed.
});

it('those shed are told by reason, exactly, and only for reasons that there were', () => {
  const board = new StationBoard();
  const numbers = states(0);
  numbers[StationState.shed] = 473;
  numbers[StationState.shedFor + SHED_REASONS.indexOf('full')] = 412;
  numbers[StationState.shedFor + SHED_REASONS.indexOf('left')] = 61;
  board.put(numbers);
  board.publish(1000, ['inbox'], extras);
  expect(board.getNumbers().get('inbox')).toMatchObject({ shed: 473, shedFor: [['full', 412], ['left', 61]] });
});
