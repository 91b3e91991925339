import { expect } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import type { Catalog } from '../../../../simulations/engine/kind';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { recogniseGroups, recogniseModels, type Recognised } from '../../../../simulations/theory/recognise';

// Stations and scenarios in few words, and what is expected of what is recognised in them.

export const poisson = (ratePerS: number): StationSpec => ({ kind: 'producer', arrivals: { kind: 'poisson', ratePerS } });
export const regular = (ratePerS: number): StationSpec => ({ kind: 'producer', arrivals: { kind: 'regular', ratePerS } });
export const traced: StationSpec = { kind: 'producer', arrivals: { kind: 'trace', csv: 'atS\n1\n2\n' } };
export const queue = (capacityJobs: number | 'unbounded' = 'unbounded', whenFull = 'block'): StationSpec => ({ kind: 'queue', capacityJobs, whenFull: { kind: whenFull } });
export const desk = (workers: number, meanS: number): StationSpec => ({ kind: 'workers', workers, service: { kind: 'exponential', meanS } });
export const served = (workers: number, service: VariantValue): StationSpec => ({ kind: 'workers', workers, service });
export const sink: StationSpec = { kind: 'sink' };

/** Each way is a row of links: 'source > line > desk > end'. */
export function scenario(stations: Readonly<Record<string, StationSpec>>, ways: readonly string[], rest: Partial<Scenario> = {}): Scenario {
  const links: LinkSpec[] = ways.flatMap((way) => {
    const ids = way.split(' > ');
    return ids.slice(1).map((to, i) => ({ from: ids[i]!, to }));
  });
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100, classes: { job: { share: 1, priority: 0 } },
    stations, links, timeline: [], checks: [], changelog: [], ...rest,
  };
}

/** In a row: source, line, desk, end. */
export function row(parts: { source?: StationSpec; line?: StationSpec; desk?: StationSpec }, rest: Partial<Scenario> = {}): Scenario {
  return scenario({ source: poisson(8), line: queue(), desk: desk(1, 0.1), ...parts, end: sink }, ['source > line > desk > end'], rest);
}

export const recognise = (given: Scenario, part = 'line>desk', known: Catalog = catalog): Recognised => {
  const found = { ...recogniseModels(given, known), ...recogniseGroups(given, known) };
  expect(Object.keys(found)).toContain(part);
  return found[part]!;
};

export function expectFit(found: Recognised, model: string): void {
  expect(found.why).toBe('');
  expect(found.model).toBe(model);
  expect(found.source).not.toBe('');
  expect(found.figures).not.toBeNull();
}

export function expectMiss(found: Recognised, ...whys: (string | RegExp)[]): void {
  for (const why of whys) expect(found.why).toMatch(why);
  expect(found).toMatchObject({ model: '', modelId: null, figures: null });
  expect(found.why).not.toBe('');
}
