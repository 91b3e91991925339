import type { KeyboardEvent } from 'react';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { nameIn, possibleTargets, type AppActions } from '../../document';

interface LinkToProps {
  readonly scenario: Scenario;
  readonly from: string;
  readonly actions: AppActions;
}

/** A list of where a new link may lead; there is none where none is possible. */
export function LinkTo({ scenario, from, actions }: LinkToProps) {
  const targets = possibleTargets(scenario, from);
  if (targets.length === 0) return null;
  return (
    <select
      className="ui-select inspector-link-to" aria-label={`Link ${nameIn(scenario, from)} to`} value="" onKeyDown={openByKey}
      onChange={({ currentTarget: list }) => {
        const fold = list.closest('details')?.querySelector('summary');
        actions.link({ from, to: list.value });
        requestAnimationFrame(() => { if (!list.isConnected) fold?.focus(); }); // That was the last that was possible.
      }}
    >
      <option value="" disabled>Link to …</option>
      {targets.map((to) => <option key={to} value={to}>{nameIn(scenario, to)}</option>)}
    </select>
  );
}

/** What is chosen here is done at once, and in a list that is closed the arrows and letters choose: they open it instead. */
function openByKey(event: KeyboardEvent<HTMLSelectElement>): void {
  const chooses = /^(Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down)|\S)$/u.test(event.key);
  if (!chooses || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.currentTarget.showPicker();
}
