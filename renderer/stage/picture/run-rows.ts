import { classDeadlineNs, type Scenario } from '../../../simulations/scenario/scenario';
import type { Layout } from '../geometry/layout';

/** Frames speak of stations, links and classes by their order in the run's scenario, which may be older than the drawn one: here are their rows in the layout. */
export class RunRows {
  stations = new Int32Array(0);
  links = new Int32Array(0);
  /** The station before each link. */
  linkFrom = new Int32Array(0);
  /** How long each link takes, ns. */
  linkDelayNs = new Float64Array(0);
  /** The deadline of each class, ns after the intended time; Infinity: none. */
  deadlineNs = new Float64Array(0);

  set(layout: Layout, { stations, links, classes }: Pick<Scenario, 'stations' | 'links' | 'classes'>): void {
    const row = (id: string) => layout.stations.findIndex((station) => station.id === id);
    this.stations = Int32Array.from(Object.keys(stations), row);
    this.links = Int32Array.from(links, ({ from, to }) => layout.links.findIndex((link) => link.from === from && link.to === to));
    this.linkFrom = Int32Array.from(links, ({ from }) => row(from));
    this.linkDelayNs = Float64Array.from(links, ({ delayS = 0 }) => delayS * 1e9);
    this.deadlineNs = Float64Array.from(Object.values(classes), classDeadlineNs);
  }

  /** −1: it is not drawn. */
  station(index: number): number { return this.stations[index] ?? -1; }
  link(index: number): number { return this.links[index] ?? -1; }
}
