import { formatDuration, formatShare } from '../../ui/format';
import type { HistogramModel } from './histogram-model';
import { logBounds, logTicks } from './nice-range';
import type { Pen } from './pen';

/** Quick jobs are few and far down on a logarithmic axis: the left edge is where a two-hundredth of them is behind it. */
const UNSEEN_SHARE = 0.005;

const LEFT_PX = 8;
const RIGHT_PX = 6;
/** Middles of the rows of labels, for marks that stand close together. */
const LABEL_ROWS_REM = [0.5, 1.3];
const TOP_REM = 1.85;
const BOTTOM_REM = 1.25;

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly low: number;
  readonly high: number;
  readonly x: (seconds: number) => number;
}

/** Bars over a logarithmic axis of time, with the percentiles and the deadline marked. */
export function drawHistogram(pen: Pen, model: HistogramModel): void {
  const frame = frameOf(pen, model, LEFT_PX, TOP_REM * pen.rem);
  drawTimeAxis(pen, frame);
  const { bins, deadlineS } = model;
  if (bins === null) return;
  const { low, bottom, top, x } = frame;
  const most = Math.max(...bins.shares);
  bins.shares.forEach((share, n) => {
    const fromS = 10 ** (bins.from + n * bins.width);
    if (share === 0 || fromS < low * (1 - 1e-9)) return;
    const toS = 10 ** (bins.from + (n + 1) * bins.width);
    const late = deadlineS !== null && Math.sqrt(fromS * toS) > deadlineS;
    const tall = Math.max(1, ((bottom - top) * share) / most);
    pen.rect(x(fromS) + 0.5, bottom - tall, Math.max(1, x(toS) - x(fromS) - 1), tall, late ? 'coral' : 'sky', late ? 0.75 : 0.55);
  });
  drawMarks(pen, model, frame);
}

/** The bar over which `x` lies: from how many seconds to how many. Null where none is. */
export function barAt(pen: Pick<Pen, 'width' | 'height' | 'rem'>, model: HistogramModel, x: number): readonly [number, number] | null {
  const { bins } = model;
  if (bins === null) return null;
  const { left, right, low, high } = frameOf(pen, model, LEFT_PX, TOP_REM * pen.rem);
  const logS = Math.log10(low) + ((x - left) / (right - left)) * Math.log10(high / low);
  // A bar may be thinner than a finger: the nearest one that holds anything, within two of them.
  const wanted = Math.floor((logS - bins.from) / bins.width);
  const near = [0, 1, -1, 2, -2].map((by) => wanted + by).find((bar) => (bins.shares[bar] ?? 0) > 0);
  return near === undefined ? null : [10 ** (bins.from + near * bins.width), 10 ** (bins.from + (near + 1) * bins.width)];
}

/** The share of the jobs that took longer, down to one in many thousands: each power of ten is as high as the next. */
export function drawTail(pen: Pen, model: HistogramModel): void {
  const { bins, n, tail } = model;
  const decades = Math.min(6, Math.max(2, Math.ceil(Math.log10(Math.max(n, 1)))));
  const labels = Array.from({ length: decades + 1 }, (_, decade) => (decade === 0 ? '100 %' : formatShareExactly(10 ** -decade)));
  const frame = frameOf(pen, model, Math.max(3.1 * pen.rem, ...labels.map((label) => pen.textWidth(label) + 6)), TOP_REM * pen.rem);
  drawTimeAxis(pen, frame);
  const { left, right, top, bottom, low, x } = frame;
  const y = (share: number): number => top + ((bottom - top) * Math.min(decades, -Math.log10(Math.max(share, 1e-12)))) / decades;
  labels.forEach((label, decade) => {
    pen.rect(left, Math.round(y(10 ** -decade)), right - left, 1, 'line');
    pen.text(label, left - 4, y(10 ** -decade), { align: 'right' });
  });
  if (bins === null) return;
  const points = [x(low), y(1)];
  for (let i = 0; i < tail.length; i += 2) {
    const atS = tail[i] ?? 0;
    // The last job is the edge of what is known: nothing is drawn below it.
    if (atS >= low) points.push(x(atS), y(Math.max(tail[i + 1] ?? 0, 1 / n)));
  }
  pen.line(points, 'sky', { width: 2 });
  drawMarks(pen, model, frame);
  for (const { atS, share, supported, colour } of model.marks) pen.dot(x(Math.max(atS, low)), y(1 - share), 3.5, colour, supported ? 1 : 0.5);
}

/** 1 %, 0.1 %, 0.01 %: never "<0.1 %". */
const formatShareExactly = (share: number): string => (share >= 0.001 ? formatShare(share) : `${Number((share * 100).toPrecision(1))} %`);

/** Everything that is marked is inside, and the bounds are round so that they seldom move. */
function frameOf(pen: Pick<Pen, 'width' | 'height' | 'rem'>, { bins, deadlineS }: HistogramModel, left: number, top: number): Frame {
  const smallest = bins === null ? 0.001 : 10 ** (bins.from + bins.width * firstThatShows(bins.shares));
  const largest = bins === null ? 1 : 10 ** (bins.from + bins.width * bins.shares.length);
  const [low, high] = logBounds(Math.min(smallest, deadlineS ?? Infinity), Math.max(largest, deadlineS ?? 0));
  const right = pen.width - RIGHT_PX;
  const x = (seconds: number): number => left + ((right - left) * Math.log10(seconds / low)) / Math.log10(high / low);
  return { left, right, top, bottom: pen.height - BOTTOM_REM * pen.rem, low, high, x };
}

function drawTimeAxis(pen: Pen, { left, right, top, bottom, low, high, x }: Frame): void {
  let free = -Infinity;
  for (const tick of logTicks(low, high)) {
    const text = formatDuration(tick);
    const half = pen.textWidth(text) / 2;
    const middle = Math.min(Math.max(x(tick), left + half - LEFT_PX), pen.width - half);
    pen.rect(Math.round(x(tick)), top, 1, bottom - top, 'line');
    if (middle - half < free) continue;
    pen.text(text, middle, bottom + 0.7 * pen.rem, { align: 'center' });
    free = middle + half + 8;
  }
  pen.rect(left, bottom, right - left, 1, 'line');
}

function drawMarks(pen: Pen, { marks, deadlineS }: HistogramModel, { left, top, bottom, low, high, x }: Frame): void {
  const deadline = deadlineS === null ? [] : [{ label: 'due', atS: deadlineS, colour: 'ink', dash: [], supported: true, interval: null }];
  const taken = LABEL_ROWS_REM.map(() => -Infinity);
  for (const { label, atS, colour, dash, supported, interval } of [...marks, ...deadline].sort((a, b) => a.atS - b.atS)) {
    const half = pen.textWidth(label) / 2;
    const at = x(Math.min(Math.max(atS, low), high));
    const middle = Math.min(Math.max(at, left + half), pen.width - half);
    const row = taken.findIndex((end) => middle - half > end);
    const rowMiddle = LABEL_ROWS_REM[row];
    const alpha = supported ? 1 : 0.5;
    if (interval !== null) {
      const [from, to] = [x(Math.max(interval[0], low)), x(Math.min(interval[1], high))];
      pen.rect(from, top, Math.max(1, to - from), bottom - top, colour, 0.16);
    }
    pen.line([at, rowMiddle === undefined ? top : (rowMiddle + 0.45) * pen.rem, at, bottom], colour, { width: 1.5, dash, alpha });
    if (rowMiddle === undefined) continue; // Its value still stands in the list beside the bars.
    pen.text(label, middle, rowMiddle * pen.rem, { align: 'center', colour, alpha });
    taken[row] = middle + half + 4;
  }
}

function firstThatShows(shares: readonly number[]): number {
  let behind = 0;
  return Math.max(0, shares.findIndex((share) => (behind += share) > UNSEEN_SHARE));
}
