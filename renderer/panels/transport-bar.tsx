import { ChevronsRight, Dices, Pause, Play, Redo2, RotateCcw, StepBack, StepForward, Undo2 } from 'lucide-react';
import { memo, useState, type CSSProperties } from 'react';
import { missingIn } from '../document';
import type { RunSnapshot } from '../run';
import { formatCount, formatModelTime, formatNumber, formatSpeed } from '../ui/format';
import { IconButton } from '../ui/icon-button';
import type { PanelProps } from './panel-props';
import { SLIDER_SPEEDS, speedPlace } from './speed-scale';
import { TimeLine } from './time-line';
import { useWatched, useWatchedPart } from './use-watched';
import './panels.css';

/** A speed that is missed by more than this is told. */
const SHORTFALL = 0.7;

/** Play, pause, step, speed, seed, undo; where the run is. */
export const TransportBar = memo(function TransportBar({ run, document, actions }: PanelProps) {
  const status = useWatchedPart(run, (snapshot) => snapshot.status);
  const seed = useWatchedPart(run, (snapshot) => snapshot.seed);
  const runStale = useWatchedPart(run, (snapshot) => snapshot.runStale);
  const isBegun = useWatchedPart(run, ({ events }) => events > 0);
  const missing = useWatchedPart(document, ({ scenario }) => (runStale ? missingIn(scenario)[0]?.text : undefined));
  const playing = status === 'playing';

  return (
    <>
      <TimeLine run={run} actions={actions} />
      <div className="panel-transport" role="toolbar" aria-label="Transport">
        <div className="panel-group">
          <IconButton
            icon={playing ? Pause : Play} name={playing ? 'Pause' : 'Play'} large className="ui-button-accent" shortcut="Space"
            onClick={() => actions.playPause()} hint={playing ? 'Pause' : missing !== undefined ? `It cannot play yet: ${missing}` : runStale ? 'Play: starts a new run of the edited scenario' : 'Play'}
            data-missing={!playing && missing !== undefined}
          />
          <IconButton icon={StepBack} name="One event back" shortcut="," disabled={!isBegun} onClick={() => actions.stepBack()} />
          <IconButton icon={StepForward} name="Step one event" shortcut="." onClick={() => actions.step()} />
          <IconButton icon={RotateCcw} name="Restart" hint={`Restart with the same seed, ${seed}: the same history again`} shortcut="R" onClick={() => actions.restart()} />
          <IconButton icon={Dices} name="New seed" hint="New seed: the same system, another history" shortcut="N" onClick={() => actions.newSeed()} />
          <span className="panel-readout" title="The seed: the same seed gives the same history">
            <span className="panel-caption">Seed</span>
            <output aria-label="Seed">{seed}</output>
          </span>
        </div>

        <Speed run={run} actions={actions} />

        <Clock run={run} />

        <Steps document={document} actions={actions} />
      </div>
    </>
  );
});

/** Apart from the other buttons, which stay as they are while what this machine reaches goes up and down. */
function Speed({ run, actions }: Pick<PanelProps, 'run' | 'actions'>) {
  const speed = useWatchedPart(run, (snapshot) => snapshot.speed);
  const reached = useWatchedPart(run, reachedText);
  const atMax = speed === Infinity;
  const [boundedSpeed, setBoundedSpeed] = useState(1);
  if (!atMax && speed !== boundedSpeed) setBoundedSpeed(speed); // Where "Max" goes back to.

  const place = speedPlace(speed);
  const behind = !atMax && reached !== '';
  const readout = atMax
    ? `max${reached === '' ? '' : `: ${reached} model s per s`}`
    : formatSpeed(speed) + (behind ? `, reaches ${reached}` : '');

  return (
    <div className="panel-group">
      <div className="panel-speed">
        <label className="panel-caption" htmlFor="speed">Speed</label>
        <output className="panel-speed-text" htmlFor="speed" aria-label="Speed" title={behind ? 'This machine cannot go faster with this model' : undefined}>
          {readout}
        </output>
        <input
          id="speed" className="ui-slider" type="range" min={0} max={SLIDER_SPEEDS.length - 1} step={1} value={place}
          aria-valuetext={readout} data-unbounded={atMax} title="How much model time passes in one of your seconds  ([ and ])"
          style={{ '--way': `${(100 * place) / (SLIDER_SPEEDS.length - 1)}%` } as CSSProperties}
          onChange={(event) => actions.setSpeed(SLIDER_SPEEDS[Number(event.target.value)] ?? 1)}
        />
      </div>
      <IconButton
        icon={ChevronsRight} name="Max" showName pressed={atMax} hint="As fast as this machine goes"
        onClick={() => actions.setSpeed(atMax ? boundedSpeed : Infinity)}
      />
    </div>
  );
}

/** One step back, and forward again. */
function Steps({ document, actions }: Pick<PanelProps, 'document' | 'actions'>) {
  const canUndo = useWatchedPart(document, (snapshot) => snapshot.canUndo);
  const canRedo = useWatchedPart(document, (snapshot) => snapshot.canRedo);
  const undoLabel = useWatchedPart(document, (snapshot) => snapshot.undoLabel);
  const redoLabel = useWatchedPart(document, (snapshot) => snapshot.redoLabel);
  return (
    <div className="panel-group">
      <IconButton icon={Undo2} name="Undo" hint={canUndo ? `Undo ${undoLabel}` : 'Nothing to undo'} shortcut="Control+Z" disabled={!canUndo} onClick={() => actions.undo()} />
      <IconButton icon={Redo2} name="Redo" hint={canRedo ? `Redo ${redoLabel}` : 'Nothing to redo'} shortcut="Control+Shift+Z" disabled={!canRedo} onClick={() => actions.redo()} />
    </div>
  );
}

/** How fast it goes, where that is worth telling: as fast as it can, or slower than was asked. */
function reachedText({ status, speed, measuredSpeed }: RunSnapshot): string {
  if (status !== 'playing' || !(measuredSpeed > 0) || (speed !== Infinity && measuredSpeed >= SHORTFALL * speed)) return '';
  return formatNumber(measuredSpeed);
}

/** Where the run is. It takes no turns: everything else on the screen is held against the clock. */
function Clock({ run }: Pick<PanelProps, 'run'>) {
  const { nowS, events, scenario } = useWatched(run);
  const warmingUp = scenario !== null && nowS < scenario.warmupS;
  return (
    <div className="panel-group panel-clock">
      <span className="panel-readout">
        <span className="panel-caption">Model time{warmingUp ? ' · warming up' : ''}</span>
        <output aria-label="Model time" aria-live="off">{formatModelTime(nowS)}</output>
      </span>
      <span className="panel-readout panel-events">
        <span className="panel-caption">Events</span>
        <output aria-label="Events" aria-live="off">{formatCount(events)}</output>
      </span>
    </div>
  );
}
