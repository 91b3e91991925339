import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { formatDuration, formatNumber } from '../../ui/format';
import { coloursOf, onThemeChange, remPx, type Colour } from '../../ui/tokens';
import type { ChartModel } from './instrument-model';
import { labelledLogTicks, logTicks } from './nice-range';
import type { Span } from './visible-span';

/** Room above and below the lines inside the plot: its padding, and the axis of time. */
export const ABOVE_PX = 8;
export const AXIS_REM = 1.25;
/** Closer than this, labels of the upright axis would touch. */
const LABEL_REM = 1;

const SYNC = 'instruments';
const FAINT = '66';
const LEVEL = '99';
/** The library's own name for it is a const enum, which is not there when the code runs. */
const LOGARITHMIC: object = { distr: 3, log: 10 };
const FONT = '"Inter Variable", system-ui, sans-serif';

interface Drawn {
  readonly chart: ChartModel;
  readonly tS: readonly number[];
  readonly span: Span;
  readonly warmupS: number;
}

/** One uPlot chart over model time. It draws a ChartModel and reports which row is under the pointer. */
export class TimeChart {
  private plot: UPlot | null = null;
  private shape = '';
  private drawn: Drawn | null = null;
  private colour: Colour;
  private rem = remPx();
  private readonly stopListening: () => void;

  constructor(private readonly host: HTMLElement, private readonly onHover: (row: number | null) => void) {
    this.colour = coloursOf(host);
    this.stopListening = onThemeChange(() => this.rebuild());
  }

  draw(next: Drawn): void {
    this.drawn = next;
    const shape = `${next.chart.scale} ${next.chart.lines.map(({ key, colour }) => `${key}:${colour}`).join()}`;
    const data = [next.tS, ...next.chart.lines.flatMap(({ values, faint }) => (faint === undefined ? [values] : [values, faint]))] as unknown as UPlot.AlignedData;
    if (this.plot === null || shape !== this.shape) {
      this.plot?.destroy();
      this.shape = shape;
      this.plot = new UPlot(this.options(next), data, this.host);
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

  private options({ chart, span }: Drawn): UPlot.Options {
    const { colour, rem } = this;
    const log = chart.scale === 'log';
    const axis = { stroke: colour('muted'), font: `${0.6875 * rem}px ${FONT}`, ticks: { show: false }, grid: { stroke: colour('line'), width: 1 } };
    return {
      width: Math.max(40, this.host.clientWidth),
      height: Math.max(40, this.host.clientHeight),
      padding: [ABOVE_PX, 1.5 * rem, 0, 0],
      legend: { show: false },
      focus: { alpha: 1 },
      cursor: {
        y: false, drag: { x: false, y: false, setScale: false },
        points: { size: 5 },
        sync: { key: SYNC, setSeries: false, scales: ['x', null] },
      },
      scales: {
        x: { time: false, auto: false, min: span.fromS, max: span.toS },
        y: { auto: false, min: chart.bounds[0], max: chart.bounds[1], ...(log ? LOGARITHMIC : {}) },
      },
      axes: [
        { ...axis, size: AXIS_REM * rem, gap: 3, space: 3.5 * rem, grid: { show: false }, values: (_, splits) => splits.map((at) => timeTick(at, span)) },
        {
          ...axis, size: 2.75 * rem, gap: 5, space: 1.5 * rem,
          values: (_, splits) => (splits as (number | null)[]).map((value) => (value === null ? '' : this.drawn?.chart.tick(value) ?? '')),
          ...(log
            ? { splits: (_: UPlot, __: number, low: number, high: number) => logTicks(low, high), filter: (plot: UPlot, splits: number[]) => labelledLogTicks(splits, plot.bbox.height / devicePixelRatio / (LABEL_REM * rem)) }
            : chart.key === 'busy' ? { splits: () => [0, 0.25, 0.5, 0.75, 1], filter: (_: UPlot, splits: number[]) => splits.map((at) => (at === 0.25 || at === 0.75 ? null : at)) } : {}),
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
        setCursor: [(plot) => this.onHover(plot.cursor.idx ?? null)],
      },
    };
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
    ctx.globalAlpha = 0.75;
    const text = 'warm-up';
    const scale = devicePixelRatio;
    ctx.font = `${0.625 * this.rem * scale}px ${FONT}`;
    ctx.fillStyle = this.colour('muted');
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    if (right - bbox.left > ctx.measureText(text).width + 12 * scale) ctx.fillText(text, bbox.left + 5 * scale, bbox.top + 3 * scale);
    ctx.restore();
  }
}

/** Ticks of model time with as many digits as the visible span needs, and one unit for all of them. */
function timeTick(atS: number, { fromS, toS }: Span): string {
  const spanS = toS - fromS;
  if (toS < 0.1) return formatDuration(Number(atS.toPrecision(6)));
  const digits = Math.max(0, Math.min(6, Math.ceil(-Math.log10(spanS / 10))));
  return `${atS >= 10_000 ? formatNumber(atS) : atS.toLocaleString('en-US', { maximumFractionDigits: digits })} s`;
}
