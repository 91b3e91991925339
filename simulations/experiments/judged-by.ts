import { catalog } from '../catalog';
import type { DurationFigures } from '../metrics/duration-figures';
import type { EngineRun } from '../scenario/start-run';
import { changedDuringFigures, figuredScenario } from './figured-scenario';
import { groupVerdicts } from './group-verdict';
import { latencyIntervals } from './latency-intervals';
import type { Report } from './report';
import { theoryVerdicts } from './theory-verdict';
import { warmUpVerdict } from './warm-up-verdict';
import { wholeVerdict } from './whole-verdict';
import type { WindowSeries } from './window-series';

/** How far a report is to be trusted: its intervals, whether the warm-up was long enough, and what theory says. */
export function judgedBy(
  run: EngineRun, allWindows: WindowSeries, { latencyS, stations, simulatedS }: Pick<Report, 'stations' | 'simulatedS'> & { readonly latencyS: DurationFigures },
): Pick<Report, 'latencyS' | 'warmup' | 'theory' | 'theoryOfWhole'> {
  const sinceNs = run.figuresSinceNs;
  if (sinceNs < 0) {
    const why = 'the warm-up goes on';
    return { latencyS: { ...latencyS, ...latencyIntervals(allWindows.since(Infinity), latencyS, why) }, warmup: { enough: null, why }, theory: {}, theoryOfWhole: null };
  }
  const recording = run.recording();
  const scenario = figuredScenario(recording, sinceNs / 1e9, run.nowS);
  const windows = allWindows.since(sinceNs);
  const broken = changedDuringFigures(scenario);
  const warmup = warmUpVerdict(windows, broken, [...recording.scenario.timeline, ...recording.changes].length > 0);
  const spoilt = broken !== '' ? broken : warmup.enough === false ? `the warm-up was too short: ${warmup.why}` : '';
  const trusted = { latencyS: { ...latencyS, ...latencyIntervals(windows, latencyS, spoilt) }, warmup };
  // Thousands of runs of an experiment ask for no verdicts, and theory takes longer than a short run.
  if (allWindows.length === 0) return { ...trusted, theory: {}, theoryOfWhole: null };
  const evidence = { scenario, catalog, stations, windows, simulatedS, warmup };
  const theory = { ...theoryVerdicts(evidence), ...groupVerdicts(evidence) };
  return {
    ...trusted, theory,
    theoryOfWhole: wholeVerdict({ scenario, catalog, latencyS, windows, simulatedS, warmup, lines: theory }),
  };
}
