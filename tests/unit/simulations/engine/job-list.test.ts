// Method: random orders to a line of jobs and to a plain array; both must always agree, read from either end.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { append, listCount, listHead, listNext, listTail, prepend, remove } from '../../../../simulations/engine/job-list';
import { JOB_NUMBERS, J_PREV } from '../../../../simulations/engine/layout';
import { holds, chain, startValid } from '../../../properties/kit';

const someOrders = fc.array(fc.record({ do: fc.constantFrom('append', 'prepend', 'remove'), which: fc.nat() }), { maxLength: 80 });

it('a line of jobs is an array', () => {
  const { kernel } = startValid(chain());
  const list = 200;
  holds(500, someOrders, (orders) => {
    kernel.si.fill(0, list, list + 3);
    const free = Array.from({ length: 80 }, (_, n) => (n + 1) * JOB_NUMBERS);
    const model: number[] = [];
    for (const order of orders) {
      if (order.do === 'remove') {
        if (model.length === 0) continue;
        const [j] = model.splice(order.which % model.length, 1);
        remove(kernel, list, j!);
        free.push(j!);
      } else {
        const j = free.shift()!;
        if (order.do === 'append') {
          append(kernel, list, j);
          model.push(j);
        } else {
          prepend(kernel, list, j);
          model.unshift(j);
        }
      }
      const forth: number[] = [];
      for (let j = listHead(kernel, list); j !== 0; j = listNext(kernel, j)) forth.push(j);
      const back: number[] = [];
      for (let j = listTail(kernel, list); j !== 0; j = kernel.ji[2 * j + J_PREV]!) back.unshift(j);
      expect([forth, back, listCount(kernel, list)]).toEqual([model, model, model.length]);
    }
  });
});
