import { memo, useId, useRef, useState, type KeyboardEvent } from 'react';
import { titleOf } from '../document';
import { AboutBlocks } from './about-parts';
import { aboutParts } from './about-text';
import { FaultCard } from './faults/fault-card';
import { ScenarioSettings } from './inspector/scenario-settings';
import type { PanelProps } from './panel-props';
import { useWatchedPart } from './use-watched';
import './panels.css';

/** What the scenario is, what to notice, what to try: one at a time, so that the controls below stay within reach. */
export const ScenarioCard = memo(function ScenarioCard(props: PanelProps) {
  const { document, actions } = props;
  const title = useWatchedPart(document, ({ scenario }) => titleOf(scenario));
  const about = useWatchedPart(document, ({ scenario }) => scenario.about);
  const opened = useWatchedPart(document, (snapshot) => snapshot.opened);
  return (
    <>
      <details className="panel-card" open>
        <summary>
          <h2>{title}</h2>
        </summary>
        {/* Another text begins at its first part. */}
        <Parts key={about} about={about} />
      </details>
      <ScenarioSettings key={opened} document={document} actions={actions} />
      <FaultCard key={`fault ${opened}`} {...props} />
    </>
  );
});

const Parts = memo(function Parts({ about }: { readonly about: string }) {
  const id = useId();
  const tabs = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(0);
  const parts = aboutParts(about);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = { ArrowRight: shown + 1, ArrowLeft: shown - 1, Home: 0, End: parts.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const place = (next + parts.length) % parts.length;
    setShown(place);
    tabs.current?.querySelectorAll('button')[place]?.focus();
  };

  if (parts.length < 2) return parts.map(({ blocks }) => <AboutBlocks key="only" blocks={blocks} />);
  return (
    <>
      <div ref={tabs} role="tablist" className="panel-tabs" aria-label="About this scenario" onKeyDown={onKeyDown}>
        {parts.map(({ heading }, place) => (
          <button
            key={place} type="button" role="tab" id={`${id}tab${place}`} className="panel-tab" aria-controls={`${id}part${place}`}
            aria-selected={place === shown} tabIndex={place === shown ? 0 : -1} onClick={() => setShown(place)}
          >
            {tabName(heading)}
          </button>
        ))}
      </div>
      {parts.map(({ heading, blocks }, place) => (
        <div key={place} role="tabpanel" id={`${id}part${place}`} className="panel-part" aria-labelledby={`${id}tab${place}`} hidden={place !== shown}>
          {tabName(heading) !== heading && heading !== '' && <h3>{heading}</h3>}
          <AboutBlocks blocks={blocks} />
        </div>
      ))}
    </>
  );
});

/** The three questions by their names; a heading that says more stands in full above its text. */
function tabName(heading: string): string {
  if (heading === '') return 'What it is';
  return /^What (?:is it|it is|to notice|to try)/i.exec(heading)?.[0] ?? (heading.length > 18 ? `${heading.slice(0, 17)}…` : heading);
}
