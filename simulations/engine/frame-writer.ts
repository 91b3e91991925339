import { MOVES_AT, f64, i32, linkAt } from './arena';
import { breakerState } from './breakers';
import { arrivedAt, insideJobs, madeJobs, shedAt } from './figures';
import {
  FRAME_HEADER, Header, LINK_STRIDE, LinkState, MOVE_STRIDE, OCCUPANTS_MAX, OCCUPANT_STRIDE, Occupant, SHED_REASONS, STATION_STRIDE, StationFault, StationState,
} from './frame';
import { deadlineNs } from './job-class';
import { LIST_COUNT } from './job-list';
import type { Kernel } from './kernel';
import type { StationGauges } from './kind';
import {
  CRASHED, DOOR_HEAD, FAULT_SHARE, INSIDE, J_BORN, J_ID, J_SINCE, J_SORT, LEFT, L_LINE, PAUSED, SHED, SLOWNESS, classIndexOfSort, stationAt,
} from './layout';
import type { WindowLog } from './window-log';

/** Writes a frame (layout in frame.ts); uses `into` where it is large enough. */
export function writeFrame(
  k: Kernel, windows: WindowLog, span: { readonly fromNs: number; readonly stop: number }, into?: Float64Array,
): Float64Array {
  const stations = k.plan.stations.slice(0, k.stationCount); // links that take time are not shown
  const links = k.plan.links.filter(({ index }) => index === undefined).length; // nor are their second halves
  const occupantsAt = FRAME_HEADER + k.moves * MOVE_STRIDE + stations.length * STATION_STRIDE + links * LINK_STRIDE;
  const lengthMax = occupantsAt + occupantsMax(k) * OCCUPANT_STRIDE + windows.length;
  const n = into !== undefined && into.length >= lengthMax ? into : new Float64Array(Math.ceil(lengthMax * 1.5));

  n[Header.fromNs] = span.fromNs;
  n[Header.nowNs] = k.nowNs;
  n[Header.events] = k.eventCount;
  n[Header.made] = k.earlier[0] + madeJobs(k);
  n[Header.inside] = insideJobs(k);
  n[Header.sampleEvery] = k.sampleEvery;
  n[Header.watched] = k.watchedJob;
  n[Header.stop] = span.stop;

  n[Header.movesAt] = FRAME_HEADER;
  n[Header.moves] = k.moves;
  n.set(f64.subarray(MOVES_AT, MOVES_AT + k.moves * MOVE_STRIDE), FRAME_HEADER);

  const stationsAt = FRAME_HEADER + k.moves * MOVE_STRIDE;
  n[Header.stationsAt] = stationsAt;
  n[Header.stations] = stations.length;
  for (let s = 0; s < stations.length; s++) writeStation(k, s, n, stationsAt + s * STATION_STRIDE);

  n[Header.linksAt] = stationsAt + stations.length * STATION_STRIDE;
  n[Header.links] = links;
  writeLinks(k, n, n[Header.linksAt], links);

  n[Header.occupantsAt] = occupantsAt;
  let o = occupantsAt;
  for (let s = 0; s < stations.length; s++) {
    let left = OCCUPANTS_MAX;
    stations[s].kind.occupants?.(k, stationAt(s), (j, place, state, untilNs) => {
      if (left-- <= 0) return false;
      n[o + Occupant.station] = s;
      n[o + Occupant.place] = place;
      n[o + Occupant.job] = f64[j + J_ID];
      n[o + Occupant.bornNs] = f64[j + J_BORN];
      n[o + Occupant.deadlineNs] = deadlineNs(j);
      n[o + Occupant.sinceNs] = f64[j + J_SINCE];
      n[o + Occupant.untilNs] = untilNs;
      n[o + Occupant.state] = state + 16 * classIndexOfSort(i32[(j << 1) + J_SORT]);
      o += OCCUPANT_STRIDE;
      return true;
    });
  }

  n[Header.occupants] = (o - occupantsAt) / OCCUPANT_STRIDE;
  const windowsAt = o;
  n[Header.length] = windowsAt + windows.length;
  n[Header.windowsAt] = windowsAt;
  n[Header.windows] = windows.count;
  n.set(windows.numbers.subarray(0, windows.length), windowsAt);
  return n;
}

/** No more stand still than are inside. */
function occupantsMax(k: Kernel): number {
  return k.plan.stations.slice(0, k.stationCount).reduce((sum, _, s) => sum + Math.min(i32[(stationAt(s) << 1) + INSIDE], OCCUPANTS_MAX), 0);
}

const gauges: StationGauges = { waiting: 0, inService: 0, blocked: 0, places: 0, own: 0 };

function writeStation(k: Kernel, index: number, n: Float64Array, o: number): void {
  gauges.waiting = gauges.inService = gauges.blocked = gauges.places = gauges.own = 0;
  const s = stationAt(index);
  k.plan.stations[index].kind.observe(k, s, gauges);
  n[o + StationState.inside] = i32[(s << 1) + INSIDE];
  n[o + StationState.waiting] = gauges.waiting;
  n[o + StationState.inService] = gauges.inService;
  n[o + StationState.blocked] = gauges.blocked;
  n[o + StationState.places] = gauges.places;
  n[o + StationState.arrived] = k.earlier[3 * index + 1] + arrivedAt(s);
  n[o + StationState.left] = k.earlier[3 * index + 2] + f64[s + LEFT];
  n[o + StationState.shed] = k.earlier[3 * index + 3] + shedAt(s);
  n[o + StationState.refusing] = i32[(s << 1) + DOOR_HEAD] === 0 ? 0 : 1;
  n[o + StationState.fault] = faultsOf(s);
  n[o + StationState.own] = gauges.own;
  for (let r = 0; r < SHED_REASONS.length; r++) n[o + StationState.shedFor + r] = f64[s + SHED + r];
}

const faultsOf = (s: number): number =>
  (f64[s + SLOWNESS] === 1 ? 0 : StationFault.slow) + (i32[(s << 1) + PAUSED] > 0 ? StationFault.paused : 0)
  + (i32[(s << 1) + CRASHED] > 0 ? StationFault.crashed : 0) + (f64[s + FAULT_SHARE] > 0 ? StationFault.fails : 0);

function writeLinks(k: Kernel, n: Float64Array, at: number, links: number): void {
  for (let l = 0; l < links; l++) {
    const link = linkAt(l);
    const o = at + l * LINK_STRIDE;
    n[o + LinkState.breaker] = breakerState(link);
    n[o + LinkState.cut] = k.isCut(link) ? 1 : 0;
    n[o + LinkState.waiting] = i32[(link << 1) + L_LINE + LIST_COUNT];
  }
}
