import { ArrowRight, Copy, Trash2, X } from 'lucide-react';
import { linkId, nameIn, withLabel } from '../../document';
import { Cell } from '../../ui/cell';
import { Fold } from '../../ui/fold';
import { IconButton } from '../../ui/icon-button';
import type { PanelProps } from '../panel-props';
import { useWatched } from '../use-watched';
import { deleteRow } from './delete-row';
import { LinkTo } from './link-to';
import { whyNot } from './said';

interface StationIdentityProps extends Pick<PanelProps, 'document' | 'actions'> {
  readonly station: string;
  readonly name: string;
  readonly onSelect: (station: string) => void;
}

/** What a station is called and where its links lead; behind a fold, because most who set a number want neither. */
export function StationIdentity(props: StationIdentityProps) {
  return (
    <Fold className="panel-more inspector-identity" summary="Name and links" label={`Name and links of ${props.name}`} shown>
      {() => <Identity {...props} />}
    </Fold>
  );
}

function Identity({ document, station, name, actions, onSelect }: StationIdentityProps) {
  const { scenario } = useWatched(document);
  const out = scenario.links.filter(({ from }) => from === station);
  const into = scenario.links.filter(({ to }) => to === station);

  return (
    <>
      <div className="inspector-pair">
        <Cell
          label={`Name of ${name}`} showLabel="Name" value={scenario.stations[station]?.label ?? ''} placeholder={station}
          onCommit={(text) => {
            const named = withLabel(scenario, station, text);
            return whyNot(named.ok ? actions.change(`name of ${name}`, named.value, { quiet: true }) : named);
          }}
        />
        <Cell
          label={`Id of ${name}`} showLabel="Id" value={station}
          hint="What files, checks and the command line call it. Its random numbers come from it, so another id is another history."
          onCommit={(text) => whyNot(actions.rename(station, text.trim()))}
        />
      </div>
      <ul className="inspector-links" aria-label={`Links of ${name}`}>
        {into.map((link) => (
          <li key={linkId(link)}>
            <button type="button" className="inspector-station" onClick={() => onSelect(link.from)}>{nameIn(scenario, link.from)}</button>
            <ArrowRight aria-label="leads to" size={14} />
            <span>{name}</span>
            <IconButton icon={X} name={`Delete the link from ${nameIn(scenario, link.from)} to ${name}`} onClick={(event) => deleteRow(event, () => actions.deleteLink(linkId(link)))} />
          </li>
        ))}
        {out.map((link) => (
          <li key={linkId(link)}>
            <span>{name}</span>
            <ArrowRight aria-label="leads to" size={14} />
            <button type="button" className="inspector-station" onClick={() => onSelect(link.to)}>{nameIn(scenario, link.to)}</button>
            <IconButton icon={X} name={`Delete the link from ${name} to ${nameIn(scenario, link.to)}`} onClick={(event) => deleteRow(event, () => actions.deleteLink(linkId(link)))} />
          </li>
        ))}
      </ul>
      <LinkTo scenario={scenario} from={station} actions={actions} />
      <div className="inspector-buttons">
        <IconButton icon={Copy} name={`Duplicate ${name}`} showName onClick={() => { onSelect(station); actions.duplicateSelected(); }} />
        <IconButton icon={Trash2} name={`Delete ${name}`} showName onClick={() => { onSelect(station); actions.deleteSelected(); }} />
      </div>
    </>
  );
}
