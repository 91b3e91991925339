import { useMemo, useState, type CSSProperties } from 'react';
import { isPlaying } from '../run';
import { formatModelTime } from '../ui/format';
import { useInTurn } from '../ui/use-in-turn';
import { marksIn } from './instruments/marks';
import type { PanelProps } from './panel-props';
import './time-line.css';

/** The slider's steps: finer than a screen has pixels for. */
const STEPS = 2000;

/** The whole of the run so far, with what was done in it and to it: drag to go back, and forward again. */
export function TimeLine({ run, actions }: Pick<PanelProps, 'run' | 'actions'>) {
  const { status, nowS, reachedS, doneLater, scenario } = useInTurn(run, isPlaying);
  const [wanted, setWanted] = useState<number | null>(null);
  const { changesByHand, faultsByHand } = run.measurements;
  // Which of them lie close together changes seldom, where they stand all the time.
  const roundS = Number(reachedS.toPrecision(2));
  const found = useMemo(() => marksIn({ fromS: 0, toS: 1.1 * roundS }, scenario, changesByHand, faultsByHand), [roundS, scenario, changesByHand, faultsByHand]);
  const marks = found.filter(({ atS }) => atS <= reachedS);

  const isBack = reachedS - nowS > reachedS / STEPS;
  const shown = isBack ? Math.round(nowS / reachedS * STEPS) : STEPS;
  // The hand is ahead of the run, which has to find its way there first.
  if (wanted !== null && (status === 'playing' || Math.abs(wanted - shown) <= 1)) setWanted(null);
  const place = wanted ?? shown;
  const words = isBack ? `${formatModelTime(nowS)} of ${formatModelTime(reachedS)}` : `the newest, ${formatModelTime(reachedS)}`;
  const again = doneLater === 0 ? '' : `, what was done later comes again (${doneLater})`;
  return (
    <div className="time-line" data-back={isBack}>
      <div className="time-line-way">
        <ul className="time-line-marks" aria-hidden>
          {marks.map(({ atS, text, planned }, n) => (
            <li key={n} data-planned={planned} title={`${formatModelTime(atS)}: ${text}`} style={{ '--at': `${atS / reachedS}` } as CSSProperties} />
          ))}
        </ul>
        <input
          type="range" className="ui-slider" aria-label="Time line of the run" min={0} max={STEPS} step={1} value={place} disabled={reachedS === 0}
          aria-valuetext={words + again} title="Drag to go back in time, and forward again. From there the run has the same history, until you do something else (, one event back)"
          style={{ '--way': `${100 * place / STEPS}%` } as CSSProperties}
          onChange={({ target: { value } }) => {
            const next = Number(value);
            setWanted(next);
            actions.seek(next === STEPS ? reachedS : next / STEPS * reachedS);
          }}
        />
      </div>
      <output className="time-line-words" aria-hidden>{isBack ? `of ${formatModelTime(reachedS)}${doneLater === 0 ? '' : ` · ${doneLater} done later ${doneLater === 1 ? 'comes' : 'come'} again`}` : ''}</output>
    </div>
  );
}
