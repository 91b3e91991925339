import { TimerReset } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { formatDuration, formatNumber, formatShare } from '../../ui/format';
import { IconButton } from '../../ui/icon-button';
import { Swatch } from '../../ui/swatch';
import { ChartTitle } from './chart-frame';
import { HistogramChart } from './histogram-chart';
import { histogramWords, type HistogramModel } from './instrument-model';
import { noteRedraw } from './redraw-cost';
import { useRarely } from './use-rarely';

interface HistogramFrameProps {
  readonly histogram: HistogramModel;
  readonly onMeasureAnew: () => void;
}

/** How latency is distributed since the warm-up, or since measuring was begun anew. */
export const HistogramFrame = memo(function HistogramFrame({ histogram, onMeasureAnew }: HistogramFrameProps) {
  const host = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<HistogramChart>(null);
  const words = useRarely(histogramWords(histogram));
  const { bins, n, marks, deadlineS, goodShare, warmingUp, sinceS } = histogram;

  useEffect(() => {
    if (host.current === null) return;
    const made = new HistogramChart(host.current);
    drawing.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(host.current);
    return () => {
      sizes.disconnect();
      made.destroy();
    };
  }, []);

  useEffect(() => {
    const startMs = performance.now();
    drawing.current?.draw(histogram);
    noteRedraw(performance.now() - startMs);
  }, [histogram]);

  return (
    <section className="chart" aria-label="Latency distribution" data-chart="histogram">
      <ChartTitle title="Distribution" unit={n === 0 ? '' : `n ${formatNumber(n)}`} hint={warmingUp ? 'While warming up' : `Since ${formatDuration(sinceS)}`}>
        {bins !== null && (
          <IconButton
            icon={TimerReset} name="Measure anew" className="chart-anew" onClick={onMeasureAnew}
            hint="Measure anew: forget totals and distribution so far and begin at the present time"
          />
        )}
      </ChartTitle>
      <div className="chart-body">
        <canvas ref={host} className="chart-plot" role="img" aria-label={words} />
        {bins === null
          ? <p className="chart-empty">No job served yet.</p>
          : (
              <ul className="chart-labels chart-labels-stacked">
                {marks.map(({ key, label, atS, supported, colour, dash }) => (
                  <li key={key} data-faint={!supported} title={supported ? label : `${label}: too few jobs for it to mean much`}>
                    <Swatch colour={colour} dash={dash} faint={!supported} />
                    <span className="chart-label">{label}</span>
                    <span className="chart-value">{formatDuration(atS)}</span>
                  </li>
                ))}
                {deadlineS !== null && (
                  <li title={goodShare === null ? 'Deadline' : `Deadline: met by ${formatShare(goodShare)} of the jobs that were served`}>
                    <Swatch colour="ink" dash={[]} />
                    <span className="chart-label">due</span>
                    <span className="chart-value">{formatDuration(deadlineS)}</span>
                  </li>
                )}
              </ul>
          )}
      </div>
    </section>
  );
});
