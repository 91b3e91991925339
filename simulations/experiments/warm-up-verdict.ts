import { WindowStation } from '../engine/frame';
import { mser5, startsLikeItGoesOn } from '../metrics/warm-up';
import { numeral } from '../scenario/wording';
import type { WindowSeries } from './window-series';

/** Whether the figures began after the run had forgotten that it started empty. */
export interface WarmUpVerdict {
  /** null: cannot be told. */
  readonly enough: boolean | null;
  /** In a sentence, whatever the answer. */
  readonly why: string;
}

/** Below it the start is unlike the rest; between the two it may be chance. */
const SURE = 0.001;

/**
 * Looks at how many jobs are inside, from window to window. `broken`: why the run has no one steady state, or ''. A run that nothing changed
 * starts empty, and can begin too low only; `mayStartHigh` where something was changed before the figures began.
 */
export function warmUpVerdict(windows: WindowSeries, broken: string, mayStartHigh: boolean): WarmUpVerdict {
  const say = (enough: boolean | null, why: string): WarmUpVerdict => ({ enough, why });
  if (broken !== '') return say(null, `${broken}, so there is no one state to warm up to`);
  const even = windows.evenTail();
  const spansNs = even.spansNs();
  const inside = even.ofStations(WindowStation.jobsNs).map((jobsNs, w) => jobsNs / spansNs[w]);
  if (inside.length > 0 && inside.every((jobs) => jobs === inside[0])) return say(true, 'the number of jobs inside never changes');

  const start = startsLikeItGoesOn(inside);
  if (start === null) return say(null, 'there are too few windows of the run to compare its start with the rest');
  const cut = mser5(inside);
  // Each of the two alone is wrong about one long run in ten; a line that grows without end shows in both.
  if (start.isRestless && cut?.isFound !== true) return say(null, 'the number of jobs inside has not come to rest by the end of the run: it is too short to tell, or has no steady state');
  const chance = `p = ${Number(start.pValue.toPrecision(2))}`;
  if (start.passes) return say(true, `the number of jobs inside starts like it goes on (${chance})`);
  const how = start.t > 0 ? 'lower' : 'higher';
  // Two witnesses, because the test alone raises more false alarms than it says where waits are very much alike.
  if (start.pValue >= SURE || start.isRestless || cut?.isFound !== true || cut.values === 0 || (start.t < 0 && !mayStartHigh)) return say(null, `the number of jobs inside may have started ${how} than it goes on, or that is chance (${chance})`);
  return say(false, `the number of jobs inside starts ${how} than it goes on (${chance}); a warm-up longer by ${secondsText((cut.values * spansNs[0]) / 1e9)} would cut that off`);
}

function secondsText(seconds: number): string {
  return `${numeral(Number(seconds.toPrecision(2)))} s`;
}
