import type { ParamValue } from '../../../simulations/engine/param';
import { resolveParam } from '../../../simulations/scenario/param-path';
import type { Result } from '../../../simulations/scenario/problem';
import type { Change, Scenario } from '../../../simulations/scenario/scenario';
import { Cell } from '../../ui/cell';
import { fieldText } from '../../ui/format';
import { parseNumber } from '../../ui/parse-number';
import { isVariant, membersOf, switchedTo } from '../param-edits';
import { whyNot } from './said';

interface PlannedValueProps {
  readonly label: string;
  readonly scenario: Scenario;
  readonly change: Change;
  readonly onChange: (value: ParamValue) => Result<void>;
}

/** The value that a planned change sets: a number, one of a few, or a policy as a whole. */
export function PlannedValue({ label, scenario, change: { path, value }, onChange }: PlannedValueProps) {
  const place = resolveParam(scenario, path);
  const param = place.ok ? place.value.param : null;
  if (param?.type === 'choice' && typeof value === 'string') {
    return <Choice label={label} value={value} options={param.options} onChange={(id) => void onChange(id)} />;
  }
  if (param?.type === 'variant' && isVariant(value)) {
    const members = membersOf(param);
    const choose = (kind: string): void => {
      const member = members.find((each) => each.kind === kind);
      if (member !== undefined) onChange(switchedTo(member, value));
    };
    return <Choice label={label} value={value.kind} options={members.map(({ kind, label: text }) => ({ id: kind, label: text }))} onChange={choose} />;
  }
  return (
    <Cell
      label={label} showLabel="Value" numeric={param?.type === 'number'}
      value={typeof value === 'number' ? fieldText(value) : typeof value === 'string' ? value : JSON.stringify(value)}
      onCommit={(text) => {
        if (param?.type !== 'number') return whyNot(onChange(text));
        if (param.unbounded && text.trim().toLowerCase() === 'unbounded') return whyNot(onChange('unbounded'));
        const parsed = parseNumber(text, param);
        return parsed.ok ? whyNot(onChange(parsed.value)) : parsed.message;
      }}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className="inspector-end">
      Value
      <select className="ui-select" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
      </select>
    </label>
  );
}
