import { NodeToolbar, Position, useStore, type Align, type ReactFlowState } from '@xyflow/react';
import { ArrowRightFromLine, Copy, Minus, Plus, Trash2 } from 'lucide-react';
import { memo, useId, useState, type KeyboardEvent } from 'react';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { stationKind } from '../../../simulations/scenario/station-kind';
import { nameIn, type AppActions } from '../../document';
import { fieldText, unitWord } from '../../ui/format';
import { Gesture } from '../../ui/gesture';
import { IconButton } from '../../ui/icon-button';
import { parseNumber } from '../../ui/parse-number';
import { nearestStop, sliderStops } from '../../ui/slider-scale';
import { mainParam, type MainParam } from '../main-param';

interface StationToolbarProps {
  readonly scenario: Scenario;
  readonly station: string;
  readonly actions: AppActions;
}

/** About half of the bar's width; its height, and how far it is from the station. */
const BAR_HALF = 190;
const BAR_HEIGHT = 44;
const OFFSET = 16;

/** What a hand wants at once of the station that is selected: its most important number, a link, a copy, an end. */
export const StationToolbar = memo(function StationToolbar({ scenario, station, actions }: StationToolbarProps) {
  const align = useStore((state) => alignment(state, station));
  const hasRoomAbove = useStore((state) => roomAbove(state, station) >= BAR_HEIGHT + OFFSET);
  const spec = scenario.stations[station];
  if (spec === undefined) return null;
  const name = nameIn(scenario, station);
  const main = mainParam(spec);
  return (
    <NodeToolbar nodeId={station} isVisible position={hasRoomAbove ? Position.Top : Position.Bottom} align={align} offset={OFFSET} className="nokey nopan nodrag">
      <div className="diagram-bar" role="toolbar" aria-label={`${name}: edit`}>
        {main !== null && <QuickNumber key={`${station}.${main.path}`} main={main} owner={name} path={`stations.${station}.${main.path}`} actions={actions} />}
        <StationButtons station={station} name={name} isEnd={stationKind(spec.kind)?.linksOut === 'none'} actions={actions} />
      </div>
    </NodeToolbar>
  );
});

interface StationButtonsProps {
  readonly station: string;
  readonly name: string;
  /** Nothing leads out of it. */
  readonly isEnd: boolean;
  readonly actions: AppActions;
}

const StationButtons = memo(function StationButtons({ station, name, isEnd, actions }: StationButtonsProps) {
  return (
    <>
      {!isEnd && <IconButton icon={ArrowRightFromLine} name={`Link ${name} to another station`} shortcut="C" onClick={() => actions.askLink(station)} />}
      <IconButton icon={Copy} name={`Duplicate ${name}`} shortcut="Control+D" onClick={() => actions.duplicateSelected()} />
      <IconButton icon={Trash2} name={`Delete ${name}`} shortcut="Delete" onClick={() => actions.deleteSelected()} />
    </>
  );
});

/** Between the upper edge of the picture and the station, in pixels. */
function roomAbove({ nodeLookup, transform: [, top, zoom] }: ReactFlowState, station: string): number {
  const node = nodeLookup.get(station);
  return node === undefined ? Infinity : top + node.position.y * zoom;
}

/** At the edges of the picture the bar grows towards the middle. */
function alignment({ nodeLookup, transform: [left, , zoom], width }: ReactFlowState, station: string): Align {
  const node = nodeLookup.get(station);
  if (node === undefined) return 'center';
  const middle = left + (node.position.x + (node.measured.width ?? 0) / 2) * zoom;
  return middle < BAR_HALF ? 'start' : middle > width - BAR_HALF ? 'end' : 'center';
}

interface QuickNumberProps {
  readonly main: MainParam;
  readonly owner: string;
  readonly path: string;
  readonly actions: AppActions;
}

/** A field with a step down and a step up, along the stops of the inspector's slider. */
function QuickNumber({ main: { param, value }, owner, path, actions }: QuickNumberProps) {
  const id = useId();
  const [gesture] = useState(() => new Gesture());
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const unit = unitWord(param.unit);
  const stops = sliderStops(param);
  const place = nearestStop(stops, value);

  const set = (next: number | 'unbounded', mergeKey?: string): void => {
    const result = actions.setParam(path, next, mergeKey);
    setProblem(result.ok ? null : result.problems.map(({ message }) => message).join(' '));
    if (result.ok) setTyped(null);
  };
  const step = (by: number): void => {
    const next = stops[place + by];
    if (next !== undefined) set(next, `${gesture.keyAt(performance.now())} ${path}`);
  };
  const commit = (): void => {
    if (typed === null) return;
    const parsed = parseNumber(typed, param);
    if (parsed.ok) set(parsed.value);
    else setProblem(parsed.message);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key === 'ArrowUp') step(1);
    if (event.key === 'ArrowDown') step(-1);
    if (event.key === 'Escape') {
      setTyped(null);
      setProblem(null);
    }
  };

  return (
    <div className="diagram-quick">
      <label htmlFor={`${id}field`}>{param.label}</label>
      <IconButton icon={Minus} name={`${owner} ${param.label.toLowerCase()}: less`} disabled={place <= 0} onClick={() => step(-1)} />
      <input
        id={`${id}field`} type="text" inputMode="decimal" autoComplete="off" spellCheck={false}
        aria-label={`${owner} ${param.label.toLowerCase()}, on the station`}
        data-settled={typed === null} aria-invalid={problem !== null} aria-describedby={problem === null ? undefined : `${id}problem`}
        value={typed ?? (value === 'unbounded' ? '' : fieldText(value))} placeholder={value === 'unbounded' ? '∞' : ''}
        onChange={(event) => setTyped(event.target.value)} onBlur={commit} onKeyDown={onKeyDown}
      />
      {unit !== '' && <span className="ui-unit" aria-hidden>{unit}</span>}
      <IconButton icon={Plus} name={`${owner} ${param.label.toLowerCase()}: more`} disabled={place >= stops.length - 1} onClick={() => step(1)} />
      {problem !== null && <p id={`${id}problem`} className="diagram-bar-problem" role="alert">{problem}</p>}
    </div>
  );
}
