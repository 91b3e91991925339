import { hasBasin, type StationForm } from './form';
import type { PlacedStation } from './layout';

/** Between names that stand side by side. */
const GAP = 10;
/** A name begins at least so much below the river, and even a large one ends above the other. */
const NAME_TOP = 14;
const NAME_BOTTOM = 64;

/** How far from the left end of its box the words beside a basin begin. */
const ASIDE = 8;

/**
 * How wide the name of each station may be drawn: as wide as the station itself, and beyond that half of the way to whatever stands beside it.
 * However long names are, they do not lie on each other.
 */
export function nameRooms(stations: readonly PlacedStation[]): ReadonlyMap<string, number> {
  return new Map(stations.map((station) => [station.id, nameRoom(station, stations)]));
}

function nameRoom(station: PlacedStation, all: readonly PlacedStation[]): number {
  const [left, right] = [station.x, station.x + station.form.width];
  const [top, bottom] = [station.y + station.form.river + NAME_TOP, station.y + station.form.river + NAME_BOTTOM];
  let [from, to] = [-Infinity, Infinity];
  for (const other of all) {
    const { x, y, form: { width, height, kind } } = other;
    if (other === station || y > bottom || y + height < top) continue;
    if (x + width <= left) from = Math.max(from, (x + width + left) / 2);
    // Words that begin at the left end of their station leave the whole way up to it.
    else if (x >= right) to = Math.min(to, hasBasin(kind) ? x : (right + x) / 2);
  }
  const room = hasBasin(station.form.kind) ? to - left - ASIDE : 2 * Math.min(middleOf(station) - from, to - middleOf(station));
  return Math.max(room, station.form.width) - GAP;
}

const middleOf = ({ x, form }: { readonly x: number; readonly form: StationForm }): number => x + form.width / 2;
