import { catalog } from '../../simulations/catalog';
import type { Described } from '../../simulations/engine/kind';
import type { Param, Params, ParamValue, TextParam, VariantParam, VariantValue } from '../../simulations/engine/param';
import { formatCount } from '../ui/format';

/** The kinds that a variant parameter can be, in the catalogue's order. */
export const membersOf = (param: VariantParam): readonly Described[] => catalog.families[param.family];

export const isVariant = (value: ParamValue | undefined): value is VariantValue => typeof value === 'object';

/**
 * The value for another kind of the same family: what both kinds have by the same name and that the new one allows stays (a
 * rate stays a rate), the rest is as the new kind declares it.
 */
export function switchedTo(member: Described, before: VariantValue): VariantValue {
  const values: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(member.params)) {
    const kept = before[name];
    values[name] = kept !== undefined && allows(param, kept) ? kept : param.initial;
  }
  return { ...values, kind: member.kind };
}

function allows(param: Param, value: ParamValue): boolean {
  switch (param.type) {
    case 'number':
      if (value === 'unbounded') return param.unbounded;
      return typeof value === 'number' && value >= param.min && value <= param.max && (!param.integer || Number.isInteger(value));
    case 'choice': return param.options.some((option) => option.id === value);
    case 'text': return typeof value === 'string' && value.length <= param.lengthMax;
    case 'variant': return isVariant(value);
  }
}

/** Primary parameters first as they are declared, and the others apart. */
export function byImportance(params: Params): { readonly primary: [string, Param][]; readonly other: [string, Param][] } {
  const all = Object.entries(params);
  return { primary: all.filter(([, param]) => param.primary === true), other: all.filter(([, param]) => param.primary !== true) };
}

/** A text that holds a table is not shown, only measured. */
export function isTable(param: TextParam): boolean {
  return param.lengthMax > 10_000;
}

/** What to say of a text that is not edited here. */
export function textSize(text: string): string {
  if (text.trim() === '') return 'empty';
  const lines = text.trim().split('\n').length;
  const size = text.length < 1000 ? `${text.length} characters` : `${formatCount(text.length / 1000)} kB`;
  return `${formatCount(lines)} ${lines === 1 ? 'line' : 'lines'}, ${size}`;
}
