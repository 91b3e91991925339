import { FastForward } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { AppActions } from '../../document';
import { formatNumber } from '../../ui/format';
import type { WatchedRun } from '../panel-props';

/** The rest of a warm-up that is skipped takes about so much of the user's time. */
const SKIP_SCREEN_S = 1.2;

interface WarmUpNoteProps {
  readonly run: WatchedRun;
  readonly actions: Pick<AppActions, 'setSpeed' | 'play'>;
  readonly nowS: number;
  readonly warmupS: number;
  readonly warmingUp: boolean;
}

/** In slow motion a warm-up takes minutes: it says how far it is, and lets the run hurry through it. */
export function WarmUpNote({ run, actions, nowS, warmupS, warmingUp }: WarmUpNoteProps) {
  const hurry = useRef<{ readonly before: number; readonly at: number } | null>(null);

  useEffect(() => {
    if (warmingUp || hurry.current === null) return;
    const { before, at } = hurry.current;
    hurry.current = null;
    // A speed that was chosen meanwhile stays.
    if (run.getSnapshot().speed === at) actions.setSpeed(before);
  }, [warmingUp, run, actions]);

  if (!warmingUp || warmupS <= 0) return null;
  const skip = (): void => {
    const before = run.getSnapshot().speed;
    const at = Math.max(before, (warmupS - nowS) / SKIP_SCREEN_S);
    hurry.current = { before: hurry.current?.before ?? before, at };
    actions.setSpeed(at);
    actions.play();
  };
  return (
    <div className="rail-warm-up">
      <span title={`${formatNumber(warmupS)} s long. Figures begin anew at its end, when the system has forgotten that it began empty`}>
        warm-up {Math.floor((100 * Math.min(nowS, warmupS)) / warmupS)} %
      </span>
      <button type="button" className="rail-skip" onClick={skip} title="Hurry through the warm-up, then go on at this speed">
        <FastForward aria-hidden size={13} /> Skip warm-up
      </button>
    </div>
  );
}
