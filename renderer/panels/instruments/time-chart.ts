import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { coloursOf, onThemeChange, remPx, type Colour } from '../../ui/tokens';
import { copyTo } from './beside-canvas';
import type { ChartModel } from './chart-model';
import type { Mark } from './marks';
import { labelledLogTicks, logTicks } from './nice-range';
import { FONT } from './pen';
import { placeMarkWords } from './place-mark-words';
import { timeTick } from './time-tick';
import { panned, zoomed, type Span } from './visible-span';

/** Room above and below the lines inside the plot: its padding, and the axis of time. */
export const ABOVE_PX = 8;
export const AXIS_REM = 1.25;
/** Closer than this, labels of the upright axis would touch. */
const LABEL_REM = 1;
const AXIS_TYPE_REM = 0.6875;
const MARK_REM = 0.625;
/** A drag that is shorter than this is a click. */
const DRAG_PX_MIN = 6;

const SYNC = 'instruments';
const FAINT = '66';
const LEVEL = '99';
/** The library's own name for it is a const enum, which is not there when the code runs. */
const LOGARITHMIC: object = { distr: 3, log: 10 };

export interface DrawnChart {
  readonly chart: ChartModel;
  readonly tS: readonly number[];
  readonly span: Span;
  readonly warmupS: number;
  readonly marks: readonly Mark[];
  /** Where the cursor stands that keys move, or null. */
  readonly cursorS: number | null;
}

export interface ChartHand {
  /** The row under the pointer, or null. */
  readonly onHover: (row: number | null) => void;
  /** A stretch was chosen; null: back to the newest. */
  readonly onChoose: (span: Span | null) => void;
}

/** One uPlot chart over model time. It draws a ChartModel and reports what the pointer does. */
export class TimeChart {
  private plot: UPlot | null = null;
  /** Stands in the page where the plot's own canvas would. */
  private seen: HTMLCanvasElement | null = null;
  private shape = '';
  private drawn: DrawnChart | null = null;
  private colour: Colour;
  private rem = remPx();
  private readonly stopListening: () => void;

  constructor(private readonly host: HTMLElement, private readonly hand: ChartHand) {
    this.colour = coloursOf(host);
    this.stopListening = onThemeChange(() => this.rebuild());
    host.addEventListener('wheel', this.onWheel, { passive: false });
  }

  draw(next: DrawnChart): void {
    this.drawn = next;
    const shape = `${next.chart.scale} ${next.chart.lines.map(({ key, colour }) => `${key}:${colour}`).join()}`;
    const data = [next.tS, ...next.chart.lines.flatMap(({ values, faint }) => (faint === undefined ? [values] : [values, faint]))] as unknown as UPlot.AlignedData;
    if (this.plot === null || shape !== this.shape) {
      this.plot?.destroy();
      this.shape = shape;
      this.plot = new UPlot(this.options(next), data, this.host);
      this.seen = document.createElement('canvas');
      this.plot.ctx.canvas.replaceWith(this.seen);
      copyTo(this.seen, this.plot.ctx.canvas);
      return;
    }
    const plot = this.plot;
    plot.batch(() => {
      plot.setData(data, false);
      plot.setScale('x', { min: next.span.fromS, max: next.span.toS });
      plot.setScale('y', { min: next.chart.bounds[0], max: next.chart.bounds[1] });
    });
  }

  resize(width: number, height: number): void {
    if (remPx() !== this.rem) this.rebuild();
    else if (this.plot !== null && (this.plot.width !== width || this.plot.height !== height)) this.plot.setSize({ width, height });
  }

  destroy(): void {
    this.host.removeEventListener('wheel', this.onWheel);
    this.plot?.destroy();
    this.plot = null;
    this.stopListening();
  }

  /** With the colours and the type size of now. */
  private rebuild(): void {
    this.colour = coloursOf(this.host);
    this.rem = remPx();
    this.shape = '';
    if (this.drawn !== null) this.draw(this.drawn);
  }

  /** With Control the wheel zooms about the pointer, sideways it pans; else it is the page's. */
  private readonly onWheel = (event: WheelEvent): void => {
    const { plot, drawn } = this;
    if (plot === null || drawn === null) return;
    const sideways = event.shiftKey ? event.deltaX + event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      const atS = plot.posToVal(event.clientX - plot.over.getBoundingClientRect().left, 'x');
      this.hand.onChoose(zoomed(drawn.span, event.deltaY > 0 ? 1.25 : 0.8, atS));
    } else if (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY)) {
      this.hand.onChoose(panned(drawn.span, sideways / Math.max(plot.over.clientWidth, 1)));
    } else return;
    event.preventDefault();
  };

  private options({ chart, span }: DrawnChart): UPlot.Options {
    const { colour, rem } = this;
    const axis = { stroke: colour('muted'), font: axisFont(rem), ticks: { show: false }, grid: { stroke: colour('line'), width: 1 } };
    return {
      width: Math.max(40, this.host.clientWidth),
      height: Math.max(40, this.host.clientHeight),
      padding: [ABOVE_PX, 1.5 * rem, 0, 0],
      legend: { show: false },
      focus: { alpha: 1 },
      cursor: {
        y: false, drag: { x: true, y: false, setScale: false, dist: DRAG_PX_MIN },
        points: { size: 5 },
        sync: { key: SYNC, setSeries: false, scales: ['x', null], filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' } },
        bind: { dblclick: () => () => { this.hand.onChoose(null); return null; } },
      },
      scales: {
        x: { time: false, auto: false, min: span.fromS, max: span.toS },
        y: { auto: false, min: chart.bounds[0], max: chart.bounds[1], ...(chart.scale === 'log' ? LOGARITHMIC : {}) },
      },
      axes: [
        { ...axis, size: AXIS_REM * rem, gap: 3, space: 3.5 * rem, grid: { show: false }, values: (_, splits) => splits.map((at) => timeTick(at, this.drawn?.span ?? span)) },
        {
          ...axis, size: 2.75 * rem, gap: 5, space: 1.5 * rem,
          values: (_, splits) => (splits as (number | null)[]).map((value) => (value === null ? '' : this.drawn?.chart.tick(value) ?? '')),
          ...splitsOf(chart.scale, rem),
        },
      ],
      series: [
        {},
        ...chart.lines.flatMap(({ label, colour: name, dash, faint, level }): UPlot.Series[] => {
          const stroke = colour(name);
          const line: UPlot.Series = { label, stroke: level === true ? stroke + LEVEL : stroke, width: level === true ? 1.5 : 2, dash: [...dash], points: { show: false }, spanGaps: false };
          return faint === undefined ? [line] : [line, { ...line, label: `${label} (few jobs)`, stroke: stroke + FAINT, width: 1.5 }];
        }),
      ],
      hooks: {
        drawClear: [(plot) => this.shadeWarmup(plot)],
        draw: [
          (plot) => this.drawMarks(plot),
          (plot) => { if (this.seen !== null) copyTo(this.seen, plot.ctx.canvas); },
        ],
        setCursor: [(plot) => this.hand.onHover(plot.cursor.idx ?? null)],
        setSelect: [(plot) => this.choose(plot)],
      },
    };
  }

  private choose(plot: UPlot): void {
    const { left, width } = plot.select;
    if (width < DRAG_PX_MIN) return;
    this.hand.onChoose({ fromS: plot.posToVal(left, 'x'), toS: plot.posToVal(left + width, 'x') });
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }

  private shadeWarmup(plot: UPlot): void {
    const { warmupS = 0, span } = this.drawn ?? {};
    if (span === undefined || warmupS <= span.fromS) return;
    const { ctx, bbox } = plot;
    const right = Math.min(plot.valToPos(warmupS, 'x', true), bbox.left + bbox.width);
    ctx.save();
    ctx.globalAlpha = 0.06;
    ctx.fillStyle = this.colour('ink');
    ctx.fillRect(bbox.left, bbox.top, right - bbox.left, bbox.height);
    ctx.globalAlpha = 0.9;
    const scale = devicePixelRatio;
    this.smallType(ctx);
    ctx.textBaseline = 'top';
    if (right - bbox.left > ctx.measureText('warm-up').width + 12 * scale) ctx.fillText('warm-up', bbox.left + 5 * scale, bbox.top + 3 * scale);
    ctx.restore();
  }

  /** A line for each change, with as many of its words as there is room for; and the cursor of the keys. */
  private drawMarks(plot: UPlot): void {
    const { marks = [], cursorS = null, span } = this.drawn ?? {};
    if (span === undefined || (marks.length === 0 && cursorS === null)) return;
    const { ctx, bbox } = plot;
    const scale = devicePixelRatio;
    const x = (atS: number): number => Math.round(plot.valToPos(atS, 'x', true));
    const upright = (atS: number, dash: readonly number[]): void => {
      ctx.setLineDash(dash.map((length) => length * scale));
      ctx.beginPath();
      ctx.moveTo(x(atS) + 0.5, bbox.top);
      ctx.lineTo(x(atS) + 0.5, bbox.top + bbox.height);
      ctx.stroke();
    };
    ctx.save();
    this.smallType(ctx);
    ctx.strokeStyle = this.colour('muted');
    ctx.fillStyle = this.colour('ink');
    ctx.lineWidth = scale;
    ctx.textBaseline = 'bottom';
    for (const { atS } of marks) upright(atS, [3, 3]);
    const xs = marks.map(({ atS }) => x(atS) / scale);
    for (const words of placeMarkWords(marks, xs, bbox.left / scale, (bbox.left + bbox.width) / scale, (text) => ctx.measureText(text).width / scale)) {
      if (words !== null) ctx.fillText(words.text, words.x * scale, bbox.top + bbox.height - 2 * scale);
    }
    if (cursorS !== null && cursorS >= span.fromS && cursorS <= span.toS) {
      ctx.strokeStyle = this.colour('ink');
      upright(cursorS, []);
    }
    ctx.restore();
  }

  private smallType(ctx: CanvasRenderingContext2D): void {
    ctx.font = `${MARK_REM * this.rem * devicePixelRatio}px ${FONT}`;
    ctx.fillStyle = this.colour('muted');
    ctx.textAlign = 'left';
  }
}

/** In whole pixels: for a fine screen the library scales only the digits next to "px", which would be those behind the point. */
export const axisFont = (rem: number): string => `${Math.round(AXIS_TYPE_REM * rem)}px ${FONT}`;

/** Where the upright axis is divided and labelled. */
function splitsOf(scale: ChartModel['scale'], rem: number): Partial<UPlot.Axis> {
  switch (scale) {
    case 'linear': return {};
    case 'log': return {
      splits: (_: UPlot, __: number, low: number, high: number) => logTicks(low, high),
      filter: (plot: UPlot, splits: number[]) => labelledLogTicks(splits, plot.bbox.height / devicePixelRatio / (LABEL_REM * rem)),
    };
    case 'share': return { splits: () => [0, 0.25, 0.5, 0.75, 1], filter: (_: UPlot, splits: number[]) => splits.map((at) => (at === 0.25 || at === 0.75 ? null : at)) };
  }
}
