import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';
import { ChartFrame } from './instruments/chart-frame';
import { Headline } from './instruments/headline';
import { HistogramFrame } from './instruments/histogram-frame';
import { InstrumentFeed } from './instruments/instrument-feed';
import type { PanelProps } from './panel-props';
import './panels.css';

/** Headline figures, four charts over the same stretch of model time, and the distribution of latency. */
export function InstrumentStrip({ run }: PanelProps) {
  const feed = useMemo(() => new InstrumentFeed(run), [run]);
  const { span, tS, warmupS, charts, histogram, headline } = useSyncExternalStore(feed.subscribe, feed.getSnapshot);
  const [hover, setHover] = useState<number | null>(null);
  const measureAnew = useCallback(() => feed.startFiguresAnew(), [feed]);

  return (
    <div className="panel-instruments">
      <Headline figures={headline} />
      <div className="panel-charts">
        {charts.map((chart) => (
          <ChartFrame key={chart.key} chart={chart} tS={tS} span={span} warmupS={warmupS} hover={hover} onHover={setHover} />
        ))}
        <HistogramFrame histogram={histogram} onMeasureAnew={measureAnew} />
      </div>
    </div>
  );
}
