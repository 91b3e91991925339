import { Plus, X } from 'lucide-react';
import { DURATION_S_MAX } from '../../../simulations/scenario/limits';
import { resolveParam } from '../../../simulations/scenario/param-path';
import type { Result } from '../../../simulations/scenario/problem';
import type { Change, Scenario, TimelineItem } from '../../../simulations/scenario/scenario';
import type { AppActions } from '../../document';
import { Help } from '../../ui/help';
import { IconButton } from '../../ui/icon-button';
import { NumberCell } from './number-cell';
import { PlannedValue } from './planned-value';
import { runParams } from './run-params';

const TIME = { min: 0, max: 2 * DURATION_S_MAX, integer: false, unbounded: false, unit: 's' };

/** What is planned: changes of parameters at their times. What else a file plans, such as faults, is told and can be moved and deleted. */
export function TimelineEditor({ scenario, actions }: { readonly scenario: Scenario; readonly actions: AppActions }) {
  const choices = runParams(scenario);
  const set = (label: string, timeline: readonly TimelineItem[]): Result<void> =>
    actions.change(label, { ...scenario, timeline: timeline.toSorted((a, b) => a.atS - b.atS) }, { quiet: true });
  const replace = (label: string, at: number, item: TimelineItem): Result<void> => set(label, scenario.timeline.map((each, n) => (n === at ? item : each)));
  const first = choices[0]?.params[0];

  return (
    <fieldset className="inspector-list">
      <legend>Planned changes <Help about="Planned changes">A run makes these by itself, each at its time from the start on.</Help></legend>
      {scenario.timeline.map((item, n) => {
        const change = (item as Partial<TimelineItem>).change;
        const label = `Planned change ${n + 1}`;
        return (
          <div key={n} className="inspector-row inspector-plan">
            <NumberCell label={`${label}: at, s`} showLabel="At, s" range={TIME} value={item.atS} onChange={(atS = 0) => replace('time of a planned change', n, { ...item, atS })} />
            {change === undefined
              ? <p className="ui-hint">{otherwise(item)}</p>
              : (
                <>
                  <label className="inspector-end">
                    Parameter
                    <select
                      className="ui-select" aria-label={`${label}: parameter`} value={change.path}
                      onChange={(event) => void replace('planned change', n, { ...item, change: presentOf(scenario, event.target.value) })}
                    >
                      {!choices.some(({ params }) => params.some(({ path }) => path === change.path)) && <option value={change.path}>{change.path}</option>}
                      {choices.map(({ station, name, params }) => (
                        <optgroup key={station} label={name}>
                          {params.map(({ path, label: text }) => <option key={path} value={path}>{`${name}: ${text}`}</option>)}
                        </optgroup>
                      ))}
                    </select>
                  </label>
                  <PlannedValue label={`${label}: value`} scenario={scenario} change={change} onChange={(value) => replace('value of a planned change', n, { ...item, change: { ...change, value } })} />
                </>
              )}
            <IconButton icon={X} name={`Delete planned change ${n + 1}`} onClick={() => void set('deletion of a planned change', scenario.timeline.filter((_, at) => at !== n))} />
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
    </fieldset>
  );
}

/** A change that changes nothing yet. */
function presentOf(scenario: Scenario, path: string): Change {
  const place = resolveParam(scenario, path);
  return { path, value: place.ok ? place.value.value : 0 };
}

/** An item of another form, in the words of the file. */
function otherwise(item: TimelineItem): string {
  return Object.entries(item).filter(([key]) => key !== 'atS').map(([key, value]) => `${key}: ${words(value)}`).join(', ');
}

function words(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value).map(([key, each]) => `${key} ${words(each)}`).join(', ');
}
