import type { Look } from './look';

/** What a timeline item may act on: a change has a path, a fault names a station or a link. */
interface Act {
  readonly path?: unknown;
  readonly station?: unknown;
  /** A link's name, `from>to`. */
  readonly link?: unknown;
}

/** A system that changes under way has no one steady state. */
export function changesOf({ network, looked }: Look): string[] {
  for (const item of network.scenario.timeline) {
    const { atS, change, fault } = item as { readonly atS: number; readonly change?: Act; readonly fault?: Act };
    const ids = [...touchedBy(change, network.scenario), ...touchedBy(fault, network.scenario)];
    const id = ids.length === 0 ? '' : ids.find((each) => looked.has(each));
    if (id === undefined) continue;
    const name = network.stations.get(id)?.name ?? 'something';
    const when = `at ${Number(atS.toPrecision(4))} s`;
    return [fault === undefined ? `the timeline changes ${name} ${when}, so there is more than one steady state` : `the timeline has a fault of ${name} ${when}, so there is more than one steady state`];
  }
  return [];
}

/** The stations it may act on; none known: it may be any. */
function touchedBy(act: Act | undefined, { stations, links }: Look['network']['scenario']): string[] {
  if (act === undefined) return [];
  const [top, id = ''] = (typeof act.path === 'string' ? act.path : '').split('.');
  const name = top === 'links' ? id : act.link;
  const link = links.find(({ from, to }) => `${from}>${to}` === name);
  const ids = [act.station, top === 'stations' ? id : undefined, link?.from, link?.to];
  return ids.filter((each): each is string => typeof each === 'string' && Object.hasOwn(stations, each));
}
