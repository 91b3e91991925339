import { jobIdOf, originOfJobId, rootOfJobId, serialOfJobId } from '../../../simulations/engine/frame';
import type { JobClass, Scenario, StationSpec } from '../../../simulations/scenario/scenario';

/** What makes the requests of two versions the same: their producers and classes. */

/** A parameter of what comes from outside, which both have to meet. Those of classes cannot be changed while a run goes on. */
export function comesFromOutside(path: string, { stations }: Scenario): boolean {
  const [place, id = ''] = path.split('.');
  return place === 'stations' && Object.hasOwn(stations, id) && stations[id]?.kind === 'producer';
}

/** A version with what has been changed in producers and classes between two states of the leading scenario. */
export function withSources(version: Scenario, before: Scenario, after: Scenario): Scenario {
  if (before === after) return version;
  const stations = Object.entries(version.stations).map(([id, spec]): [string, StationSpec] => (
    [id, spec.kind === 'producer' ? changed(spec, before.stations[id], after.stations[id]) : spec]
  ));
  const classes = Object.entries(version.classes).map(([id, spec]): [string, JobClass] => [id, changed(spec, before.classes[id], after.classes[id])]);
  return { ...version, stations: Object.fromEntries(stations), classes: Object.fromEntries(classes) };
}

/** Where it stands in the picture and what it is called are no part of the requests. */
const LOOKS: readonly string[] = ['at', 'label', 'kind'];

function changed<T extends object>(spec: T, before: T | undefined, after: T | undefined): T {
  if (before === undefined || after === undefined) return spec;
  const keys = Object.keys(after).filter((key) => !LOOKS.includes(key) && JSON.stringify(after[key as keyof T]) !== JSON.stringify(before[key as keyof T]));
  return keys.length === 0 ? spec : { ...spec, ...Object.fromEntries(keys.map((key) => [key, after[key as keyof T]])) };
}

/** The number that a job has in another version: it is the same job if its producer is there. 0: it is not. Jobs are numbered by their producer's place among the stations. */
export function sameJob(job: number, from: Scenario, to: Scenario): number {
  const root = rootOfJobId(job);
  const id = Object.keys(from.stations)[originOfJobId(root)] ?? '';
  const producer = Object.keys(to.stations).indexOf(id);
  return producer < 0 ? 0 : jobIdOf(producer, serialOfJobId(root), 0);
}
