import { Plus, X, Zap } from 'lucide-react';
import { DURATION_S_MAX } from '../../../simulations/scenario/limits';
import { resolveParam } from '../../../simulations/scenario/param-path';
import type { Result } from '../../../simulations/scenario/problem';
import type { Change, Scenario, TimelineItem } from '../../../simulations/scenario/scenario';
import type { AppActions } from '../../document';
import { Help } from '../../ui/help';
import { IconButton } from '../../ui/icon-button';
import { useRowKeys } from '../../ui/row-keys';
import { firstFault } from '../faults/fault-edits';
import { planned } from '../faults/fault-card';
import { FaultFields } from '../faults/fault-fields';
import { deleteRow } from './delete-row';
import { NumberCell } from './number-cell';
import { PlannedValue } from './planned-value';
import { runParams } from './run-params';

const TIME = { min: 0, max: 2 * DURATION_S_MAX, integer: false, unbounded: false, unit: 's' };

/** What is planned: changes of parameters and faults, each at its time. */
export function TimelineEditor({ scenario, actions }: { readonly scenario: Scenario; readonly actions: AppActions }) {
  const keys = useRowKeys(scenario.timeline);
  const first = runParams(scenario)[0]?.params[0];
  const fault = firstFault(scenario, null);
  const set = (label: string, timeline: readonly TimelineItem[]): Result<void> =>
    actions.change(label, { ...scenario, timeline: timeline.toSorted((a, b) => a.atS - b.atS) }, { quiet: true });
  const replace = (label: string, at: number, item: TimelineItem): Result<void> => set(label, scenario.timeline.map((each, n) => (n === at ? item : each)));

  return (
    <fieldset className="inspector-list">
      <legend>Planned changes and faults <Help about="Planned changes and faults">A run makes these by itself, each at its time from the start on.</Help></legend>
      {scenario.timeline.map((item, n) => {
        const what = item.fault === undefined ? 'change' : 'fault';
        const label = `Planned ${what} ${n + 1}`;
        return (
          <div key={keys[n]} className={`inspector-row ${item.fault === undefined ? 'inspector-plan' : 'inspector-fault'}`}>
            <NumberCell label={`${label}: at, s`} showLabel="At, s" range={TIME} value={item.atS} onChange={(atS = 0) => replace(`time of a planned ${what}`, n, { ...item, atS })} />
            {item.change !== undefined && <PlannedChange label={label} scenario={scenario} change={item.change} onChange={(change, part) => replace(part, n, { ...item, change })} />}
            {item.fault !== undefined && <FaultFields label={label} scenario={scenario} fault={item.fault} onChange={(next) => replace('planned fault', n, { ...item, fault: next })} />}
            <IconButton icon={X} name={`Delete planned ${what} ${n + 1}`} onClick={(event) => deleteRow(event, () => set(`deletion of a planned ${what}`, scenario.timeline.filter((_, at) => at !== n)))} />
          </div>
        );
      })}
      <IconButton
        icon={Plus} name="Plan a change" showName disabled={first === undefined}
        onClick={() => {
          const atS = Math.max(scenario.warmupS, scenario.timeline.at(-1)?.atS ?? 0);
          if (first !== undefined) void set('planned change', [...scenario.timeline, { atS, change: presentOf(scenario, first.path) }]);
        }}
      />
      <IconButton icon={Zap} name="Plan a fault" showName disabled={fault === null} onClick={() => { if (fault !== null) void planned(scenario, fault, actions); }} />
    </fieldset>
  );
}

interface PlannedChangeProps {
  readonly label: string;
  readonly scenario: Scenario;
  readonly change: Change;
  /** `part` names the step of undo. */
  readonly onChange: (change: Change, part: string) => Result<void>;
}

function PlannedChange({ label, scenario, change, onChange }: PlannedChangeProps) {
  const choices = runParams(scenario);
  return (
    <>
      <label className="inspector-end">
        Parameter
        <select
          className="ui-select" aria-label={`${label}: parameter`} value={change.path}
          onChange={(event) => void onChange(presentOf(scenario, event.target.value), 'planned change')}
        >
          {!choices.some(({ params }) => params.some(({ path }) => path === change.path)) && <option value={change.path}>{change.path}</option>}
          {choices.map(({ station, name, params }) => (
            <optgroup key={station} label={name}>
              {params.map(({ path, label: text }) => <option key={path} value={path}>{`${name}: ${text}`}</option>)}
            </optgroup>
          ))}
        </select>
      </label>
      <PlannedValue label={`${label}: value`} scenario={scenario} change={change} onChange={(value) => onChange({ ...change, value }, 'value of a planned change')} />
    </>
  );
}

/** A change that changes nothing yet. */
function presentOf(scenario: Scenario, path: string): Change {
  const place = resolveParam(scenario, path);
  return { path, value: place.ok ? place.value.value : 0 };
}
