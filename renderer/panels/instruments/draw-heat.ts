import { barFloorS, type HeatMap } from '../../run';
import { formatCount, formatDuration } from '../../ui/format';
import { drawMarkLines, drawTimeTicks } from './draw-time-chart';
import type { Mark } from './marks';
import { logBounds, logTicks } from './nice-range';
import type { Pen } from './pen';
import type { Span } from './visible-span';

export interface HeatModel {
  readonly map: HeatMap;
  readonly span: Span;
  readonly marks: readonly Mark[];
  readonly warmupS: number;
  readonly n: number;
}

/** The axis as long as there is nothing to draw. */
const NOTHING_S = [0.001, 1] as const;
const UNSEEN_SHARE = 0.005;
/** Lighter shares than this are still seen. */
const ALPHA_MIN = 0.12;

/** Latency upwards, time to the right; the stronger the colour, the larger the share of the jobs of that moment. */
export function drawHeat(pen: Pen, { map, span, marks, warmupS }: HeatModel): void {
  const left = 3.1 * pen.rem;
  const right = pen.width - 8;
  const top = 6;
  const bottom = pen.height - 1.25 * pen.rem;
  const x = (atS: number): number => left + ((right - left) * (atS - span.fromS)) / (span.toS - span.fromS);
  const bars = map.columns[0]?.length ?? 0;
  const first = firstThatShows(map);
  // Round bounds, with room for labels also where all that is there is one bar.
  const [low, high] = bars === 0 ? NOTHING_S : logBounds(Math.max(barFloorS(map.firstBar + first), 1e-9), barFloorS(map.firstBar + bars));
  const y = (seconds: number): number => bottom - ((bottom - top) * Math.log(Math.max(seconds, low) / low)) / Math.log(high / low);

  map.columns.forEach((column, place) => {
    const from = Math.max(left, x(map.edgesS[place] ?? 0));
    const to = Math.min(right, x(map.edgesS[place + 1] ?? 0));
    const n = column.reduce((sum, count) => sum + count, 0);
    if (n === 0 || to <= from) return;
    column.forEach((count, bar) => {
      if (count === 0 || bar < first) return;
      const upper = y(barFloorS(map.firstBar + bar + 1));
      const lower = y(barFloorS(map.firstBar + bar));
      pen.rect(from, upper, to - from + 0.4, lower - upper + 0.4, 'sky', ALPHA_MIN + (1 - ALPHA_MIN) * Math.min(1, Math.sqrt((2.5 * count) / n)));
    });
  });
  let free = Infinity;
  for (const tick of logTicks(low, high)) {
    pen.rect(left, Math.round(y(tick)), right - left, 1, 'line', 0.8);
    if (free - y(tick) < 0.95 * pen.rem) continue;
    pen.text(formatDuration(tick), left - 5, y(tick), { align: 'right' });
    free = y(tick);
  }
  drawTimeTicks(pen, span, { left, right, top, bottom });
  drawMarkLines(pen, { span, marks, warmupS }, { left, right, top, bottom });
}

/** Quick jobs are few and far down: the lower edge is where a two-hundredth of all is below it. */
function firstThatShows({ columns }: HeatMap): number {
  const all = columns.reduce<number[]>((sum, column) => column.map((count, bar) => count + (sum[bar] ?? 0)), []);
  const n = all.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return Math.max(0, all.findIndex((count) => (below += count) > UNSEEN_SHARE * n));
}

export function heatWords({ map, span, n }: HeatModel): string {
  const bars = map.columns[0]?.length ?? 0;
  if (n === 0) return 'Latency over time: No job served in this stretch.';
  return `Latency over time, ${formatCount(n)} jobs from ${formatDuration(span.fromS)} to ${formatDuration(span.toS)}: from ${formatDuration(barFloorS(map.firstBar))} to ${formatDuration(barFloorS(map.firstBar + bars))}.`;
}
