import { TimerReset } from 'lucide-react';
import { memo, useCallback, useState } from 'react';
import { formatCount, formatDuration, formatNumber, formatShare } from '../../ui/format';
import { IconButton } from '../../ui/icon-button';
import { Swatch } from '../../ui/swatch';
import type { About } from './about';
import { ChartMenu } from './chart-menu';
import { ChartTitle } from './chart-title';
import { histogramTable, tailTable } from './csv';
import { DataTable } from './data-table';
import { barAt, drawHistogram, drawTail } from './draw-histogram';
import { histogramSaid, histogramWords, type HistogramModel, type PercentileMark } from './histogram-model';
import { FollowAt } from './follow-at';
import { Painted, type PaintedProps } from './painted';
import type { Pen } from './pen';
import { useNewest } from './use-newest';
import { useRarely } from './use-rarely';

interface HistogramFrameProps {
  readonly histogram: HistogramModel;
  readonly about: About;
  /** Bars, or the share that took longer. */
  readonly of?: 'bars' | 'tail';
  /** The list of the percentiles stands elsewhere. */
  readonly bare?: boolean;
  /** Follow a job that took between so many seconds. */
  readonly onFollow: (fromS: number, toS: number) => void;
  readonly onMeasureAnew: () => void;
  readonly announce: (text: string) => void;
}

const OF = {
  bars: { key: 'histogram', title: 'Distribution', label: 'Latency distribution', draw: drawHistogram, table: histogramTable },
  tail: { key: 'cdf', title: 'Share that took longer', label: 'Latency tail', draw: drawTail, table: tailTable },
} as const;

/** How latency is distributed since the warm-up, or since measuring was begun anew. */
export const HistogramFrame = memo(function HistogramFrame({ histogram, about, of = 'bars', bare = false, onFollow, onMeasureAnew, announce }: HistogramFrameProps) {
  const [isTable, setTable] = useState(false);
  const words = useRarely(() => histogramWords(histogram));
  const { bins, n, marks, deadlineS, goodShare, warmingUp, sinceS } = histogram;
  const { key, title, label, draw, table } = OF[of];
  const drawn = useCallback((pen: Pen) => draw(pen, histogram), [draw, histogram]);
  const take = useNewest(() => ({ about, said: `${of === 'tail' ? 'share that took longer; ' : ''}${histogramSaid(histogram)}`, words: histogramWords(histogram), table: () => table(histogram), draw: drawn }));
  const pick: PaintedProps['onPick'] = (x, size) => {
    const bar = barAt(size, histogram, x);
    if (bar !== null) onFollow(...bar);
  };

  return (
    <section className={bare ? 'chart chart-wide' : 'chart'} aria-label={label} data-chart={key}>
      <ChartTitle title={title} unit={n === 0 ? '' : `n ${formatNumber(n)}`} hint={`${formatCount(n)} jobs ${warmingUp ? 'while warming up' : `since ${formatDuration(sinceS)}`}`}>
        {bins !== null && of === 'bars' && (
          <IconButton
            icon={TimerReset} name="Measure anew" className="chart-anew" onClick={onMeasureAnew}
            hint="Measure anew: forget totals and distribution so far and begin at the present time"
          />
        )}
        <ChartMenu title={label} take={take} isTable={isTable} onTable={setTable} announce={announce} />
      </ChartTitle>
      {isTable
        ? <DataTable title={label} table={table(histogram)} />
        : (
            <div className="chart-body">
              <Painted
                draw={drawn} words={of === 'bars' ? words : words.replace('distribution', 'tail')}
                {...(of === 'bars' ? { onPick: pick, hint: 'Click a bar to follow a job that took so long' } : {})}
              />
              {bins === null && <p className="chart-empty">No job served yet.</p>}
              {bins !== null && !bare && (
                <ul className="chart-labels chart-labels-stacked">
                  {marks.map((mark) => <MarkLabel key={mark.key} mark={mark} onFollow={onFollow} />)}
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
          )}
    </section>
  );
});

function MarkLabel({ mark: { label, atS, supported, needed, interval, colour, dash }, onFollow }: { readonly mark: PercentileMark; readonly onFollow: HistogramFrameProps['onFollow'] }) {
  const reach = interval === null ? '' : `: 95 % interval ${formatDuration(interval[0])} to ${formatDuration(interval[1])}`;
  return (
    <li data-faint={!supported} title={supported ? `${label}${reach}` : `${label}: too few jobs for it to mean much; it wants ${formatCount(needed)}`}>
      <Swatch colour={colour} dash={dash} faint={!supported} />
      <FollowAt label={label} atS={atS} onFollow={onFollow}><span className="chart-label">{label}</span></FollowAt>
      <span className="chart-value">{formatDuration(atS)}</span>
    </li>
  );
}
