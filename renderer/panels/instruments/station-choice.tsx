import type { WatchedRun } from '../panel-props';
import { stationsInFlow } from '../stations-in-flow';
import { useWatchedPart } from '../use-watched';
import './station-choice.css';

interface StationChoiceProps {
  readonly run: WatchedRun;
  readonly onSelect: (stationId: string) => void;
}

/** Where no station is selected: all of them, to select one from here. */
export function StationChoice({ run, onSelect }: StationChoiceProps) {
  const scenario = useWatchedPart(run, (snapshot) => snapshot.scenario);
  return (
    <div className="instruments-none station-choice">
      <p>Select a station, here or in the picture, to see its own charts.</p>
      <ul aria-label="Stations to select">
        {(scenario === null ? [] : stationsInFlow(scenario)).map(({ id, name, kind }) => (
          <li key={id}><button type="button" className="ui-push ui-push-small" title={kind.label} onClick={() => onSelect(id)}>{name}</button></li>
        ))}
      </ul>
    </div>
  );
}
