import { describe, expect, it } from 'vitest';
import { hasBasin } from '../../../../renderer/stage/geometry/form';
import { layOut, type PlacedStation } from '../../../../renderer/stage/geometry/layout';
import { nameRooms } from '../../../../renderer/stage/geometry/name-room';
import { nameOf } from '../../../../renderer/stage/station-words';
import { libraryScenarios } from '../../../../simulations/library';

// Method: every station of the library with a name that takes all the room it may have; where names stand on one level, none lies on another. The names the library has keep their whole length.
/** Its name is written larger from afar, and a letter of it is at most so wide, on average. */
const LETTER_PX = 14 * 1.25 * 0.66;

function nameBox({ x, y, form }: PlacedStation, room: number): { readonly left: number; readonly right: number; readonly at: number } {
  const left = hasBasin(form.kind) ? x + 8 : x + (form.width - room) / 2;
  return { left, right: left + room, at: y + form.river };
}

describe('names have room', () => {
  for (const { id, scenario } of libraryScenarios) {
    it(id, () => {
      const { stations } = layOut(scenario);
      const rooms = nameRooms(stations);
      const boxes = stations.map((station) => ({ id: station.id, ...nameBox(station, rooms.get(station.id) ?? Infinity) }));
      const pairs = boxes.flatMap((a) => boxes.filter((b) => b.at === a.at && b.left >= a.left && b.id !== a.id).map((b) => [a, b] as const));
      expect(pairs.filter(([a, b]) => a.right > b.left).map(([a, b]) => `${a.id} on ${b.id}`)).toEqual([]);
      const tooLong = stations.filter((station) => nameOf(station.id, scenario.stations[station.id]!).length * LETTER_PX > rooms.get(station.id)!);
      expect(tooLong.map((station) => `${station.id} has ${rooms.get(station.id)}`)).toEqual([]);
    });
  }
});
