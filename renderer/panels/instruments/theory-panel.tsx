import { Check, CircleSlash, Hourglass, TimerReset, TriangleAlert, type LucideIcon } from 'lucide-react';
import { memo } from 'react';
import { figureText, formatCount } from '../../ui/format';
import { IconButton } from '../../ui/icon-button';
import type { About } from './about';
import { TableButtons } from './table-buttons';
import { gaugeWords, offScaleWords, SCALE_REACH, type Gauge, type GaugeRow } from './theory-model';
import { theoryTable } from './theory-table';
import type { Verdict } from './verdict';

const SIGNS: Readonly<Record<Verdict, LucideIcon>> = { agrees: Check, 'too early': Hourglass, differs: TriangleAlert, 'assumption broken': CircleSlash };

interface TheoryPanelProps {
  readonly gauges: readonly Gauge[];
  readonly since: string;
  readonly about: About;
  readonly onMeasureAnew: () => void;
  readonly announce: (text: string) => void;
}

/** Theory beside the measurement: for the whole and for each line, and whether the two agree. */
export const TheoryPanel = memo(function TheoryPanel({ gauges, since, about, onMeasureAnew, announce }: TheoryPanelProps) {
  return (
    <div className="theory" role="region" aria-label="Theory and measurement" tabIndex={0}>
      {gauges.length === 0 && <p className="theory-none">No line with workers in this scenario, so there is no formula to compare with.</p>}
      {gauges.map((gauge) => <GaugeCard key={gauge.key} gauge={gauge} since={since} />)}
      {gauges.length > 0 && (
        <p className="theory-anew">
          <IconButton icon={TimerReset} name="Measure anew" showName hint="Measure anew: forget what was measured so far, as when the start or a change still echoes" onClick={onMeasureAnew} />
          <TableButtons what="theory and measurements" about={about} table={() => theoryTable(gauges, since)} announce={announce} />
        </p>
      )}
    </div>
  );
});

function GaugeCard({ gauge, since }: { readonly gauge: Gauge; readonly since: string }) {
  const { key, title, model, source, note, rows, verdict, why } = gauge;
  const Sign = SIGNS[verdict];
  return (
    <article className="gauge" aria-label={gaugeWords(gauge)} data-gauge={key} data-verdict={verdict}>
      <header>
        <h3>{title}</h3>
        <span className="gauge-model" title={source}>{model === '' ? 'no formula' : model}</span>
      </header>
      <p className="gauge-verdict">
        <Sign aria-hidden size={15} />
        <strong>{verdict}</strong>
        {why !== '' && <span>{why}</span>}
      </p>
      {rows.map((row) => <Reading key={row.key} row={row} />)}
      {rows.length > 0 && <p className="gauge-note">{[since, note].filter((text) => text !== '').join('; ')}</p>}
    </article>
  );
}

/** Where a value stands on the scale, on which theory is in the middle, as a percentage of it. */
function placeOf(value: number, theory: number): number {
  const apart = value === theory ? 0 : value / theory - 1;
  return 50 + 49 * Math.min(1, Math.max(-1, apart / SCALE_REACH));
}

function Reading({ row }: { readonly row: GaugeRow }) {
  const { label, theory, measured, interval, n, figure } = row;
  const off = offScaleWords(row);
  const [from, to] = interval === null ? [0, 0] : [placeOf(interval[0], theory), placeOf(interval[1], theory)];
  return (
    <div className="gauge-reading">
      <span className="gauge-label">{label}</span>
      <svg className="gauge-scale" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
        <line className="gauge-base" x1="0" x2="100" y1="5" y2="5" />
        {interval !== null && to > 1 && from < 99 && <rect className="gauge-interval" x={from} width={Math.max(0.6, to - from)} y="2" height="6" />}
        <line className="gauge-theory" x1="50" x2="50" y1="0" y2="10" />
        {measured !== null && off === '' && <line className="gauge-measured" x1={placeOf(measured, theory)} x2={placeOf(measured, theory)} y1="1" y2="9" />}
        {measured !== null && off !== '' && <path className="gauge-off" d={measured > theory ? 'M96 0 L100 5 L96 10 Z' : 'M4 0 L0 5 L4 10 Z'} />}
      </svg>
      <span className="gauge-values">
        theory <b>{figureText(figure(theory))}</b>, measured <b>{measured === null ? '–' : figureText(figure(measured))}</b>
        {interval === null ? '' : ` (95 %: ${range(interval, figure)})`}
        {`, n\u00a0${formatCount(n)}`}
        {off !== '' && <span className="gauge-off-words">{off}</span>}
      </span>
    </div>
  );
}

/** "80 – 92 ms": the unit once where both have the same. */
function range([low, high]: readonly [number, number], figure: GaugeRow['figure']): string {
  const [from, to] = [figure(low), figure(high)];
  return from.unit === to.unit ? `${from.number} – ${figureText(to)}` : `${figureText(from)} – ${figureText(to)}`;
}
