import { formatDuration } from '../../ui/format';
import { coloursOf, onThemeChange, remPx, type Colour } from '../../ui/tokens';
import type { HistogramModel } from './instrument-model';
import { logBounds, logTicks } from './nice-range';

/** Quick jobs are few and far down on a logarithmic axis: the left edge is where a two-hundredth of them is behind it. */
const UNSEEN_SHARE = 0.005;

const LEFT_PX = 8;
const RIGHT_PX = 6;
/** Two rows of labels, for marks that stand close together. */
const LABEL_ROWS_REM = [0.1, 0.9];
const TOP_REM = 1.75;
const BOTTOM_REM = 1.25;
const FONT = '"Inter Variable", system-ui, sans-serif';

/**
 * Bars over a logarithmic axis of time, with the percentiles and the deadline marked. Painted by hand: a library made
 * for lines over time would be asked for something else in every part of it.
 */
export class HistogramChart {
  private model: HistogramModel | null = null;
  private colour: Colour;
  private readonly stopListening: () => void;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.colour = coloursOf(canvas);
    this.stopListening = onThemeChange(() => {
      this.colour = coloursOf(canvas);
      this.paint();
    });
  }

  destroy(): void {
    this.stopListening();
  }

  draw(model: HistogramModel): void {
    this.model = model;
    this.paint();
  }

  resize(): void {
    this.paint();
  }

  private paint(): void {
    const { canvas, model, colour } = this;
    const ctx = canvas.getContext('2d');
    if (ctx === null || model === null) return;
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = devicePixelRatio;
    const rem = remPx();
    const top = TOP_REM * rem;
    const deviceWidth = Math.round(width * scale);
    const deviceHeight = Math.round(height * scale);
    if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) Object.assign(canvas, { width: deviceWidth, height: deviceHeight });
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);

    const { bins, marks, deadlineS } = model;
    const [low, high] = this.bounds(model);
    const left = LEFT_PX;
    const right = width - RIGHT_PX;
    const bottom = height - BOTTOM_REM * rem;
    const x = (seconds: number): number => left + ((right - left) * Math.log10(seconds / low)) / Math.log10(high / low);

    ctx.font = `${0.6875 * rem}px ${FONT}`;
    ctx.textBaseline = 'top';
    ctx.textAlign = 'center';
    let free = -Infinity;
    for (const tick of logTicks(low, high)) {
      const text = formatDuration(tick);
      const half = ctx.measureText(text).width / 2;
      const at = Math.min(Math.max(x(tick), left + half - LEFT_PX), width - half);
      ctx.fillStyle = colour('line');
      ctx.fillRect(Math.round(x(tick)), top, 1, bottom - top);
      if (at - half < free) continue;
      ctx.fillStyle = colour('muted');
      ctx.fillText(text, at, bottom + 0.35 * rem);
      free = at + half + 8;
    }
    ctx.fillStyle = colour('line');
    ctx.fillRect(left, bottom, right - left, 1);
    if (bins === null) return;

    const most = Math.max(...bins.shares);
    bins.shares.forEach((share, n) => {
      const fromS = 10 ** (bins.from + n * bins.width);
      if (share === 0 || fromS < low * (1 - 1e-9)) return;
      const toS = 10 ** (bins.from + (n + 1) * bins.width);
      const late = deadlineS !== null && Math.sqrt(fromS * toS) > deadlineS;
      const tall = Math.max(1, ((bottom - top) * share) / most);
      ctx.fillStyle = colour(late ? 'coral' : 'sky');
      ctx.globalAlpha = late ? 0.75 : 0.55;
      ctx.fillRect(x(fromS) + 0.5, bottom - tall, Math.max(1, x(toS) - x(fromS) - 1), tall);
    });
    ctx.globalAlpha = 1;

    const deadline = deadlineS === null ? [] : [{ label: 'due', atS: deadlineS, colour: 'ink', dash: [], supported: true }];
    const taken = LABEL_ROWS_REM.map(() => -Infinity);
    for (const { label, atS, colour: name, dash, supported } of [...marks, ...deadline].sort((a, b) => a.atS - b.atS)) {
      const half = ctx.measureText(label).width / 2;
      const at = x(Math.max(atS, low));
      const middle = Math.min(Math.max(at, half), width - half);
      const row = taken.findIndex((end) => middle - half > end);
      const rowTop = LABEL_ROWS_REM[row];
      ctx.globalAlpha = supported ? 1 : 0.5;
      ctx.strokeStyle = ctx.fillStyle = colour(name);
      ctx.lineWidth = 1.5;
      ctx.setLineDash([...dash]);
      ctx.beginPath();
      ctx.moveTo(at, rowTop === undefined ? top : rowTop * rem + 0.8 * rem);
      ctx.lineTo(at, bottom);
      ctx.stroke();
      ctx.setLineDash([]);
      if (rowTop === undefined) continue; // Its value still stands in the list beside the bars.
      ctx.fillText(label, middle, rowTop * rem);
      taken[row] = middle + half + 4;
    }
    ctx.globalAlpha = 1;
  }

  /** Everything that is marked is inside, and the bounds are round so that they seldom move. */
  private bounds({ bins, deadlineS }: HistogramModel): readonly [number, number] {
    const smallest = bins === null ? 0.001 : 10 ** (bins.from + bins.width * firstThatShows(bins.shares));
    const largest = bins === null ? 1 : 10 ** (bins.from + bins.width * bins.shares.length);
    return logBounds(Math.min(smallest, deadlineS ?? Infinity), Math.max(largest, deadlineS ?? 0));
  }
}

function firstThatShows(shares: readonly number[]): number {
  let behind = 0;
  return Math.max(0, shares.findIndex((share) => (behind += share) > UNSEEN_SHARE));
}
