import { HISTOGRAM_INTS, ROOM_AT, classAt, f64, i32, linkAt } from './arena';
import { callDesk } from './calls';
import { jobIdOf } from './frame';
import type { Kernel } from './kernel';
import type { StationKind } from './kind';
import {
  BLOCKED_AT_DOOR, CALL_COUNT, C_DEADLINE, C_PRIORITY, C_SHARE_UP_TO, HISTOGRAM_AT, INDEX, JOB_0, KIND_SHIFT, LATENCY_AT, L_ASKS, L_FROM, L_HISTOGRAM_AT, L_INDEX, L_KIND, L_TO, L_WAY,
  ORIGIN_KEY, OUT_AT, OUT_COUNT, SLOWNESS, STREAMS, TABLE_AT, WHAT, stationAt,
} from './layout';
import type { Room } from './room';

/** Writes the records of a plan's stations, links and classes into the arena, which holds nothing of it yet. Returns where each histogram of latencies begins. */
export function writeRecords({ plan, dispatch, stationCount }: Kernel, room: Room): readonly number[] {
  const { stations, links, classes } = plan;
  const kindNumber = (kind: StationKind): number => dispatch.kinds.indexOf(kind);
  const classInts = classes.length * HISTOGRAM_INTS;
  const latenciesAt: number[] = [];
  let histogramAt = 2 * ROOM_AT;
  let tableAt = room.tablesAt;
  let outAt = room.outLinksAt;

  stations.forEach(({ kind, id }, index) => {
    const s = stationAt(index);
    const n = s << 1;
    i32[n + WHAT] = s + (kindNumber(kind) << KIND_SHIFT);
    f64[s + SLOWNESS] = 1;
    f64[s + JOB_0] = jobIdOf(index, 0, 0);
    f64[s + INDEX] = index;
    i32[n + BLOCKED_AT_DOOR] = kind.blockedAtDoor === true ? 1 : 0;
    i32[n + HISTOGRAM_AT] = histogramAt;
    histogramAt += room.histogramInts[index];
    const latencyAt = kind.histograms?.[0] === 'latencyS' ? i32[n + HISTOGRAM_AT] : histogramAt - classInts;
    if (room.latencies[index] > 0 || kind.histograms?.[0] === 'latencyS') {
      i32[n + LATENCY_AT] = latencyAt;
      latenciesAt.push(latencyAt);
    }
    i32[n + TABLE_AT] = tableAt;
    tableAt += kind.tableWords ?? 0;
    i32[n + OUT_AT] = outAt;
    links.forEach(({ from, calls }, l) => {
      if (from === index && calls !== true) i32[outAt++] = linkAt(l);
    });
    i32[n + OUT_COUNT] = outAt - i32[n + OUT_AT];
    links.forEach(({ from, calls }, l) => {
      if (from === index && calls === true) i32[outAt++] = linkAt(l);
    });
    i32[n + CALL_COUNT] = outAt - i32[n + OUT_AT] - i32[n + OUT_COUNT];
    kind.streams.forEach((purpose, stream) => {
      const [k0, k1] = plan.streamKeyOf(id, purpose);
      i32[n + 2 * STREAMS + 4 * stream] = k0;
      i32[n + 2 * STREAMS + 4 * stream + 1] = k1;
    });
    const [o0, o1] = plan.streamKeyOf(id, 'origin');
    i32[n + 2 * ORIGIN_KEY] = o0;
    i32[n + 2 * ORIGIN_KEY + 1] = o1;
  });

  links.forEach(({ from, to, index, calls }, l) => {
    const n = linkAt(l) << 1;
    i32[n + L_FROM] = stationAt(from);
    i32[n + L_TO] = stationAt(to);
    i32[n + L_KIND] = kindNumber(stations[to].kind);
    i32[n + L_ASKS] = kindNumber(calls === true ? callDesk : stations[from].kind);
    f64[linkAt(l) + L_INDEX] = index ?? l;
    if (from >= stationCount) f64[stationAt(from) + INDEX] = -1 - to;
    i32[n + L_WAY] = to >= stationCount ? stationAt(to) : 0;
    if (calls !== true) return;
    i32[n + L_HISTOGRAM_AT] = histogramAt;
    histogramAt += classInts;
  });
  // The desk of calls has the place of the station "none".
  i32[WHAT] = kindNumber(callDesk) << KIND_SHIFT;

  classes.forEach(({ shareUpTo, deadlineNs, priority }, c) => {
    f64[classAt(c) + C_SHARE_UP_TO] = shareUpTo;
    f64[classAt(c) + C_DEADLINE] = deadlineNs;
    f64[classAt(c) + C_PRIORITY] = priority;
  });
  return latenciesAt;
}
