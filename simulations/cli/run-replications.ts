import type { Figures } from '../experiments/figure-names';
import { replicationSeed } from '../experiments/replication-seed';
import type { FigurePath } from '../experiments/report-figures';
import type { Problem } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import { failedUnits } from './failed-units';
import type { Io } from './io';
import { ProgressBar } from './progress-bar';
import { runUnits } from './unit-pool';

export interface Replications {
  /** For each scenario, the figures of each replication. Of all or of nothing: half of a comparison compares nothing. */
  readonly figures: readonly (readonly Figures[])[];
  readonly stopped: readonly string[];
  readonly isInterrupted: boolean;
  readonly problems: readonly Problem[];
}

/** The same seeds for each scenario, on all cores. */
export async function runReplications(
  scenarios: readonly Scenario[], { seed, replications, names, cores }: { readonly seed: number; readonly replications: number; readonly names: readonly FigurePath[]; readonly cores: number }, io: Io,
): Promise<Replications> {
  const units = scenarios.flatMap((_, point) => Array.from({ length: replications }, (__, r) => ({ unit: point * replications + r, seed: replicationSeed(seed, r), point })));
  const bar = new ProgressBar(io, units.length);
  let events = 0;
  const done = await runUnits({
    units, scenarioAt: (point) => scenarios[point], figures: names, cores,
    onDone: (_unit, result, count) => {
      events += result.events;
      bar.showShare(count / units.length, () => `${numeral(count)} of ${numeral(units.length)} runs  ${numeral(events)} events`);
    },
  }, io);
  bar.clear();
  const problems = failedUnits(done.failed, 'run');
  if (done.isInterrupted || problems.length > 0) return { figures: [], stopped: [], isInterrupted: done.isInterrupted, problems };
  const at = (unit: number) => done.results.get(unit)!;
  return {
    figures: scenarios.map((_, point) => Array.from({ length: replications }, (__, r) => at(point * replications + r).figures)),
    stopped: [...new Set([...done.results.values()].map(({ stopped }) => stopped).filter((why) => why !== ''))],
    isInterrupted: false, problems,
  };
}
