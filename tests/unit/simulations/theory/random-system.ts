import { catalog } from '../../../../simulations/catalog';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function chanceOf(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface RandomSystem {
  readonly scenario: Scenario;
  /** Parts whose workers share a line with others: the line's jobs are not at one station. */
  readonly pools: ReadonlySet<string>;
}

const has = (kind: string, param: string): boolean => catalog.stations.find((each) => each.kind === kind)?.params[param] !== undefined;
const disciplines = catalog.families.discipline.map(({ kind }) => kind);
const kinds = catalog.stations.map(({ kind }) => kind);
const arrivalKinds = catalog.families.arrivals.map(({ kind }) => kind);

/**
 * A random system of stations that theory knows, and of some that it does not; steady more often than not. Two in three are tame: exponential
 * and endless everywhere, so that what is recognised goes through several stations.
 */
export function randomSystem(seed: number, jobs: number): RandomSystem {
  const chance = chanceOf(seed);
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(chance() * values.length)]!;
  const often = <T>(usual: T, ...others: readonly T[]): T => (isTame || chance() < 0.5 ? usual : pick(...others));
  const isTame = chance() < 0.67;
  const ratePerS = 2 + 18 * chance();
  const stations: Record<string, StationSpec> = {};
  const links: LinkSpec[] = [];
  const pools = new Set<string>();
  let count = 0;
  const add = (name: string, spec: StationSpec): string => {
    const id = `${name}${++count}`;
    stations[id] = spec;
    return id;
  };
  const link = (from: readonly string[], to: string): void => { for (const each of from) links.push({ from: each, to }); };
  const someTimes = (meanS: number): VariantValue => pick<VariantValue>(
    { kind: 'constant', meanS }, { kind: 'lognormal', meanS, cv: 1.5 }, { kind: 'erlang', meanS, phases: 3 }, { kind: 'hyperexponential', meanS, cv: 2 }, { kind: 'exponential', meanS },
  );
  const times = (meanS: number): VariantValue => often({ kind: 'exponential', meanS }, someTimes(meanS));

  /** A line of workers for a stream of this rate; answers the stations that send on. */
  const line = (from: readonly string[], rate: number): string[] => {
    const workers = pick(1, 1, 1, 2, 4);
    const load = 0.3 + 0.5 * chance();
    const service = times((load * workers) / rate);
    const room = often<Partial<StationSpec>>(pick({ capacityJobs: 'unbounded' }, { capacityJobs: 400 }), { capacityJobs: 4, whenFull: { kind: 'shed-newest' } }, { capacityJobs: 4 });
    const discipline = { kind: chance() < 0.6 ? 'fifo' : pick(...disciplines) };
    const queue = add('line', { kind: 'queue', discipline, ...room });
    link(from, queue);
    if (workers === 4 && chance() < 0.5) {
      const twins = [add('desk', { kind: 'workers', workers: 2, service }), add('desk', { kind: 'workers', workers: 2, service })];
      for (const twin of twins) {
        link([queue], twin);
        pools.add(`${queue}>${twin}`);
      }
      return twins;
    }
    const isShared = has('workers', 'sharing') && chance() < 0.2;
    const desk = add('desk', { kind: 'workers', workers, service: isShared ? someTimes((load * workers) / rate) : service, ...(isShared ? { sharing: 'processor-sharing' } : {}) });
    link([queue], desk);
    return [desk];
  };

  /** The last line may be one that spoils the stream. */
  const last = (from: readonly string[]): string[] => {
    const workers = pick(1, 1, 2, 3);
    const load = 0.3 + 0.5 * chance();
    const meanS = (load * workers) / ratePerS;
    const [queue, desk] = pick<readonly [Partial<StationSpec>, VariantValue]>(
      [{}, { kind: 'exponential', meanS }], [{ capacityJobs: 3, whenFull: { kind: 'shed-newest' } }, { kind: 'exponential', meanS }],
      [{ capacityJobs: 0, whenFull: { kind: 'shed-newest' } }, someTimes(meanS)], [{ discipline: { kind: 'priority' } }, { kind: 'exponential', meanS }],
      ...(has('queue', 'patience') ? [[{ patience: { kind: 'drawn', time: { kind: 'exponential', meanS: 2 * meanS } } }, { kind: 'exponential', meanS: meanS * 1.3 }] as const] : []),
      ...(workers === 1 ? [[{}, someTimes(meanS)], [{}, someTimes(meanS)]] as const : []),
    );
    const id = add('last', { kind: 'queue', capacityJobs: 'unbounded', ...queue });
    link(from, id);
    const deskId = add('desk', { kind: 'workers', workers, service: desk });
    link([id], deskId);
    return [deskId];
  };

  const delay = (from: readonly string[]): string[] => {
    const id = add('delay', { kind: 'delay', time: someTimes(0.5 * chance()) });
    link(from, id);
    return [id];
  };

  const split = (from: readonly string[], rate: number): string[] => {
    const router = add('router', { kind: 'router', choice: often<VariantValue>({ kind: 'random' }, { kind: 'round-robin' }, { kind: 'least-busy' }, { kind: 'd-choices', choices: 2 }) });
    link(from, router);
    return [...line([router], rate / 2), ...line([router], rate / 2)];
  };

  const forkJoin = (from: readonly string[], rate: number): string[] => {
    const fork = add('fork', { kind: 'fork' });
    const join = `join${count + 1}`;
    link(from, fork);
    const service = { kind: 'exponential', meanS: (0.3 + 0.4 * chance()) / rate };
    for (let i = 0; i < 2; i++) {
      const queue = add('branch', { kind: 'queue', capacityJobs: 'unbounded' });
      const desk = add('desk', { kind: 'workers', workers: 1, service });
      link([fork], queue);
      link([queue], desk);
      link([desk], join);
    }
    stations[join] = { kind: 'join' };
    count++;
    return [join];
  };

  const goRound = (from: readonly string[], rate: number): string[] => {
    const queue = `again${count + 1}`;
    const router = `back${count + 1}`;
    count++;
    link([...from, router], queue);
    stations[queue] = { kind: 'queue', capacityJobs: 'unbounded' };
    const desk = add('desk', { kind: 'workers', workers: pick(1, 2), service: { kind: 'exponential', meanS: (0.35 + 0.3 * chance()) * 0.7 / rate } });
    link([queue], desk);
    stations[router] = { kind: 'router', choice: { kind: 'weighted', weights: '' } };
    link([desk], router);
    const out = add('out', { kind: 'queue', capacityJobs: 'unbounded' });
    link([router], out);
    stations[router] = { kind: 'router', choice: { kind: 'weighted', weights: `${queue}=3, ${out}=7` } };
    const behind = add('desk', { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.5 / rate } });
    link([out], behind);
    return [behind];
  };

  const sources = chance() < 0.3 ? 2 : 1;
  const isClosed = sources === 1 && arrivalKinds.includes('closed') && chance() < 0.15;
  const poisson = { kind: 'poisson', ratePerS: ratePerS / sources };
  const renewal = arrivalKinds.includes('renewal') ? [{ kind: 'renewal', gap: times(sources / ratePerS) }] : [];
  let ends = Array.from({ length: sources }, () => add('source', {
    kind: 'producer', arrivals: isClosed ? { kind: 'closed', users: 12, thinkTime: someTimes(9 / ratePerS) } : often<VariantValue>(poisson, { kind: 'regular', ratePerS: ratePerS / sources }, ...renewal),
  }));
  const steps = [line, line, ...(kinds.includes('delay') ? [delay] : []), ...(kinds.includes('router') ? [split, goRound] : []), ...(kinds.includes('join') && !isClosed ? [forkJoin] : [])];
  for (let n = Math.floor(3 * chance()); n > 0; n--) ends = pick(...steps)(ends, ratePerS);
  ends = isTame && !isClosed ? last(ends) : line(ends, ratePerS);
  link(ends, add('end', { kind: 'sink' }));
  return {
    pools,
    scenario: {
      format: 'spillway/1', title: '', about: '', seed: 1, warmupS: (0.1 * jobs) / ratePerS, durationS: jobs / ratePerS, classes: { a: { share: 1, priority: 0 }, b: { share: 2, priority: 3 } },
      stations, links, timeline: [], checks: [], changelog: [],
    },
  };
}
