// Method: a scrambled diagram is laid out; what counts is that jobs go from left to right, on one level where they can, and that nothing overlaps.
import { expect, it } from 'vitest';
import { layOut } from '../../../../renderer/stage/geometry/layout';
import { tidyPlaces } from '../../../../renderer/stage/geometry/tidy';
import { withLink, withStation } from '../../../../renderer/document';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { Scenario } from '../../../../simulations/scenario/scenario';

function tidied(scenario: Scenario): Scenario {
  const shifts = tidyPlaces(scenario);
  const stations = Object.fromEntries(Object.entries(scenario.stations).map(([id, station]) => {
    const [x, y] = shifts.get(id) ?? [0, 0];
    return [id, { ...station, at: [(station.at?.[0] ?? 0) + x, (station.at?.[1] ?? 0) + y] as const }];
  }));
  return { ...scenario, stations };
}

const scrambled: Scenario = {
  ...boundedQueue,
  stations: Object.fromEntries(Object.entries(boundedQueue.stations).map(([id, station], n) => [id, { ...station, at: [-90 * n, 37 * n * n] as const }])),
};

it('a chain lies on one level, from left to right', () => {
  const { stations } = tidied(scrambled);
  const places = ['orders', 'inbox', 'pickers', 'done'].map((id) => stations[id]?.at ?? [0, 0]);
  expect(new Set(places.map(([, y]) => y)).size).toBe(1);
  expect(places.map(([x]) => x)).toEqual(places.map(([x]) => x).toSorted((a, b) => a - b));
});

it('branches do not overlap, circles and what is not linked are no trouble', () => {
  let scenario: Scenario = scrambled;
  for (const kind of ['workers', 'workers', 'queue']) scenario = withStation(scenario, { kind, after: 'inbox' }).scenario;
  scenario = withStation(scenario, { kind: 'producer' }).scenario;
  scenario = withLink(scenario, { from: 'workers', to: 'inbox' });
  const { stations } = layOut(tidied(scenario));
  for (const a of stations) {
    for (const b of stations) {
      const apart = a === b || a.x + a.form.width <= b.x || b.x + b.form.width <= a.x || a.y + a.form.height <= b.y || b.y + b.form.height <= a.y;
      expect(apart, `${a.id} and ${b.id}`).toBe(true);
    }
  }
});

it('done twice it changes nothing more', () => {
  expect(tidyPlaces(tidied(scrambled)).size).toBe(0);
});

it('what stood above stays above', () => {
  const second = withStation(boundedQueue, { kind: 'producer', at: [0, 300] });
  for (const up of [-300, 300]) {
    const scenario = withLink({ ...second.scenario, stations: { ...second.scenario.stations, producer: { kind: 'producer', at: [0, up] } } }, { from: 'producer', to: 'inbox' });
    const { stations } = tidied(scenario);
    expect(Math.sign((stations['producer']?.at?.[1] ?? 0) - (stations['orders']?.at?.[1] ?? 0)), String(up)).toBe(Math.sign(up));
  }
});
