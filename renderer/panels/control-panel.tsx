import { memo, useEffect, useRef, type ReactNode } from 'react';
import type { Param, ParamValue } from '../../simulations/engine/param';
import { linkId, NO_PARTS } from '../document';
import { Help } from '../ui/help';
import { useRowKeys } from '../ui/row-keys';
import { LinkSection } from './inspector/link-section';
import { SelectionSection } from './inspector/selection-section';
import { StationIdentity } from './inspector/station-identity';
import { comeIntoView } from './come-into-view';
import type { PanelProps } from './panel-props';
import { ParamControl } from './param-control';
import { byImportance } from './param-edits';
import { stationsInFlow, type PlacedStation } from './stations-in-flow';
import { useTurn } from './use-turn';
import { useWatched } from './use-watched';
import './inspector/inspector.css';
import './panels.css';

/** The controls of so many stations are made at once. Where there are hundreds, those of the others come a moment later. */
const AT_ONCE_MAX = 40;

/**
 * What is selected if it is more than a station, then every station's parameters, in the order in which a job meets the stations. All
 * parameters can be changed while the run goes on.
 */
export const ControlPanel = memo(function ControlPanel({ document, actions, selection, picked = NO_PARTS, onSelect }: PanelProps) {
  const { scenario, opened } = useWatched(document);
  const keys = useRowKeys(scenario.stations);
  const onlyLink = picked.stations.length === 0 && picked.links.length === 1 ? scenario.links.find((link) => linkId(link) === picked.links[0]) : undefined;
  return (
    <div className="panel-controls">
      {onlyLink !== undefined && <Shown key={`link ${opened}`}><LinkSection scenario={scenario} link={onlyLink} actions={actions} /></Shown>}
      {picked.stations.length + picked.links.length > 1 && <Shown key="several"><SelectionSection picked={picked} actions={actions} /></Shown>}
      {stationsInFlow(scenario).map((station, n) => (
        <StationSection
          key={`${opened} ${keys[station.id]}`} {...station} document={document} actions={actions}
          selected={station.id === selection} waits={n >= AT_ONCE_MAX} onSelect={onSelect}
        />
      ))}
    </div>
  );
});

/** Comes into view when it appears. */
function Shown({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => { comeIntoView(place.current); }, []);
  return <div ref={place}>{children}</div>;
}

interface StationSectionProps extends PlacedStation, Pick<PanelProps, 'document' | 'actions'> {
  readonly selected: boolean;
  /** For its controls to have their turn. */
  readonly waits: boolean;
  readonly onSelect: PanelProps['onSelect'];
}

/** Made anew only when something of this station is another. */
const StationSection = memo(function StationSection({ id, name, spec, kind, document, selected, waits, actions, onSelect }: StationSectionProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // What the hand is on stays where it is. Smoothness comes from the style sheet, which knows whether the user wants less motion.
    if (selected && section.current?.contains(globalThis.document.activeElement) !== true) comeIntoView(section.current);
  }, [selected]);
  /** Selecting moves what is on the page, so a press is over before it selects: else it would not be a click any more. */
  const pressed = useRef(false);

  const hasTurn = useTurn(waits);
  const { primary, other } = byImportance(kind.params);
  const control = ([param, declared]: [string, Param]) => (
    <ParamControl
      key={param} param={declared} value={spec[param] as ParamValue | undefined}
      path={`stations.${id}.${param}`} owner={name} actions={actions}
    />
  );
  return (
    <section
      ref={section}
      className="panel-station"
      data-selected={selected}
      aria-label={selected ? `${name}, selected` : name}
      onPointerDown={() => {
        pressed.current = true;
        addEventListener('pointerup', () => { pressed.current = false; }, { once: true });
      }}
      onFocus={() => { if (!selected && !pressed.current) onSelect?.(id); }}
      onClick={(event) => {
        if (!selected && event.target instanceof Element && event.target.closest('.inspector-identity') === null) onSelect?.(id);
      }}
    >
      <header className="ui-row">
        <h2>{name}</h2>
        {name.toLowerCase() !== kind.label.toLowerCase() && <span className="panel-kind">{kind.label}</span>}
        <Help about={kind.label}>{kind.help}</Help>
      </header>
      {(hasTurn || selected) && (
        <>
          {primary.map(control)}
          {other.length > 0 && (
            <details className="panel-more">
              <summary aria-label={`More of ${name}`}>More</summary>
              {other.map(control)}
            </details>
          )}
          <StationIdentity document={document} station={id} name={name} actions={actions} onSelect={(each) => onSelect?.(each)} />
        </>
      )}
    </section>
  );
});
