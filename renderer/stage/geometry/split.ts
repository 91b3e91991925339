import type { Scenario } from '../../../simulations/scenario/scenario';
import { layOut } from './layout';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Two pictures one above the other, or side by side. */
export type Split = 'rows' | 'columns';

/** The box around a scenario's stations. */
export function sizeOfDiagram(scenario: Pick<Scenario, 'stations' | 'links'>): Size {
  const { stations } = layOut(scenario);
  const span = (from: (index: number) => number, to: (index: number) => number): number => (
    stations.reduce((most, _, index) => Math.max(most, to(index)), -Infinity) - stations.reduce((least, _, index) => Math.min(least, from(index)), Infinity)
  );
  const at = (index: number) => stations[index] ?? { x: 0, y: 0, form: { width: 0, height: 0 } };
  return {
    width: Math.max(1, span((n) => at(n).x, (n) => at(n).x + at(n).form.width)),
    height: Math.max(1, span((n) => at(n).y, (n) => at(n).y + at(n).form.height)),
  };
}

/** How to share out the room so that the diagram that is drawn smaller is drawn as large as can be. */
export function betterSplit(diagrams: readonly Size[], { width, height }: Size): Split {
  const zoom = (room: Size): number => Math.min(...diagrams.map((each) => Math.min(room.width / each.width, room.height / each.height)));
  return zoom({ width, height: height / 2 }) >= zoom({ width: width / 2, height }) ? 'rows' : 'columns';
}
