import { Panel } from '@xyflow/react';
import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import { stationKind } from '../../simulations/scenario/station-kind';
import { isCall, isSingle, linkId, linkProblem, mayCall, nameIn, type AppActions, type NewLink } from '../document';

interface LinkTargetsProps {
  readonly scenario: Scenario;
  readonly from: string;
  readonly actions: AppActions;
  readonly onDone: () => void;
}

/**
 * Linking without a mouse: where to, from a list. What is impossible stands below, with the reason. A station that has only one way out
 * and uses it already gets that link moved.
 */
export function LinkTargets({ scenario, from, actions, onDone }: LinkTargetsProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const kind = stationKind(scenario.stations[from]?.kind);
  const [calls, setCalls] = useState(kind?.linksOut === 'none');
  const present = scenario.links.find((link) => link.from === from && !isCall(link));
  const instead = !calls && present !== undefined && isSingle(kind) ? present : null;
  const linkTo = (to: string): NewLink => (calls ? { from, to, call: {} } : { from, to });
  const targets = Object.keys(scenario.stations)
    .filter((to) => to !== from && to !== instead?.to)
    .map((to) => ({ to, problem: linkProblem(scenario, linkTo(to), instead === null ? null : linkId(instead)) }))
    .toSorted((a, b) => Number(a.problem !== '') - Number(b.problem !== ''));

  useEffect(() => {
    const before = document.activeElement;
    list.current?.querySelector('button')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected && (document.activeElement === document.body || document.activeElement === null)) before.focus();
    };
  }, []);

  const choose = (to: string): void => {
    const result = instead === null ? actions.link(linkTo(to)) : actions.moveLink(linkId(instead), { from, to });
    if (result.ok) onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...list.current?.querySelectorAll('button') ?? []];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') onDone();
    else if (next !== undefined && buttons.length > 0) buttons[(next + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget)) onDone();
  };

  return (
    <Panel position="top-center" className="nokey nowheel nopan nodrag">
      {/* Keys are for the list inside; the box only hands them on. */}
      <div className="diagram-targets" role="dialog" aria-labelledby={id} onKeyDown={onKeyDown} onBlur={onBlur}>
        <h2 id={id}>
          {instead === null ? `Link ${nameIn(scenario, from)} to …` : `Lead ${nameIn(scenario, from)} to … instead of ${nameIn(scenario, instead.to)}`}
        </h2>
        {mayCall(kind) && (
          <label className="diagram-calls">
            <input type="checkbox" checked={calls} onChange={(event) => setCalls(event.target.checked)} />
            Call it: wait for the answer
          </label>
        )}
        <ul ref={list}>
          {targets.map(({ to, problem }) => (
            <li key={to}>
              <button type="button" aria-disabled={problem !== ''} onClick={() => choose(to)}>
                {nameIn(scenario, to)}
                {problem !== '' && <small>{problem}</small>}
              </button>
            </li>
          ))}
        </ul>
        <p>{targets.length === 0 ? 'There is no other station yet.' : 'Arrow keys choose, Enter links, Escape gives up.'}</p>
      </div>
    </Panel>
  );
}
