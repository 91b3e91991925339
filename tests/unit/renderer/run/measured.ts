import { plannedBreaksS, shapeOf } from '../../../../renderer/run/measured-shape';
import { Measurements } from '../../../../renderer/run/measurements';
import { FrameView } from '../../../../simulations/engine/frame-view';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun, type EngineRun } from '../../../../simulations/scenario/start-run';

export interface Measured {
  readonly run: EngineRun;
  readonly measurements: Measurements;
  /** Goes on to this model time, in frames, and closes the open window. */
  readonly goTo: (timeS: number) => void;
}

/** A real run whose windows are added up as the screen does it. */
export function measured(scenario: Scenario, { seed = 1, windowS = 0.5, rateSpanS = 1, rollingS = 10 } = {}): Measured {
  const started = startRun(scenario, { seed, endS: Infinity });
  if (!started.ok) throw new Error(started.problems.map(({ message }) => message).join('; '));
  const run = started.value;
  const measurements = new Measurements();
  measurements.reset(shapeOf(scenario), scenario.warmupS, { rateSpanS, rollingS }, plannedBreaksS(scenario));
  run.setWindowS(windowS);
  const read = (): void => measurements.add(new FrameView(run.readFrame()));
  return {
    run, measurements,
    goTo: (timeS) => {
      while (!run.advanceSome(timeS, 1e5)) read();
      run.setWindowS(windowS);
      read();
    },
  };
}
