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

/** A random row of stations that theory knows, and of some that it does not; steady more often than not. */
export function randomSystem(seed: number, jobs: number): RandomSystem {
  const chance = chanceOf(seed);
  const pick = <T>(...values: readonly T[]): T => values[Math.floor(chance() * values.length)]!;
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
  const times = (meanS: number): VariantValue => pick<VariantValue>(
    ...Array.from({ length: 5 }, () => ({ kind: 'exponential', meanS })),
    { kind: 'constant', meanS }, { kind: 'lognormal', meanS, cv: 1.5 }, { kind: 'erlang', meanS, phases: 3 }, { kind: 'hyperexponential', meanS, cv: 2 },
  );

  /** A line of workers for a stream of this rate; answers the stations that send on. */
  const line = (from: readonly string[], rate: number): string[] => {
    const workers = pick(1, 1, 1, 2, 4);
    const load = 0.3 + 0.5 * chance();
    const service = times((load * workers) / rate);
    const room = pick<Partial<StationSpec>>({ capacityJobs: 'unbounded' }, { capacityJobs: 'unbounded' }, { capacityJobs: 400 }, { capacityJobs: 4, whenFull: { kind: 'shed-newest' } }, { capacityJobs: 4 });
    const queue = add('line', { kind: 'queue', ...room });
    link(from, queue);
    if (workers === 4 && chance() < 0.5) {
      const twins = [add('desk', { kind: 'workers', workers: 2, service }), add('desk', { kind: 'workers', workers: 2, service })];
      for (const twin of twins) {
        link([queue], twin);
        pools.add(`${queue}>${twin}`);
      }
      return twins;
    }
    const desk = add('desk', { kind: 'workers', workers, service });
    link([queue], desk);
    return [desk];
  };

  const sources = chance() < 0.3 ? 2 : 1;
  let ends = Array.from({ length: sources }, () => add('source', {
    kind: 'producer', arrivals: pick<VariantValue>(...Array.from({ length: 6 }, () => ({ kind: 'poisson', ratePerS: ratePerS / sources })), { kind: 'regular', ratePerS: ratePerS / sources }),
  }));
  for (let n = 1 + Math.floor(3 * chance()); n > 0; n--) ends = line(ends, ratePerS);
  link(ends, add('end', { kind: 'sink' }));
  return {
    pools,
    scenario: {
      format: 'spillway/1', title: '', about: '', seed: 1, warmupS: (0.1 * jobs) / ratePerS, durationS: jobs / ratePerS, classes: { a: { share: 1, priority: 0 }, b: { share: 2, priority: 3 } },
      stations, links, timeline: [], checks: [], changelog: [],
    },
  };
}
