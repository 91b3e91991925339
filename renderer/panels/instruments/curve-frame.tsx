import { memo, useCallback, useState } from 'react';
import { formatCount, formatDuration, formatNumber, formatShare } from '../../ui/format';
import { Swatch } from '../../ui/swatch';
import type { About } from './about';
import { ChartMenu } from './chart-menu';
import { ChartTitle } from './chart-title';
import { curveTable } from './csv';
import { curveSaid, curveWords, type CurveModel } from './curve-model';
import { DataTable } from './data-table';
import { drawCurve } from './draw-curve';
import { Painted } from './painted';
import type { Pen } from './pen';
import { useNewest } from './use-newest';
import { useRarely } from './use-rarely';

interface CurveFrameProps {
  readonly curve: CurveModel;
  readonly about: About;
  readonly onLine: (key: string) => void;
  readonly announce: (text: string) => void;
}

const UNIT = 'mean time, waiting and service; over utilisation';

/** Load against time, with theory's line where a closed form applies, and the point at which the system now works. */
export const CurveFrame = memo(function CurveFrame({ curve, about, onLine, announce }: CurveFrameProps) {
  const [isTable, setTable] = useState(false);
  const words = useRarely(() => curveWords(curve));
  const draw = useCallback((pen: Pen) => drawCurve(pen, curve), [curve]);
  const take = useNewest(() => ({ about, said: `${UNIT}; ${curveSaid(curve)}`, words: curveWords(curve), table: () => curveTable(curve), draw }));
  const { title, choices, key, theory, why, now, spanS } = curve;
  return (
    <section className="chart chart-curve" aria-label="Load and time" data-chart="curve">
      <ChartTitle title="Load and time" unit={UNIT}>
        <ChartMenu title="Load and time" take={take} isTable={isTable} onTable={setTable} announce={announce} />
      </ChartTitle>
      {isTable
        ? <DataTable title="Load and time" table={curveTable(curve)} />
        : (
            <div className="curve-body">
              <div className="curve-plot"><Painted draw={draw} words={words} /></div>
              <div className="curve-side">
                {choices.length > 1
                  ? (
                      <label className="curve-choice">
                        Line
                        <select className="ui-select" value={key} onChange={(event) => onLine(event.target.value)}>
                          {choices.map((choice) => <option key={choice.key} value={choice.key}>{choice.title}</option>)}
                        </select>
                      </label>
                    )
                  : <p className="curve-title">{title}</p>}
                <dl>
                  <dt><Swatch colour="sky" dash={[]} /> measured</dt>
                  <dd>{now === null ? 'nobody served yet' : `${formatDuration(now.timeS)} at ${formatShare(now.load)}`}</dd>
                  <dd className="curve-small">{now === null ? '' : `n ${formatCount(now.n)} in ${formatDuration(spanS)}`}</dd>
                  <dt><Swatch colour="amber" dash={[7, 4]} /> theory</dt>
                  <dd>{theory === null ? 'no line' : theory.model}</dd>
                  <dd className="curve-small">{theory === null ? why : `mean, at other arrival rates (${formatNumber(theory.points.length)} points)`}</dd>
                </dl>
              </div>
            </div>
          )}
    </section>
  );
});
