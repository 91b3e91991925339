import { catalog } from '../../../../simulations/catalog';
import type { Catalog, Described } from '../../../../simulations/engine/kind';
import { choiceParam, numberParam, textParam, variantParam, type FamilyId, type Params } from '../../../../simulations/engine/param';

// The real catalogue, and whatever of these kinds it does not have yet, as a declaration only: recognition reads nothing else.

const number = (label: string, initial: number | 'unbounded' = 0) => numberParam({ label, help: '', unit: 'count', min: 0, max: 1e9, initial, unbounded: true });
const time = (label: string, family = 'distribution') => variantParam({ label, help: '', family: family as FamilyId, initial: { kind: 'exponential', meanS: 1 } });
const variant = (label: string, family: string, kind: string) => variantParam({ label, help: '', family: family as FamilyId, initial: { kind } });
const choice = (label: string, ...ids: string[]) => choiceParam({ label, help: '', initial: ids[0]!, options: ids.map((id) => ({ id, label: id, help: '' })) });
const member = (kind: string, params: Params = {}, label = kind): Described => ({ kind, label, help: '', params });

const stations: Readonly<Record<string, Params>> = {
  delay: { time: time('Time') },
  router: { choice: variant('Choice', 'routing', 'random') },
  fork: {},
  join: { needed: number('Needed', 'unbounded'), order: choice('Order', 'completion', 'fork') },
  limiter: {}, cache: { hitRatio: number('Hit ratio', 0.5) }, topic: {}, gate: {},
};
const queue: Params = { patience: variant('Patience', 'patience', 'none'), expire: choice('Expire', 'no', 'yes'), management: variant('Management', 'management', 'none') };
const workers: Params = {
  sharing: choice('Sharing', 'one-each', 'processor-sharing'), contention: number('Contention'), coherency: number('Coherency'), failShare: number('Failures'), batchSize: number('Batch', 1),
};
const producer: Params = { classMix: variant('Classes', 'classMix', 'as-scenario'), keys: variant('Keys', 'keys', 'none') };
const families: Readonly<Record<string, readonly Described[]>> = {
  routing: [
    member('random'), member('weighted', { weights: textParam({ label: 'Weights', help: '', lengthMax: 1000, initial: '' }) }), member('round-robin', {}, 'Round robin'),
    member('least-busy', {}, 'Least busy'), member('d-choices', { choices: number('Choices', 2) }), member('by-key'), member('by-class', { ways: textParam({ label: 'Ways', help: '', lengthMax: 1000, initial: '' }) }), member('first-free'),
  ],
  classMix: [member('as-scenario'), member('own-shares', { shares: textParam({ label: 'Shares', help: '', lengthMax: 1000, initial: '' }) })],
  keys: [member('none')],
  patience: [member('none'), member('drawn', { time: time('Time') })],
  management: [member('none'), member('red'), member('codel')],
  discipline: ['lifo', 'random', 'priority', 'sjf', 'edf', 'fair', 'adaptive-lifo'].map((kind) => member(kind)),
  whenFull: ['shed-random', 'shed-lowest-priority'].map((kind) => member(kind)),
  arrivals: [
    member('renewal', { gap: time('Gap') }), member('on-off', { ratePerS: number('Rate', 8) }, 'On and off'), member('mmpp', {}, 'MMPP'), member('batches', { ratePerS: number('Rate', 8) }, 'Batches'),
    member('schedule', {}, 'Schedule'), member('closed', { users: number('Users', 10), thinkTime: time('Think time') }),
  ],
};

function withMissing(known: readonly Described[], more: readonly Described[]): readonly Described[] {
  return [...known, ...more.filter(({ kind }) => !known.some((each) => each.kind === kind))];
}

const extended = (described: Described, more: Params): Described => ({ ...described, params: { ...more, ...described.params } });

export const futureCatalog = {
  stations: withMissing(
    catalog.stations.map((each) => (each.kind === 'queue' ? extended(each, queue) : each.kind === 'workers' ? extended(each, workers) : each.kind === 'producer' ? extended(each, producer) : each)),
    Object.entries(stations).map(([kind, params]) => member(kind, params, kind[0]!.toUpperCase() + kind.slice(1))),
  ),
  families: Object.fromEntries([...new Set([...Object.keys(catalog.families), ...Object.keys(families)])].map((family) => (
    [family, withMissing((catalog.families as Readonly<Record<string, readonly Described[]>>)[family] ?? [], families[family] ?? [])]
  ))),
} as unknown as Catalog;
