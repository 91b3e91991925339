import { memo, useEffect, useRef, useState, type ReactNode } from 'react';
import { figureText, formatModelTime } from '../../ui/format';
import { Swatch } from '../../ui/swatch';
import { chartWords, type ChartModel, type LineModel } from './instrument-model';
import { placeLabels } from './place-labels';
import { remPx } from '../../ui/tokens';
import { ABOVE_PX, AXIS_REM, TimeChart } from './time-chart';
import { useRarely } from './use-rarely';
import { noteRedraw } from './redraw-cost';
import type { Span } from './visible-span';

interface ChartFrameProps {
  readonly chart: ChartModel;
  readonly tS: readonly number[];
  readonly span: Span;
  readonly warmupS: number;
  /** The row under the pointer in any of the charts, or null. */
  readonly hover: number | null;
  readonly onHover: (row: number | null) => void;
}

/** A chart over time: title and unit above, each line's name and value beside its end. */
export const ChartFrame = memo(function ChartFrame({ chart, tS, span, warmupS, hover, onHover }: ChartFrameProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<TimeChart>(null);
  const [height, setHeight] = useState(0);
  const words = useRarely(chartWords(chart));

  useEffect(() => {
    if (host.current === null) return;
    const element = host.current;
    const made = new TimeChart(element, onHover);
    drawing.current = made;
    const sizes = new ResizeObserver(() => {
      made.resize(element.clientWidth, element.clientHeight);
      setHeight(element.clientHeight);
    });
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      made.destroy();
      drawing.current = null;
    };
  }, [onHover]);

  useEffect(() => {
    const startMs = performance.now();
    drawing.current?.draw({ chart, tS, span, warmupS });
    noteRedraw(performance.now() - startMs);
  }, [chart, tS, span, warmupS]);

  const hoveredS = hover === null ? undefined : tS[hover];
  const at = hoveredS === undefined ? null : `at ${formatModelTime(hoveredS)}`;

  return (
    <section className="chart" aria-label={chart.title} data-chart={chart.key}>
      <ChartTitle title={chart.title} unit={at ?? [chart.unit, chart.note].filter((text) => text !== '').join(', ')} />
      <div className="chart-body">
        <div ref={host} className="chart-plot" role="img" aria-label={words} />
        {chart.empty === ''
          ? <Labels lines={chart.lines} bounds={chart.bounds} log={chart.scale === 'log'} height={height} hover={hover} />
          : <p className="chart-empty">{chart.empty}</p>}
      </div>
    </section>
  );
});

interface ChartTitleProps {
  readonly title: string;
  readonly unit: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

export function ChartTitle({ title, unit, hint, children }: ChartTitleProps) {
  return (
    <header className="chart-title">
      <h3>{title}</h3>
      <span title={hint}>{unit}</span>
      {children}
    </header>
  );
}

interface LabelsProps {
  readonly lines: readonly LineModel[];
  readonly bounds: readonly [number, number];
  readonly log: boolean;
  readonly height: number;
  readonly hover: number | null;
}

const LABEL_REM = 1;

function Labels({ lines: drawn, bounds: [low, high], log, height, hover }: LabelsProps) {
  const lines = drawn.filter(({ level }) => level !== true);
  const way = log ? (value: number) => Math.log(value / low) / Math.log(high / low) : (value: number) => (value - low) / (high - low);
  const rem = height === 0 ? 16 : remPx();
  const gap = LABEL_REM * rem;
  const room = Math.max(0, height - ABOVE_PX - AXIS_REM * rem);
  const ends = lines.map(({ values, faint }) => values.at(-1) ?? faint?.at(-1) ?? null);
  const wished = ends.map((end) => ABOVE_PX + room * (1 - (end === null ? 0 : Math.min(1, Math.max(0, way(Math.max(end, log ? low : 0)))))));
  const places = placeLabels(wished, gap, gap / 2, Math.max(gap, height - gap / 2));
  return (
      <ul className="chart-labels">
        {lines.map(({ key, label, colour, dash, values, faint, figure }, n) => {
          const row = hover === null || hover >= values.length ? values.length - 1 : hover;
          const strong = values[row] ?? null;
          const value = strong ?? faint?.[row] ?? null;
          return (
            <li key={key} style={{ top: places[n] }} data-faint={strong === null} title={strong === null && value !== null ? `${label}: too few jobs for it to mean much` : label}>
              <Swatch colour={colour} dash={dash} faint={strong === null} />
              <span className="chart-label">{label}</span>
              <span className="chart-value">{value === null ? '–' : figureText(figure(value))}</span>
            </li>
          );
        })}
      </ul>
  );
}
