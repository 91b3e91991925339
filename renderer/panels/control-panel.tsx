import { useEffect, useRef } from 'react';
import type { Param, ParamValue } from '../../simulations/engine/param';
import type { AppActions } from '../document';
import { Help } from '../ui/help';
import type { PanelProps } from './panel-props';
import { ParamControl } from './param-control';
import { byImportance } from './param-edits';
import { stationsInFlow, type PlacedStation } from './stations-in-flow';
import { useWatched } from './use-watched';
import './panels.css';

/** Every station's parameters, in the order in which a job meets the stations. All can be changed while the run goes on. */
export function ControlPanel({ document, actions, selection, onSelect }: PanelProps) {
  const { scenario } = useWatched(document);
  return (
    <div className="panel-controls">
      {stationsInFlow(scenario)
        .filter(({ kind }) => Object.keys(kind.params).length > 0)
        .map((station) => (
          <StationSection
            key={station.id} station={station} actions={actions}
            selected={station.id === selection} onSelect={onSelect}
          />
        ))}
    </div>
  );
}

interface StationSectionProps {
  readonly station: PlacedStation;
  readonly selected: boolean;
  readonly actions: AppActions;
  readonly onSelect: PanelProps['onSelect'];
}

function StationSection({ station: { id, name, spec, kind }, selected, actions, onSelect }: StationSectionProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // Smoothness comes from the style sheet, which knows whether the user wants less motion.
    if (selected) section.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

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
      onFocus={() => { if (!selected) onSelect?.(id); }}
    >
      <header className="ui-row">
        <h2>{name}</h2>
        {name.toLowerCase() !== kind.label.toLowerCase() && <span className="panel-kind">{kind.label}</span>}
        <Help about={kind.label}>{kind.help}</Help>
      </header>
      {primary.map(control)}
      {other.length > 0 && (
        <details className="panel-more">
          <summary aria-label={`More of ${name}`}>More</summary>
          {other.map(control)}
        </details>
      )}
    </section>
  );
}
