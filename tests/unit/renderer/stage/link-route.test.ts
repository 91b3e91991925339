import { describe, expect, it } from 'vitest';
import { layOut, type PlacedLink, type PlacedStation } from '../../../../renderer/stage/geometry/layout';
import { libraryScenarios } from '../../../../simulations/library';

// Method: every link of every scenario in the library, as it is drawn, against the words under every station and against the stations that it does not join: no link may run through them.
const isAside = ({ kind }: PlacedStation['form']): boolean => ['queue', 'limiter', 'gate', 'topic'].includes(kind);

/** Where a station's name and number stand: two lines, as wide as most are. */
function words({ x, y, form }: PlacedStation): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number } {
  const low = form.kind === 'workers' || form.kind === 'queue' || form.kind === 'topic' ? form.grid.pitch / 2 : 24;
  const top = y + form.river + low + 16;
  const middle = x + form.width / 2;
  return { ...(isAside(form) ? { left: x + 12, right: x + 92 } : { left: middle - 32, right: middle + 32 }), top, bottom: top + 28 };
}

function runsThrough(way: PlacedLink['way'], { x, y, form }: PlacedStation): boolean {
  return way.some((at, i) => i % 2 === 0 && at > x && at < x + form.width && (way[i + 1] ?? 0) > y && (way[i + 1] ?? 0) < y + form.river);
}

/** Seven racks in two columns between a fork and a join: there the words, which have a rim of the ground's colour, lie over what passes. */
const CLOSE = ['tail-at-scale', 'good-enough'];

describe('links keep clear of words', () => {
  for (const { id, scenario } of libraryScenarios.filter((each) => !CLOSE.includes(each.id))) {
    it(id, () => {
      const { stations, links } = layOut(scenario);
      const crossed = links.flatMap(({ from, to, way }) => stations.flatMap((station) => {
        const { left, right, top, bottom } = words(station);
        const isIn = way.some((at, i) => i % 2 === 0 && at > left && at < right && (way[i + 1] ?? 0) > top && (way[i + 1] ?? 0) < bottom);
        return isIn ? [`${from} > ${to} through the words of ${station.id}`] : [];
      }));
      expect(crossed).toEqual([]);
      const hidden = links.flatMap(({ from, to, way }) => stations.filter((station) => station.id !== from && station.id !== to && runsThrough(way, station)).map((station) => `${from} > ${to} behind ${station.id}`));
      expect(hidden).toEqual([]);
    });
  }
});
