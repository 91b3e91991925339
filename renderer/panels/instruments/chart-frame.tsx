import { memo, useEffect, useRef, useState } from 'react';
import { figureText, formatModelTime, formatNumber } from '../../ui/format';
import { Swatch } from '../../ui/swatch';
import { remPx } from '../../ui/tokens';
import type { About } from './about';
import { ChartMenu } from './chart-menu';
import type { ChartModel, LineModel } from './chart-model';
import { ChartTitle } from './chart-title';
import { chartTable } from './csv';
import { DataTable } from './data-table';
import { drawTimeChart } from './draw-time-chart';
import { chartWords } from './instrument-model';
import { wordsAt, type Mark } from './marks';
import type { Pen } from './pen';
import { placeLabels } from './place-labels';
import { noteRedraw } from './redraw-cost';
import { ABOVE_PX, AXIS_REM, TimeChart } from './time-chart';
import { useNewest } from './use-newest';
import { useRarely } from './use-rarely';
import type { Span } from './visible-span';

interface ChartFrameProps {
  readonly chart: ChartModel;
  readonly tS: readonly number[];
  readonly span: Span;
  readonly warmupS: number;
  readonly marks: readonly Mark[];
  readonly about: About;
  /** The row that is read in all charts, or null. */
  readonly hover: number | null;
  /** Where keys have put the cursor, or null. */
  readonly cursorS: number | null;
  readonly onHover: (row: number | null) => void;
  readonly onChoose: (span: Span | null) => void;
  readonly announce: (text: string) => void;
}

/** A chart over time: title and unit above, each line's name and value beside its end. */
export const ChartFrame = memo(function ChartFrame({ chart, tS, span, warmupS, marks, about, hover, cursorS, onHover, onChoose, announce }: ChartFrameProps) {
  const host = useRef<HTMLDivElement>(null);
  const drawing = useRef<TimeChart>(null);
  const [height, setHeight] = useState(0);
  const [isTable, setTable] = useState(false);
  const words = useRarely(() => chartWords(chart, marks));
  const take = useNewest(() => ({
    about, said: [chart.unit, chart.note].filter((text) => text !== '').join('; '), words: chartWords(chart, marks), table: () => chartTable(chart, tS), draw: (pen: Pen) => drawTimeChart(pen, chart, tS, { span, marks, warmupS }),
  }));

  useEffect(() => {
    if (host.current === null) return undefined;
    const element = host.current;
    const made = new TimeChart(element, { onHover, onChoose });
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
  }, [onHover, onChoose, isTable]);

  useEffect(() => {
    const startMs = performance.now();
    drawing.current?.draw({ chart, tS, span, warmupS, marks, cursorS });
    noteRedraw(performance.now() - startMs);
  }, [chart, tS, span, warmupS, marks, cursorS, isTable]);

  const hoveredS = hover === null ? undefined : tS[hover];
  const at = hoveredS === undefined ? null : `at ${formatModelTime(hoveredS)}`;
  const done = hoveredS === undefined ? '' : wordsAt(marks, hoveredS, span);

  return (
    <section className="chart" aria-label={chart.title} data-chart={chart.key}>
      <ChartTitle title={chart.title} unit={at ?? chart.unit} note={at === null ? chart.note : ''}>
        <ChartMenu title={chart.title} take={take} isTable={isTable} onTable={setTable} announce={announce} />
      </ChartTitle>
      {isTable
        ? <DataTable title={chart.title} table={chartTable(chart, tS)} />
        : (
            <div className="chart-body">
              <div ref={host} className="chart-plot" role="img" aria-label={words} />
              {done !== '' && <p className="chart-done" aria-hidden>{done}</p>}
              {chart.empty === ''
                ? <Labels lines={chart.lines} bounds={chart.bounds} log={chart.scale === 'log'} height={height} hover={hover} note={chart.note} />
                : <p className="chart-empty">{chart.empty}</p>}
            </div>
          )}
    </section>
  );
});

interface LabelsProps {
  readonly lines: readonly LineModel[];
  readonly bounds: readonly [number, number];
  readonly log: boolean;
  readonly height: number;
  readonly hover: number | null;
  readonly note: string;
}

const LABEL_REM = 1;

const Labels = memo(function Labels({ lines: drawn, bounds: [low, high], log, height, hover, note }: LabelsProps) {
  const lines = drawn.filter(({ level }) => level !== true);
  const way = log ? (value: number) => Math.log(value / low) / Math.log(high / low) : (value: number) => (value - low) / (high - low);
  const rem = height === 0 ? 16 : remPx();
  const gap = LABEL_REM * (lines.some(({ n }) => n !== undefined) ? 2 : 1) * rem;
  const room = Math.max(0, height - ABOVE_PX - AXIS_REM * rem);
  const ends = lines.map(({ values, faint }) => values.at(-1) ?? faint?.at(-1) ?? null);
  const wished = ends.map((end) => ABOVE_PX + room * (1 - (end === null ? 0 : Math.min(1, Math.max(0, way(Math.max(end, log ? low : 0)))))));
  const places = placeLabels(wished, gap, gap / 2, Math.max(gap, height - gap / 2));
  return (
    <ul className="chart-labels">
      {lines.map(({ key, label, colour, dash, values, faint, figure, n: jobs }, n) => {
        const row = hover === null || hover >= values.length ? values.length - 1 : hover;
        const strong = values[row] ?? null;
        const value = strong ?? faint?.[row] ?? null;
        return (
          <li key={key} style={{ top: places[n] }} data-faint={strong === null} title={strong === null && value !== null ? `${label}: too few jobs for it to mean much` : label}>
            <Swatch colour={colour} dash={dash} faint={strong === null} />
            <span className="chart-label">{label}</span>
            {jobs !== undefined && <span className="chart-n">n {formatNumber(jobs[row] ?? 0)}</span>}
            <span className="chart-value">{value === null ? '–' : figureText(figure(value))}</span>
          </li>
        );
      })}
      {lines.length <= 2 && note !== '' && <li className="chart-note-below" aria-hidden>{note}</li>}
    </ul>
  );
});
