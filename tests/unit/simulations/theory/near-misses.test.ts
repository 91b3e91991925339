// Method: random systems that satisfy a model, and for each of them every way to break one assumption. None may be recognised afterwards, or it must
// be another model that does hold. The seed is fixed; a failure prints the smallest system and what was broken.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { recogniseGroups, recogniseModels } from '../../../../simulations/theory/recognise';
import { recogniseWhole } from '../../../../simulations/theory/recognise-whole';
import { futureCatalog } from './future-catalog';
import { desk, poisson, queue, scenario, sink } from './recognise-kit';

/** Source, line, desk, end; what is broken is broken in one of them, or put between them. */
interface Broken {
  readonly name: string;
  readonly stations?: Readonly<Record<string, Partial<StationSpec>>>;
  /** A station put in front of the line. */
  readonly between?: StationSpec;
  /** A station put behind the desk. */
  readonly behind?: StationSpec;
  readonly link?: Readonly<Record<string, unknown>>;
  readonly rest?: Readonly<Record<string, unknown>>;
  readonly more?: readonly { readonly from: string; readonly to: string; readonly call?: unknown }[];
}

const arrivals = (value: VariantValue): Broken => ({ name: `arrivals ${value.kind}`, stations: { source: { arrivals: value } } });
const of = (station: string, name: string, value: StationSpec[string]): Broken => ({ name: `${station}.${name} ${JSON.stringify(value)}`, stations: { [station]: { [name]: value } } });

/** What breaks every model of one line at any number of workers. */
const BREAKS: readonly Broken[] = [
  arrivals({ kind: 'regular', ratePerS: 8 }), arrivals({ kind: 'trace', csv: 'atS\n1\n2\n' }), arrivals({ kind: 'on-off', ratePerS: 8 }), arrivals({ kind: 'mmpp' }),
  arrivals({ kind: 'batches', ratePerS: 8 }), arrivals({ kind: 'schedule' }), arrivals({ kind: 'renewal', gap: { kind: 'erlang', meanS: 0.125, phases: 2 } }),
  of('line', 'whenFull', { kind: 'shed-oldest' }), of('line', 'whenFull', { kind: 'shed-random' }), of('line', 'whenFull', { kind: 'shed-lowest-priority' }),
  of('line', 'discipline', { kind: 'sjf' }),
  of('line', 'expire', 'yes'), of('line', 'management', { kind: 'red' }), of('line', 'management', { kind: 'codel' }),
  of('line', 'patience', { kind: 'drawn', time: { kind: 'constant', meanS: 1 } }), of('line', 'patience', { kind: 'drawn', time: { kind: 'uniform', meanS: 1, spread: 0.5 } }),
  of('desk', 'contention', 0.05), of('desk', 'coherency', 0.001), of('desk', 'failShare', 0.05), of('desk', 'batchSize', 4),
  ...['limiter', 'cache', 'topic', 'gate'].map((kind): Broken => ({ name: `behind a ${kind}`, between: { kind } })),
  ...['limiter', 'cache', 'topic', 'gate'].map((kind): Broken => ({ name: `in front of a ${kind}`, behind: { kind } })),
  { name: 'behind a clockwork station', between: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.01 } } },
  { name: 'in front of a desk without a line', behind: { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.01 } } },
  { name: 'a short line behind', behind: { ...queue(3) } },
  { name: 'a link with a secret', link: { colour: 'red' } },
  { name: 'a change', rest: { timeline: [{ atS: 3, change: { path: 'stations.desk.workers', value: 9 } }] } },
  { name: 'a change of a class', rest: { timeline: [{ atS: 3, change: { path: 'classes.job.share', value: 9 } }] } },
  { name: 'a fault', rest: { timeline: [{ atS: 3, fault: { kind: 'crash', station: 'desk', workers: 1, forS: 2 } }] } },
  { name: 'a cut link', rest: { timeline: [{ atS: 3, fault: { kind: 'cut', from: 'line', to: 'desk', forS: 2 } }] } },
  { name: 'the desk calls a store', more: [{ from: 'desk', to: 'store', call: {} }] },
  { name: 'called by another', more: [{ from: 'store', to: 'line', call: {} }] },
  { name: 'calls from the source', more: [{ from: 'source', to: 'store', call: {} }] },
];

interface Base { readonly ratePerS: number; readonly workers: number; readonly load: number; readonly discipline: string; readonly capacity: 'unbounded' | number; readonly whenFull: string }

const someBase: fc.Arbitrary<Base> = fc.record({
  ratePerS: fc.double({ min: 1, max: 50, noNaN: true }), workers: fc.integer({ min: 1, max: 12 }), load: fc.double({ min: 0.2, max: 0.95, noNaN: true }),
  discipline: fc.constantFrom('fifo', 'lifo', 'random', 'priority'), capacity: fc.constantFrom<('unbounded' | number)[]>('unbounded', 0, 3, 10), whenFull: fc.constantFrom('shed-newest', 'block'),
}, { noNullPrototype: true });

function systemOf(base: Base, broken: Broken | null): Scenario {
  const service = (base.load * base.workers) / base.ratePerS;
  const stations: Record<string, StationSpec> = {
    source: poisson(base.ratePerS), line: { ...queue(base.capacity, base.whenFull), discipline: { kind: base.discipline } }, desk: desk(base.workers, service), end: sink, store: desk(2, 0.01),
  };
  for (const [id, parts] of Object.entries(broken?.stations ?? {})) stations[id] = { ...stations[id]!, ...parts };
  if (broken?.between !== undefined) stations['between'] = broken.between;
  if (broken?.behind !== undefined) stations['behind'] = broken.behind;
  const way = ['source', ...(broken?.between === undefined ? [] : ['between']), 'line', 'desk', ...(broken?.behind === undefined ? [] : ['behind']), 'end'];
  // A queue behind needs somebody who is slow, or it is never full.
  if (broken?.behind?.kind === 'queue') {
    stations['slow'] = desk(1, 0.9 / base.ratePerS);
    way.splice(-1, 0, 'slow');
  }
  const given = scenario(stations, [way.join(' > ')], broken?.rest);
  const links = given.links.map((link) => (link.to === 'line' ? { ...link, ...broken?.link } : link));
  return { ...given, links: [...links, ...(broken?.more ?? [])] as Scenario['links'] };
}

const shown = { seed: 20_261_122, numRuns: 60 };

describe('systems that satisfy a model', () => {
  it('are recognised', () => {
    fc.assert(fc.property(someBase, (base) => {
      const found = recogniseModels(systemOf(base, null), futureCatalog)['line>desk']!;
      expect(found.why).toBe('');
      expect(found.model).toMatch(/^M\/M\/\d+(\/\d+)?$/);
    }), shown);
  });

  it.each(BREAKS.map((broken) => [broken.name, broken] as const))('are not recognised any more with %s', (_, broken) => {
    // Who goes when the line is full makes no difference where it never is.
    const isAboutRoom = broken.stations?.['line']?.['whenFull'] !== undefined;
    fc.assert(fc.property(someBase, (base) => {
      const given = systemOf(isAboutRoom ? { ...base, capacity: Math.min(3, Number(base.capacity) || 0), load: 0.9 } : base, broken);
      const found = recogniseModels(given, futureCatalog)['line>desk']!;
      expect(found.figures, found.model).toBeNull();
      expect(found.model).toBe('');
      expect(recogniseWhole(given, futureCatalog).figures).toBeNull();
    }), shown);
  });

  it('a known model with one thing less: another one, and never the old', () => {
    const constant = { name: 'constant', stations: { desk: { service: { kind: 'constant', meanS: 0.01 } } } };
    fc.assert(fc.property(someBase, (base) => {
      const { model, figures, why } = recogniseModels(systemOf(base, constant), futureCatalog)['line>desk']!;
      if (figures === null) expect(why).toMatch(/not exponential/);
      else expect(model).toMatch(/^M\/(D\/1|G\/(\d+)\/\2)$/);
    }), shown);
  });
});

describe('any drawing of any kinds', () => {
  const kinds = [...futureCatalog.stations].map(({ kind }) => kind);
  const someDrawing = fc.record({
    kinds: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 9 }),
    links: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.constantFrom<object[]>({}, {}, {}, { call: {} }, { delayS: 0.1 }, { lossRatio: 0.5 })), { maxLength: 16 }),
  });

  it('is answered: figures that are numbers, or a reason', () => {
    fc.assert(fc.property(someDrawing, (drawn) => {
      const given = {
        ...scenario(Object.fromEntries(drawn.kinds.map((kind, i) => [`s${i}`, { kind }])), []),
        links: drawn.links.filter(([from, to]) => from < drawn.kinds.length && to < drawn.kinds.length && from !== to).map(([from, to, more]) => ({ from: `s${from}`, to: `s${to}`, ...more })),
      } as Scenario;
      for (const { figures, why, model } of [...Object.values(recogniseModels(given, futureCatalog)), ...Object.values(recogniseGroups(given, futureCatalog)), recogniseWhole(given, futureCatalog)]) {
        expect(figures === null).toBe(why !== '');
        if (figures !== null) expect(model).not.toBe('');
        expect(JSON.stringify(figures)).not.toContain('NaN');
        if (figures !== null && 'utilisation' in figures) expect(Number.isFinite(figures.meanJobs)).toBe(true);
      }
    }), { seed: 20_261_122, numRuns: 2_000 });
  });
});
