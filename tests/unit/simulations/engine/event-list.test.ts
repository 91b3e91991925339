// Method: random orders to schedule, cancel and take, to the event list and to a plain sorted array; both must always agree.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DUE_NS, EVENTS_AT, f64, i32 } from '../../../../simulations/engine/arena';
import { cancelEvent, clearEvents, eachEvent, eventsPending, firstEvent, postponeDue, scheduleDue, takeFirstEvent } from '../../../../simulations/engine/event-list';
import { takeSeat } from '../../../../simulations/engine/seat';
import { EVENT_NUMBERS, E_JOB, E_SEQUENCE, E_TIME, E_WHAT } from '../../../../simulations/engine/layout';
import { chain, holds, startValid } from '../../../properties/kit';

interface Pending { readonly atNs: number; readonly sequence: number; readonly job: number; handle: number }

const own = startValid(chain()).kernel;
const other = startValid(chain()).kernel;

const schedule = (atNs: number, what: number, job: number): number => {
  f64[DUE_NS] = atNs;
  return scheduleDue(what, job);
};

const someOrders = fc.array(fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('schedule' as const), afterNs: fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(1_000_000) }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('save' as const) }) },
), { maxLength: 300 });

describe('the event list', () => {
  it('gives the events in order of time and then of scheduling, whatever is cancelled in between', () => {
    holds(1000, someOrders, (orders) => {
      takeSeat(own);
      clearEvents();
      let model: Pending[] = [];
      let sequence = 0;
      let nowNs = 0;
      for (const order of orders) {
        switch (order.do) {
          case 'schedule': {
            const handle = schedule(nowNs + order.afterNs, (3 << 8) | 7, sequence);
            model.push({ atNs: nowNs + order.afterNs, sequence, job: sequence++, handle });
            break;
          }
          case 'take': {
            model.sort((a, b) => a.atNs - b.atNs || a.sequence - b.sequence);
            const expected = model.shift();
            const e = firstEvent();
            if (expected === undefined) {
              expect(e).toBe(0);
              break;
            }
            nowNs = expected.atNs;
            expect([f64[e + E_TIME], f64[e + E_SEQUENCE], i32[2 * e + E_JOB], i32[2 * e + E_WHAT]])
              .toEqual([expected.atNs, expected.sequence, expected.job, (3 << 8) | 7]);
            takeFirstEvent();
            break;
          }
          case 'cancel': {
            if (model.length === 0) break;
            const gone = model[order.which % model.length]!;
            cancelEvent(gone.handle);
            model = model.filter((each) => each !== gone);
            break;
          }
          case 'save': {
            takeSeat(other);
            takeSeat(own);
          }
        }
        expect(eventsPending()).toBe(model.length);
      }
    });
  });

  it('keeps the turns of events that are due together, after any of them were taken and cancelled', () => {
    const someRounds = fc.array(fc.record({ add: fc.array(fc.nat(2), { maxLength: 12 }), take: fc.nat(8), cancel: fc.array(fc.nat(), { maxLength: 8 }) }), { maxLength: 6 });
    holds(3000, someRounds, (rounds) => {
      takeSeat(own);
      clearEvents();
      let pending: Pending[] = [];
      let sequence = 0;
      let nowNs = 0;
      const takeOne = (): void => {
        pending.sort((a, b) => a.atNs - b.atNs || a.sequence - b.sequence);
        const expected = pending.shift()!;
        expect(f64[firstEvent() + E_SEQUENCE]).toBe(expected.sequence);
        nowNs = expected.atNs;
        takeFirstEvent();
      };
      for (const { add, take, cancel } of rounds) {
        for (const afterNs of add) pending.push({ atNs: nowNs + afterNs, sequence, job: sequence++, handle: schedule(nowNs + afterNs, 0, 0) });
        for (let n = 0; n < take && pending.length > 0; n++) takeOne();
        for (const which of cancel) {
          const gone = pending[which % pending.length];
          if (gone === undefined) break;
          cancelEvent(gone.handle);
          pending = pending.filter((each) => each !== gone);
        }
      }
      while (pending.length > 0) takeOne();
      expect(firstEvent()).toBe(0);
    });
  });

  it('uses the rows of gone events again', () => {
    takeSeat(own);
    clearEvents();
    const handles: number[] = [];
    for (let n = 0; n < 1000; n++) {
      handles.push(schedule((n * 7919) % 1000, 0, n));
    }
    handles.forEach((handle, n) => { if (n % 3 === 0) cancelEvent(handle); });
    const used = Math.max(...handles);
    for (let n = 0; n < 300; n++) expect(schedule(5000 + n, 0, n)).toBeLessThanOrEqual(used);
    let last = -1;
    let count = 0;
    for (let e = firstEvent(); e !== 0; e = firstEvent()) {
      expect(f64[e + E_TIME]).toBeGreaterThanOrEqual(last);
      last = f64[e + E_TIME]!;
      expect((e - EVENTS_AT) % EVENT_NUMBERS).toBe(0);
      count++;
      takeFirstEvent();
    }
    expect(count).toBe(1000 - 334 + 300);
  });

  it.each([
    ['exponential', (u: number) => Math.floor(-Math.log(u) * 1e6)],
    ['all the same', () => 1_000_000],
    ['of two kinds, far apart', (u: number) => (u < 0.01 ? 1e12 : Math.floor(u * 1e5))],
    ['heavy-tailed', (u: number) => Math.floor(1000 * u ** -3)],
    ['mostly none', (u: number) => (u < 0.9 ? 0 : Math.floor(u * 1e6))],
  ])('keeps the order of thousands whose times are %s, while they become more and fewer', (_name, gapNs) => {
    takeSeat(own);
    clearEvents();
    let word = 1;
    const random = (): number => ((word = (Math.imul(word ^ (word >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0) >>> 0) / 2 ** 32 || 0.5;
    const handles: number[] = [];
    const placeOf = new Map<number, number>();
    const model = new Map<number, { atNs: number; sequence: number }>();
    let sequence = 0;
    let nowNs = 0;
    const add = (): void => {
      const atNs = nowNs + gapNs(random());
      const e = schedule(atNs, 0, 0);
      model.set(e, { atNs, sequence: sequence++ });
      placeOf.set(e, handles.length);
      handles.push(e);
    };
    const forget = (e: number): void => {
      model.delete(e);
      const place = placeOf.get(e)!;
      const last = handles.pop()!;
      if (last !== e) {
        handles[place] = last;
        placeOf.set(last, place);
      }
      placeOf.delete(e);
    };
    for (let step = 0; step < 60_000; step++) {
      // Up to some thousands, down to nothing, and up again.
      const growing = Math.floor(step / 10_000) % 2 === 0;
      if (model.size === 0 || random() < (growing ? 0.7 : 0.3)) {
        add();
      } else if (random() < 0.2) {
        const e = handles[Math.floor(random() * handles.length)]!;
        cancelEvent(e);
        forget(e);
      } else if (random() < 0.1) {
        const e = handles[Math.floor(random() * handles.length)]!;
        const atNs = nowNs + gapNs(random());
        f64[DUE_NS] = atNs;
        postponeDue(e);
        model.get(e)!.atNs = atNs;
      } else {
        const e = firstEvent();
        const taken = model.get(e)!;
        expect(f64[e + E_TIME]).toBe(taken.atNs);
        if (taken.atNs < nowNs) throw new Error(`${taken.atNs} after ${nowNs}`);
        takeFirstEvent();
        nowNs = taken.atNs;
        forget(e);
      }
      if (step % 5000 === 0) {
        takeSeat(other);
        takeSeat(own);
        let seen = 0;
        eachEvent((e) => { seen += model.has(e) ? 1 : 1e9; });
        expect([seen, eventsPending()]).toEqual([model.size, model.size]);
      }
    }
    // What is left comes out in the one right order.
    const expected = [...model.values()].sort((a, b) => a.atNs - b.atNs || a.sequence - b.sequence);
    for (const each of expected) {
      const e = firstEvent();
      expect([f64[e + E_TIME], f64[e + E_SEQUENCE]]).toEqual([each.atNs, each.sequence]);
      takeFirstEvent();
    }
    expect(firstEvent()).toBe(0);
  });
});
