// Method: examples on the scenario of the design; and over random scenarios, that a value of the declared range can be
// set by its path, is what stands there afterwards, and that nothing else has changed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullPolicies } from '../../../../simulations/catalog';
import { queue } from '../../../../simulations/stations/queue';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { applyChange, isRunParam, resolveParam } from '../../../../simulations/scenario/param-path';
import { problemText, type Result } from '../../../../simulations/scenario/problem';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { applySetting } from '../../../../simulations/scenario/settings';
import { stationKind } from '../../../../simulations/scenario/station-kind';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { someScenario, someValue } from './random-scenario';

const sentences = (result: Result<unknown>): string[] => (result.ok ? [] : result.problems.map(problemText));
const stationAfter = (path: string, value: never, id: string) => {
  const result = applyChange(boundedQueue, { path, value });
  return result.ok ? result.value.stations[id] : sentences(result);
};

describe('resolveParam', () => {
  it('finds a parameter with its declaration and its present value', () => {
    const place = resolveParam(boundedQueue, 'stations.orders.arrivals.ratePerS');
    expect(place).toMatchObject({ ok: true, value: { stationId: 'orders', names: ['arrivals', 'ratePerS'], value: 90, isInitial: false, param: { type: 'number', unit: 'per s' } } });
  });

  it('gives the declared value of what the scenario leaves out', () => {
    expect(resolveParam(boundedQueue, 'stations.orders.whenBlocked')).toMatchObject({ ok: true, value: { value: 'wait-outside', isInitial: true } });
  });

  it.each([
    ['station.orders', 'station.orders: a parameter begins with "stations." or "links.", found "station.orders"'],
    ['stations.order.arrivals', 'stations.order.arrivals: no station "order"; did you mean "orders"?'],
    ['stations.inbox', `stations.inbox: names a queue; add a parameter: ${Object.keys(queue.params).join(', ')}`],
    ['stations.inbox.capacity', 'stations.inbox.capacity: no parameter "capacity" in a queue; did you mean "capacityJobs"?'],
    ['stations.orders.arrivals.rate', 'stations.orders.arrivals.rate: no parameter "rate" in arrivals; did you mean "ratePerS"?'],
    ['stations.inbox.capacityJobs.x', 'stations.inbox.capacityJobs.x: "capacityJobs" has no parameters of its own'],
    ['stations.__proto__.x', 'stations.__proto__.x: no station "__proto__"; known: orders, inbox, pickers, done'],
    ['stations.inbox.toString', expect.stringContaining('no parameter "toString"')],
  ])('refuses %s', (path, sentence) => {
    expect(sentences(resolveParam(boundedQueue, path))).toEqual([sentence]);
  });
});

describe('applyChange', () => {
  it('sets one number of the present variant and keeps the rest', () => {
    expect(stationAfter('stations.orders.arrivals.ratePerS', 200 as never, 'orders')).toEqual({ ...boundedQueue.stations['orders'], arrivals: { kind: 'poisson', ratePerS: 200 } });
  });

  it('sets a whole variant', () => {
    const service = { kind: 'lognormal', meanS: 0.1, cv: 2 };
    expect(stationAfter('stations.pickers.service', service as never, 'pickers')).toEqual({ ...boundedQueue.stations['pickers'], service });
  });

  it('changes the kind of a variant and keeps what both kinds call the same', () => {
    expect(stationAfter('stations.pickers.service.kind', 'lognormal' as never, 'pickers')).toMatchObject({ service: { kind: 'lognormal', meanS: 0.04 } });
    expect(stationAfter('stations.orders.arrivals.kind', 'trace' as never, 'orders')).toMatchObject({ arrivals: { kind: 'trace' } });
  });

  it('leaves the scenario that it was given as it was', () => {
    const before = JSON.stringify(boundedQueue);
    applyChange(boundedQueue, { path: 'stations.inbox.capacityJobs', value: 1 });
    expect(JSON.stringify(boundedQueue)).toBe(before);
  });

  it.each([
    ['stations.inbox.capacityJobs', -1, 'stations.inbox.capacityJobs: must be 0 to 1,000,000,000 jobs or "unbounded", found -1'],
    ['stations.inbox.capacityJobs', NaN, 'stations.inbox.capacityJobs: must be 0 to 1,000,000,000 jobs or "unbounded", found NaN'],
    ['stations.inbox.whenFull', { kind: 'shed-newst' }, `stations.inbox.whenFull.kind: must be one of ${fullPolicies.map(({ kind }) => kind).join(', ')}, found "shed-newst"; did you mean "shed-newest"?`],
    ['stations.orders.arrivals', { kind: 'trace', csv: 'atS\n1\n0\n' }, 'stations.orders.arrivals.csv: row 3, column "atS": times must not go backwards, found 0 after 1 s'],
    ['seed', 3, 'seed: belongs to the whole run and cannot change while it goes on'],
    ['stations.inbox.label', 'x', 'stations.inbox.label: belongs to the whole run and cannot change while it goes on'],
    ['stations.inbox.kind', 'sink', 'stations.inbox.kind: belongs to the whole run and cannot change while it goes on'],
  ])('refuses %s = %j', (path, value, sentence) => {
    expect(sentences(applyChange(boundedQueue, { path, value: value }))).toEqual([sentence]);
  });

  it('sets any declared parameter of any scenario to any value of its range, and nothing else', () => {
    const someChange = someScenario.chain((scenario) => {
      const paths = Object.entries(scenario.stations).flatMap(([id, { kind }]) => (
        Object.entries(stationKind(kind)!.params).map(([name, param]) => ({ id, name, param }))
      ));
      if (paths.length === 0) return fc.constant(undefined);
      return fc.constantFrom(...paths).chain((place) => someValue(place.param).map((value) => ({ scenario, ...place, value })));
    });
    fc.assert(fc.property(someChange, (given) => {
      if (given === undefined) return;
      const { scenario, id, name, value } = given;
      const path = `stations.${id}.${name}`;
      expect(isRunParam(path)).toBe(true);
      expect(applyChange(scenario, { path, value })).toEqual({
        ok: true, value: { ...scenario, stations: { ...scenario.stations, [id]: { ...scenario.stations[id], [name]: value } } },
      });
    }), { seed: 1, numRuns: 200 });
  });
});

describe('applySetting also sets what belongs to the whole run', () => {
  it.each([
    ['title', 'Another', { title: 'Another' }],
    ['seed', 7, { seed: 7 }],
    ['warmupS', 5, { warmupS: 5 }],
    ['durationS', 50, { durationS: 50 }],
    ['classes.order.deadlineS', 1, { classes: { order: { share: 1, priority: 0, deadlineS: 1 } } }],
  ] as const)('%s', (path, value, expected) => {
    expect(isRunParam(path)).toBe(false);
    expect(applySetting(boundedQueue, { path, value })).toEqual({ ok: true, value: { ...boundedQueue, ...expected } });
  });

  it('a label', () => {
    expect(applySetting(boundedQueue, { path: 'stations.inbox.label', value: 'Door' })).toMatchObject({ ok: true, value: { stations: { inbox: { label: 'Door' } } } });
  });

  it.each([
    ['sed', 1, 'sed: nothing to set is called "sed"; did you mean "seed"?'],
    ['seed', -1, 'seed: must be 0 to 9,007,199,254,740,991, found -1'],
    ['classes.orders.share', 1, 'classes.orders.share: no class "orders"; did you mean "order"?'],
    ['classes.order.deadline', 1, 'classes.order.deadline: a class has no "deadline"; did you mean "deadlineS"?'],
    ['format', 'x', expect.stringContaining('nothing to set is called "format"')],
  ])('and refuses %s = %j', (path, value, sentence) => {
    expect(sentences(applySetting(boundedQueue, { path, value }))).toEqual([sentence]);
  });

  it('gives a scenario that is valid', () => {
    const result: Result<Scenario> = applySetting(boundedQueue, { path: 'durationS', value: 3 });
    expect(result.ok && validateScenario(result.value).ok).toBe(true);
  });
});
