// Method: small drawings with and without a circle, and the longest row that a scenario may hold.
import { expect, it } from 'vitest';
import { instantCircle } from '../../../../simulations/scenario/instant-circle';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';

function drawing(kinds: Readonly<Record<string, string>>, ...links: readonly string[]): Scenario {
  return {
    ...libraryScenarios[0]!.scenario,
    stations: Object.fromEntries(Object.entries(kinds).map(([id, kind]) => [id, { kind }])),
    links: links.map((link) => { const [from = '', to = ''] = link.split('>'); return { from, to }; }),
  };
}

it('names the stations of a circle in which no time passes', () => {
  const circle = drawing({ a: 'queue', b: 'queue', c: 'queue', end: 'sink' }, 'a>b', 'b>c', 'c>b', 'c>end');
  expect(instantCircle(circle)).toEqual([{ path: 'stations.b', message: 'lies on a circle in which no station takes time: b > c > b; put workers into it' }]);
});

it('lets a circle be in which workers take time, and two ways that meet again', () => {
  expect(instantCircle(drawing({ a: 'queue', b: 'workers' }, 'a>b', 'b>a'))).toEqual([]);
  expect(instantCircle(drawing({ a: 'queue', b: 'queue', c: 'queue', d: 'queue' }, 'a>b', 'a>c', 'b>d', 'c>d'))).toEqual([]);
});

it('looks through a thousand queues in a row', () => {
  const ids = Array.from({ length: 1000 }, (_, n) => `q${n}`);
  const row = ids.slice(1).map((id, n) => `${ids[n]!}>${id}`);
  const kinds = Object.fromEntries(ids.map((id) => [id, 'queue']));
  expect(instantCircle(drawing(kinds, ...row))).toEqual([]);
  expect(instantCircle(drawing(kinds, ...row, 'q999>q0'))).toHaveLength(1);
});
