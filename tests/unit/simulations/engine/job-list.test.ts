// Method: random orders to a line of jobs and to a plain array; both must always agree, read from either end.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JOBS_AT, i32 } from '../../../../simulations/engine/arena';
import { append, listCount, listHead, listNext, listTail, prepend, remove } from '../../../../simulations/engine/job-list';
import { INT_STATE, JOB_NUMBERS, J_PREV, stationAt } from '../../../../simulations/engine/layout';
import { holds, chain, startValid } from '../../../properties/kit';

const someOrders = fc.array(fc.record({ do: fc.constantFrom('append', 'prepend', 'remove'), which: fc.nat() }), { maxLength: 80 });

it('a line of jobs is an array', () => {
  startValid(chain()); // has the seat
  const list = 2 * stationAt(0) + INT_STATE;
  holds(500, someOrders, (orders) => {
    i32.fill(0, list, list + 3);
    const free = Array.from({ length: 80 }, (_, n) => JOBS_AT + n * JOB_NUMBERS);
    const model: number[] = [];
    for (const order of orders) {
      if (order.do === 'remove') {
        if (model.length === 0) continue;
        const [j] = model.splice(order.which % model.length, 1);
        remove(list, j!);
        free.push(j!);
      } else {
        const j = free.shift()!;
        if (order.do === 'append') {
          append(list, j);
          model.push(j);
        } else {
          prepend(list, j);
          model.unshift(j);
        }
      }
      const forth: number[] = [];
      for (let j = listHead(list); j !== 0; j = listNext(j)) forth.push(j);
      const back: number[] = [];
      for (let j = listTail(list); j !== 0; j = i32[2 * j + J_PREV]!) back.unshift(j);
      expect([forth, back, listCount(list)]).toEqual([model, model, model.length]);
    }
  });
});
