import type { NumberParam, Param, ParamValue } from '../../../simulations/engine/param';
import { FOR_S, faultKind } from '../../../simulations/scenario/fault-spec';
import { ok, type Result } from '../../../simulations/scenario/problem';
import type { FaultSpec, Scenario } from '../../../simulations/scenario/scenario';
import { Cell } from '../../ui/cell';
import { fieldText } from '../../ui/format';
import { parseNumber } from '../../ui/parse-number';
import { NumberCell } from '../inspector/number-cell';
import { whyNot } from '../inspector/said';
import { faultAt, faultOf, faultsFor, targetOf, targetsOf } from './fault-edits';

interface FaultFieldsProps {
  /** Before the names of its fields: "Planned 2". */
  readonly label: string;
  readonly scenario: Scenario;
  readonly fault: FaultSpec;
  readonly onChange: (fault: FaultSpec) => Result<void>;
}

/** What goes wrong, where, for how long, and how badly: all of it from what the kinds of faults declare. */
export function FaultFields({ label, scenario, fault, onChange }: FaultFieldsProps) {
  const kind = faultKind(fault.kind);
  const set = (next: FaultSpec): void => { onChange(next); };
  return (
    <>
      <label className="inspector-end">
        What
        <select
          className="ui-select" aria-label={`${label}: what`} value={fault.kind} title={kind?.help}
          onChange={({ target: { value } }) => {
            const chosen = faultKind(value);
            if (chosen !== undefined) set(faultOf(scenario, chosen, targetOf(fault), fault.forS));
          }}
        >
          {kind === undefined && <option value={fault.kind}>{fault.kind}</option>}
          {faultsFor(scenario).map((each) => <option key={each.kind} value={each.kind}>{each.label}</option>)}
        </select>
      </label>
      <label className="inspector-end">
        Where
        <select className="ui-select" aria-label={`${label}: where`} value={targetOf(fault)} onChange={({ target: { value } }) => set(faultAt(fault, value))}>
          {kind !== undefined && targetsOf(scenario, kind).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </label>
      <NumberCell label={`${label}: for, s`} showLabel="For, s" range={FOR_S} value={fault.forS} onChange={(forS = 0) => onChange({ ...fault, forS })} />
      {Object.entries(kind?.params ?? {}).map(([name, param]) => (
        <ParamCell key={name} label={`${label}: ${param.label.toLowerCase()}`} param={param} value={fault[name] ?? param.initial} onChange={(value) => onChange({ ...fault, [name]: value })} />
      ))}
    </>
  );
}

interface ParamCellProps {
  readonly label: string;
  readonly param: Param;
  readonly value: ParamValue;
  readonly onChange: (value: ParamValue) => Result<void>;
}

function ParamCell({ label, param, value, onChange }: ParamCellProps) {
  if (param.type === 'choice') {
    return (
      <label className="inspector-end">
        {param.label}
        <select className="ui-select" aria-label={label} value={typeof value === 'string' ? value : param.initial} onChange={(event) => { onChange(event.target.value); }}>
          {param.options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
        </select>
      </label>
    );
  }
  const number = param.type === 'number' ? param : null;
  return (
    <Cell
      label={label} showLabel={number === null ? param.label : shown(number)} hint={param.help} numeric={number !== null}
      value={typeof value === 'number' ? fieldText(value) : typeof value === 'string' ? value : ''}
      onCommit={(text) => {
        if (number === null) return whyNot(onChange(text));
        const parsed = parseNumber(text, number);
        return parsed.ok ? whyNot(onChange(parsed.value)) : parsed.message;
      }}
    />
  );
}

/** "Delay, s", "Workers", "Share, 0 to 1": the unit where the name does not say it. */
function shown({ label, unit, min, max }: NumberParam): string {
  if (unit === 'share') return `${label}, ${min} to ${max}`;
  return unit === 's' || unit === 'per s' ? `${label}, ${unit}` : unit === 'ratio' ? `${label}, times` : label;
}

/** A fault that is only being put together cannot break anything. */
export const anyFault = (): Result<void> => ok(undefined);
