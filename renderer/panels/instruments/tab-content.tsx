import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { formatModelTime } from '../../ui/format';
import { InTurn } from '../../ui/in-turn';
import type { About } from './about';
import { ChartFrame } from './chart-frame';
import { CurveFrame } from './curve-frame';
import { HeatFrame } from './heat-frame';
import { HistogramFrame } from './histogram-frame';
import type { InstrumentFeed } from './instrument-feed';
import { chartWords, type InstrumentModel } from './instrument-model';
import { wordsAt } from './marks';
import { NumbersPanel } from './numbers-panel';
import { PercentileList } from './percentile-list';
import { TheoryPanel } from './theory-panel';
import { look } from './time-tools';
import type { Span } from './visible-span';

interface TabContentProps {
  readonly feed: InstrumentFeed;
  readonly model: InstrumentModel;
  readonly about: About;
  readonly station: string | null;
  /** Follow a job that took between so many seconds. */
  readonly onFollow: (fromS: number, toS: number) => void;
  readonly announce: (text: string) => void;
  /** What is under the tab of comparisons, which do not follow from the run that is seen. */
  readonly compare: ReactNode;
  /** What is under a station's tab while none is selected. */
  readonly choice: ReactNode;
}

/** What lies under the present tab. */
export function TabContent({ feed, model, about, station, compare, choice, onFollow, announce }: TabContentProps) {
  const measureAnew = useCallback(() => feed.startFiguresAnew(), [feed]);
  const { isLive, histogram, heat, curve, gauges, numbers } = model;
  switch (model.view.tab) {
    case 'overview':
    case 'time':
      return (
        <Charts feed={feed} model={model} about={about} announce={announce}>
          {model.view.tab === 'overview' && histogram !== null && (
            <InTurn live={isLive}><HistogramFrame histogram={histogram} about={about} onFollow={onFollow} onMeasureAnew={measureAnew} announce={announce} /></InTurn>
          )}
        </Charts>
      );
    case 'station':
      if (station === null) return choice;
      return <Charts feed={feed} model={model} about={about} announce={announce} />;
    case 'tail':
      return (
        <div className="panel-charts panel-charts-tail">
          {histogram !== null && (
            <>
              <InTurn live={isLive}><PercentileList histogram={histogram} onFollow={onFollow} /></InTurn>
              <InTurn live={isLive}><HistogramFrame histogram={histogram} about={about} onFollow={onFollow} bare onMeasureAnew={measureAnew} announce={announce} /></InTurn>
              <InTurn live={isLive}><HistogramFrame histogram={histogram} about={about} onFollow={onFollow} bare of="tail" onMeasureAnew={measureAnew} announce={announce} /></InTurn>
            </>
          )}
          {heat !== null && <InTurn live={isLive}><HeatFrame heat={heat} about={about} announce={announce} /></InTurn>}
        </div>
      );
    case 'curve':
      if (curve === null) return <p className="instruments-none">No line with workers in this scenario, so there is no load to draw.</p>;
      return <CurveFrame curve={curve} about={about} onLine={(line) => feed.show({ line })} announce={announce} />;
    case 'theory':
      return gauges === null ? null : <TheoryPanel gauges={gauges} since={model.gaugesSince} about={about} onMeasureAnew={measureAnew} announce={announce} />;
    case 'compare':
      return compare;
    case 'numbers':
      return numbers === null ? null : <NumbersPanel numbers={numbers} about={about} announce={announce} />;
  }
}

interface ChartsProps extends Pick<TabContentProps, 'feed' | 'model' | 'about' | 'announce'> {
  readonly children?: ReactNode;
}

/** What is read out after the cursor has come to rest. */
const SAY_AFTER_MS = 350;

/** Charts over the same stretch of time. One tab stop: arrow keys move the cursor of all, + and − look closer or farther. */
function Charts({ feed, model, about, announce, children }: ChartsProps) {
  const { charts, tS, span, warmupS, marks, isLive, view } = model;
  const [pointed, setPointed] = useState<number | null>(null);
  const [cursorS, setCursor] = useState<number | null>(null);
  const saying = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(saying.current), []);
  const choose = useCallback((chosen: Span | null) => feed.show(chosen === null ? { chosen, stretched: 1 } : { chosen }), [feed]);
  const row = pointed ?? (cursorS === null || cursorS < span.fromS || cursorS > span.toS ? null : nearestRow(tS, cursorS));

  // What is read, or was chosen, is seen in all charts at the same moment.
  const live = isLive && row === null && view.chosen === null;

  const moveTo = (next: number): void => {
    const place = Math.min(Math.max(next, 0), tS.length - 1);
    const atS = tS[place];
    if (atS === undefined) return;
    setCursor(atS);
    clearTimeout(saying.current);
    const done = wordsAt(marks, atS, span);
    saying.current = setTimeout(() => announce(`At ${formatModelTime(atS)}. ${charts.map((chart) => chartWords(upTo(chart, place))).join(' ')}${done === '' ? '' : ` Changes: ${done}.`}`), SAY_AFTER_MS);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const from = row ?? tS.length;
    const page = Math.max(1, Math.round(tS.length / 10));
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => (event.shiftKey ? look(feed, 'earlier') : moveTo(from - 1)),
      ArrowRight: () => (event.shiftKey ? look(feed, 'later') : moveTo(from + 1)),
      PageUp: () => moveTo(from - page),
      PageDown: () => moveTo(from + page),
      Home: () => moveTo(0),
      End: () => moveTo(tS.length - 1),
      '+': () => look(feed, 'closer'),
      '=': () => look(feed, 'closer'),
      '-': () => look(feed, 'farther'),
      Escape: () => {
        setCursor(null);
        look(feed, 'newest');
      },
    };
    const act = keys[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div
      className="panel-charts" role="group" tabIndex={0} onKeyDown={onKeyDown}
      aria-label="Charts over time: arrow keys read them, plus and minus look closer or farther, Shift with arrows goes earlier or later, Escape goes back to the newest"
    >
      {charts.map((chart) => (
        <InTurn key={chart.key} live={live}>
          <ChartFrame
            chart={chart} tS={tS} span={span} warmupS={warmupS} marks={marks} about={about}
            hover={row} cursorS={cursorS} onHover={setPointed} onChoose={choose} announce={announce}
          />
        </InTurn>
      ))}
      {children}
    </div>
  );
}

function nearestRow(tS: readonly number[], atS: number): number | null {
  let best: number | null = null;
  tS.forEach((each, row) => {
    if (best === null || Math.abs(each - atS) < Math.abs((tS[best] ?? Infinity) - atS)) best = row;
  });
  return best;
}

/** The chart as it was at a row, so that its words are those of that moment. */
function upTo(chart: InstrumentModel['charts'][number], row: number): InstrumentModel['charts'][number] {
  const cut = <T,>(values: readonly T[]): readonly T[] => values.slice(0, row + 1);
  return { ...chart, lines: chart.lines.map((line) => ({ ...line, values: cut(line.values), ...(line.faint === undefined ? {} : { faint: cut(line.faint) }) })) };
}
