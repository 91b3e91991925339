import type { ChartModel, LineModel } from './chart-model';
import type { Mark } from './marks';
import { labelledLogTicks, linearTicks, logTicks } from './nice-range';
import { figureText, formatNumber } from '../../ui/format';
import type { Pen } from './pen';
import { placeMarkWords } from './place-mark-words';
import { timeTick } from './time-tick';
import type { Span } from './visible-span';

const MARK_REM = 0.625;

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface TimeFrame {
  readonly span: Span;
  readonly marks: readonly Mark[];
  readonly warmupS: number;
}

/** A chart over time as a picture of its own, with the name and value of each line. On the screen uPlot draws it. */
export function drawTimeChart(pen: Pen, chart: ChartModel, tS: readonly number[], frame: TimeFrame): void {
  const { rem } = pen;
  const { lines, bounds: [low, high], scale } = chart;
  const entries = entriesOf(chart);
  const box: Box = { left: 3.4 * rem, right: pen.width - legendWidth(pen, entries), top: 0.6 * rem, bottom: pen.height - 1.6 * rem };
  const { left, right, top, bottom } = box;
  const x = (atS: number): number => left + ((right - left) * (atS - frame.span.fromS)) / (frame.span.toS - frame.span.fromS);
  const way = scale === 'log' ? (value: number) => Math.log(value / low) / Math.log(high / low) : (value: number) => (value - low) / (high - low);
  const y = (value: number): number => bottom - (bottom - top) * Math.min(1, Math.max(0, way(value)));

  const room = (bottom - top) / (1.1 * rem);
  const ticks = scale === 'log' ? labelledLogTicks(logTicks(low, high), room) : linearTicks(low, high, scale === 'share');
  for (const tick of ticks) {
    if (tick === null) continue;
    pen.rect(left, Math.round(y(tick)), right - left, 1, 'line');
    pen.text(chart.tick(tick), left - 5, y(tick), { align: 'right' });
  }
  drawTimeTicks(pen, frame.span, box);
  drawMarkLines(pen, frame, box);
  for (const { values, faint, colour, dash, level } of lines) {
    const points = (all: readonly (number | null)[]): number[] => all.flatMap((value, row) => {
      const atS = tS[row] ?? NaN;
      return value === null || atS < frame.span.fromS ? [NaN, NaN] : [x(atS), y(value)];
    });
    pen.line(points(values), colour, { width: level === true ? 1.5 : 2, dash, alpha: level === true ? 0.6 : 1 });
    if (faint !== undefined) pen.line(points(faint), colour, { width: 1.5, dash, alpha: 0.4 });
  }
  entries.forEach(({ label, value, colour, dash }, n) => {
    const middle = top + (n + 0.5) * 1.1 * rem;
    pen.line([right + rem, middle, right + 2 * rem, middle], colour, { width: 2, dash });
    pen.text(shortened(pen, label, pen.width - 0.4 * rem - pen.textWidth(value) - GAP_REM * rem - (right + SWATCH_REM * rem)), right + SWATCH_REM * rem, middle);
    pen.text(value, pen.width - 0.4 * rem, middle, { align: 'right', colour: 'ink' });
  });
  if (chart.empty !== '') pen.text(chart.empty, (left + right) / 2, (top + bottom) / 2, { align: 'center' });
}

/** From the plot to the name of a line, and between the name and its value. */
const SWATCH_REM = 2.3;
const GAP_REM = 0.8;
const LEGEND_REM_MIN = 9.5;
/** The lines have at least so much of the width. */
const PLOT_SHARE_MIN = 0.55;

interface Entry extends Pick<LineModel, 'colour' | 'dash'> {
  readonly label: string;
  readonly value: string;
}

/** Each line with its last value. A level is among them: beside a picture nobody tells what a line is. */
function entriesOf({ lines }: ChartModel): readonly Entry[] {
  return lines.map(({ label, colour, dash, values, faint, figure, n: jobs }) => {
    const value = values.at(-1) ?? faint?.at(-1) ?? null;
    return { colour, dash, label: jobs === undefined ? label : `${label}, n ${formatNumber(jobs.at(-1) ?? 0)}`, value: value === null ? '–' : figureText(figure(value)) };
  });
}

function legendWidth(pen: Pen, entries: readonly Entry[]): number {
  const widest = entries.reduce((most, { label, value }) => Math.max(most, pen.textWidth(label) + pen.textWidth(value)), 0);
  return Math.min(Math.max(LEGEND_REM_MIN * pen.rem, widest + (SWATCH_REM + GAP_REM + 0.6) * pen.rem), (1 - PLOT_SHARE_MIN) * pen.width);
}

/** As much of a text as there is room for. */
function shortened(pen: Pen, text: string, room: number): string {
  let kept = text;
  while (kept.length > 1 && pen.textWidth(kept === text ? kept : `${kept}…`) > room) kept = kept.slice(0, -1);
  return kept === text ? text : `${kept.trimEnd()}…`;
}

export function drawTimeTicks(pen: Pen, span: Span, { left, right, bottom }: Box): void {
  pen.rect(left, bottom, right - left, 1, 'line');
  const x = (atS: number): number => left + ((right - left) * (atS - span.fromS)) / (span.toS - span.fromS);
  let free = -Infinity;
  for (const tick of linearTicks(span.fromS, span.toS, false)) {
    const text = timeTick(tick, span);
    const half = pen.textWidth(text) / 2;
    const middle = Math.min(x(tick), pen.width - half);
    if (middle - half < free || x(tick) < left - 1 || x(tick) > right + 1) continue;
    pen.text(text, middle, bottom + 0.7 * pen.rem, { align: 'center' });
    free = middle + half + 8;
  }
}

/** The warm-up's shade, and a line with its words for each change. */
export function drawMarkLines(pen: Pen, { span, marks, warmupS }: TimeFrame, { left, right, top, bottom }: Box): void {
  const x = (atS: number): number => Math.min(right, left + ((right - left) * (atS - span.fromS)) / (span.toS - span.fromS));
  if (warmupS > span.fromS) {
    pen.rect(left, top, x(warmupS) - left, bottom - top, 'ink', 0.06);
    if (x(warmupS) - left > pen.textWidth('warm-up', MARK_REM) + 10) pen.text('warm-up', left + 5, top + 0.55 * pen.rem, { rem: MARK_REM, alpha: 0.9 });
  }
  const xs = marks.map(({ atS }) => x(atS));
  for (const at of xs) pen.line([at, top, at, bottom], 'ink', { dash: [3, 3], alpha: 0.55 });
  for (const words of placeMarkWords(marks, xs, left, right, (text) => pen.textWidth(text, MARK_REM))) {
    if (words !== null) pen.text(words.text, words.x, bottom - 0.55 * pen.rem, { rem: MARK_REM, colour: 'ink' });
  }
}
