import { formatDuration } from '../../ui/format';
import { coloursOf, type Colour } from '../../ui/tokens';
import type { HistogramModel } from './instrument-model';
import { logBounds, logTicks } from './nice-range';

const LEFT_PX = 8;
const RIGHT_PX = 6;
const TOP_PX = 18;
const BOTTOM_PX = 20;
const FONT = '"Inter Variable", system-ui, sans-serif';

/**
 * Bars over a logarithmic axis of time, with the percentiles and the deadline marked. Painted by hand: a library made
 * for lines over time would be asked for something else in every part of it.
 */
export class HistogramChart {
  private model: HistogramModel | null = null;
  private readonly colour: Colour;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.colour = coloursOf(canvas);
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
    const deviceWidth = Math.round(width * scale);
    const deviceHeight = Math.round(height * scale);
    if (canvas.width !== deviceWidth || canvas.height !== deviceHeight) Object.assign(canvas, { width: deviceWidth, height: deviceHeight });
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, width, height);

    const { bins, marks, deadlineS } = model;
    const [low, high] = this.bounds(model);
    const left = LEFT_PX;
    const right = width - RIGHT_PX;
    const bottom = height - BOTTOM_PX;
    const x = (seconds: number): number => left + ((right - left) * Math.log10(seconds / low)) / Math.log10(high / low);

    ctx.font = `11px ${FONT}`;
    ctx.textBaseline = 'top';
    ctx.textAlign = 'center';
    let free = -Infinity;
    for (const tick of logTicks(low, high)) {
      const text = formatDuration(tick);
      const half = ctx.measureText(text).width / 2;
      const at = Math.min(Math.max(x(tick), left + half - LEFT_PX), width - half);
      ctx.fillStyle = colour('line');
      ctx.fillRect(Math.round(x(tick)), TOP_PX, 1, bottom - TOP_PX);
      if (at - half < free) continue;
      ctx.fillStyle = colour('muted');
      ctx.fillText(text, at, bottom + 6);
      free = at + half + 8;
    }
    ctx.fillStyle = colour('line');
    ctx.fillRect(left, bottom, right - left, 1);
    if (bins === null) return;

    const most = Math.max(...bins.shares);
    bins.shares.forEach((share, n) => {
      if (share === 0) return;
      const fromS = 10 ** (bins.from + n * bins.width);
      const toS = 10 ** (bins.from + (n + 1) * bins.width);
      const late = deadlineS !== null && Math.sqrt(fromS * toS) > deadlineS;
      const tall = Math.max(1, ((bottom - TOP_PX) * share) / most);
      ctx.fillStyle = colour(late ? 'coral' : 'sky');
      ctx.globalAlpha = late ? 0.75 : 0.55;
      ctx.fillRect(x(fromS) + 0.5, bottom - tall, Math.max(1, x(toS) - x(fromS) - 1), tall);
    });
    ctx.globalAlpha = 1;

    if (deadlineS !== null) this.mark(ctx, x(deadlineS), bottom, 'ink', [], '', right);
    let taken = -Infinity;
    for (const { label, atS, colour: name, dash, supported } of marks) {
      const at = x(Math.max(atS, low));
      const half = ctx.measureText(label).width / 2;
      const fits = at - half > taken;
      ctx.globalAlpha = supported ? 1 : 0.45;
      this.mark(ctx, at, bottom, name, dash, fits ? label : '', right);
      ctx.globalAlpha = 1;
      if (fits) taken = at + half + 4;
    }
  }

  private mark(ctx: CanvasRenderingContext2D, at: number, bottom: number, name: string, dash: readonly number[], label: string, right: number): void {
    ctx.strokeStyle = this.colour(name);
    ctx.lineWidth = 1.5;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    ctx.moveTo(at, TOP_PX - 2);
    ctx.lineTo(at, bottom);
    ctx.stroke();
    ctx.setLineDash([]);
    if (label === '') return;
    const half = ctx.measureText(label).width / 2;
    ctx.fillStyle = this.colour(name);
    ctx.fillText(label, Math.min(Math.max(at, half), right - half + RIGHT_PX), 2);
  }

  /** Everything that is marked is inside, and the bounds are round so that they seldom move. */
  private bounds({ bins, deadlineS }: HistogramModel): readonly [number, number] {
    const smallest = bins === null ? 0.001 : 10 ** bins.from;
    const largest = bins === null ? 1 : 10 ** (bins.from + bins.width * bins.shares.length);
    return logBounds(Math.min(smallest, deadlineS ?? Infinity), Math.max(largest, deadlineS ?? 0));
  }
}
