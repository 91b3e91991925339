import type { Gauge } from '../../simulations/engine/kind';
import { gaugesOf } from '../../simulations/scenario/gauges';
import type { Scenario } from '../../simulations/scenario/scenario';

/** What of a run is measured besides the whole: it follows from the scenario alone. */
export interface MeasuredShape {
  readonly stations: number;
  /** The links that call, by their number among all links: only they have anything to tell. */
  readonly calls: readonly number[];
  readonly gauges: readonly Gauge['is'][];
  /** Classes that are told of one by one: none where there is only one. */
  readonly classes: number;
}

export const NO_SHAPE: MeasuredShape = { stations: 0, calls: [], gauges: [], classes: 0 };

export function shapeOf(scenario: Scenario): MeasuredShape {
  const classes = Object.keys(scenario.classes).length;
  return {
    stations: Object.keys(scenario.stations).length,
    calls: scenario.links.flatMap(({ call }, n) => (call === undefined ? [] : [n])),
    gauges: gaugesOf(scenario).map(({ gauge }) => gauge.is),
    classes: classes > 1 ? classes : 0,
  };
}

/** When the plan makes the system another one: its changes, and the beginnings and ends of its faults. */
export function plannedBreaksS({ timeline }: Scenario): readonly number[] {
  return timeline.flatMap(({ atS, fault }) => (fault === undefined ? [atS] : [atS, atS + fault.forS]));
}
