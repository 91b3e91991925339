import { memo, useCallback, useState } from 'react';
import { formatCount, formatNumber } from '../../ui/format';
import type { About } from './about';
import { ChartMenu } from './chart-menu';
import { ChartTitle } from './chart-title';
import { heatTable } from './csv';
import { DataTable } from './data-table';
import { drawHeat, heatWords, type HeatModel } from './draw-heat';
import { Painted } from './painted';
import type { Pen } from './pen';
import { useNewest } from './use-newest';
import { useRarely } from './use-rarely';

interface HeatFrameProps {
  readonly heat: HeatModel;
  readonly about: About;
  readonly announce: (text: string) => void;
}

/** Latency over time: where one chart of percentiles shows lines, this shows all the jobs. */
export const HeatFrame = memo(function HeatFrame({ heat, about, announce }: HeatFrameProps) {
  const [isTable, setTable] = useState(false);
  const words = useRarely(() => heatWords(heat));
  const draw = useCallback((pen: Pen) => drawHeat(pen, heat), [heat]);
  const unit = heat.n === 0 ? '' : `n ${formatNumber(heat.n)}; stronger: a larger share of the moment’s jobs`;
  const take = useNewest(() => ({ about, said: heat.n === 0 ? 'No job served yet.' : unit, words: heatWords(heat), table: () => heatTable(heat), draw }));
  return (
    <section className="chart chart-wide" aria-label="Latency over time" data-chart="heat">
      <ChartTitle title="Latency over time" unit={unit} hint={`${formatCount(heat.n)} jobs`}>
        <ChartMenu title="Latency over time" take={take} isTable={isTable} onTable={setTable} announce={announce} />
      </ChartTitle>
      {isTable
        ? <DataTable title="Latency over time" table={heatTable(heat)} />
        : (
            <div className="chart-body">
              <Painted draw={draw} words={words} />
              {heat.n === 0 && <p className="chart-empty">No job served yet.</p>}
            </div>
          )}
    </section>
  );
});
