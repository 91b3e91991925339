import { HISTOGRAM_INTS, ROOM_AT, ROOM_INTS } from './arena';
import type { KernelPlan } from './kernel';

/** How a plan divides the arena's room: histograms of stations, of calls, private tables, lists of links. Places in whole numbers. */
export interface Room {
  /** For each station 1 where it needs a histogram of latencies besides its kind's own. */
  readonly latencies: readonly number[];
  readonly histogramInts: readonly number[];
  /** Where the histograms end and the tables begin, where the lists of links begin, and the end of it all. */
  readonly tablesAt: number;
  readonly outLinksAt: number;
  readonly roomEnd: number;
}

export function roomOf({ stations, links, classes }: KernelPlan): Room {
  const classInts = classes.length * HISTOGRAM_INTS;
  const leadsOn = new Set(links.filter(({ calls }) => calls !== true).map(({ from }) => from));
  // Jobs end as served where the way ends, and where a kind says that it may end them.
  const latencies = stations.map(({ kind }, index) => (kind.histograms?.[0] !== 'latencyS' && (kind.ends === true || !leadsOn.has(index)) ? 1 : 0));
  const histogramInts = stations.map(({ kind }, index) => ((kind.histograms?.length ?? 0) + latencies[index]) * classInts);
  const callInts = links.filter(({ calls }) => calls === true).length * classInts;
  const tablesAt = 2 * ROOM_AT + sum(histogramInts) + callInts;
  const outLinksAt = tablesAt + sum(stations.map(({ kind }) => kind.tableWords ?? 0));
  return { latencies, histogramInts, tablesAt, outLinksAt, roomEnd: outLinksAt + links.length };
}

/** What a plan needs beside what there is, in MB. */
export function roomMb(plan: KernelPlan): { readonly needed: number; readonly there: number } {
  const mb = (ints: number): number => Math.ceil((4 * ints) / 1e6);
  return { needed: mb(roomOf(plan).roomEnd - 2 * ROOM_AT), there: mb(ROOM_INTS) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
