import { withInitials, type ParamValues } from '../../simulations/engine/param';
import { faultKind } from '../../simulations/scenario/fault-spec';
import type { FaultSpec, Scenario } from '../../simulations/scenario/scenario';
import { nameIn } from '../document';
import { formatDuration, formatValue } from '../ui/format';

/** A fault in words: where, what ("slow down, factor 4, for 10 s") and how its end is told. */
export function faultWords(scenario: Scenario, fault: FaultSpec): { readonly where: string; readonly what: string; readonly isOver: string } {
  const kind = faultKind(fault.kind);
  const name = (kind?.label ?? fault.kind).toLowerCase();
  const values = withInitials(kind?.params ?? {}, fault as ParamValues);
  const params = Object.entries(kind?.params ?? {}).map(([id, param]) => {
    const value = values[id];
    const text = param.type === 'number' && (typeof value === 'number' || value === 'unbounded') ? formatValue(value, param.unit) : typeof value === 'object' ? value.kind : String(value);
    const label = param.label.toLowerCase();
    return text.endsWith(label) ? text : `${label} ${text}`;
  });
  const [from = '', to = ''] = (fault.link ?? '').split('>');
  const where = fault.link === undefined ? nameIn(scenario, fault.station ?? '') : `${nameIn(scenario, from)} → ${nameIn(scenario, to)}`;
  const span = fault.forS === 0 ? [] : [`for ${formatDuration(fault.forS)}`];
  return { where, what: [name, ...params, ...span].join(', '), isOver: `${name} over` };
}
