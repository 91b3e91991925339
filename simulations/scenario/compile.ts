import { catalog } from '../catalog';
import { invariant } from '../engine/invariant';
import type { CompileContext, TraceRows } from '../engine/kind';
import { Kernel } from '../engine/kernel';
import { stationAt } from '../engine/layout';
import { f64, i32 } from '../engine/arena';
import { dispatchOf } from '../engine/dispatch';
import { withInitials, type FamilyId, type Param, type ParamValue, type VariantValue } from '../engine/param';
import { streamKey } from '../engine/random';
import { FAMILY_NUMBERS, slotsOf } from '../engine/slots';
import { ok, refuse, type Result } from './problem';
import type { Scenario, StationSpec } from './scenario';
import { stationKind } from './station-kind';
import { noRows, readTrace } from './trace-csv';

/** One for all runs, so that the compiler sees the same few functions in each. */
const dispatch = dispatchOf(catalog.stations);

/** From a valid scenario to an engine at time 0. The order of stations, links and classes is the scenario's. */
export function compile(scenario: Scenario, seed: number): Result<Kernel> {
  const ids = Object.keys(scenario.stations);
  const kernel = new Kernel({
    stations: ids.map((id) => ({ id, kind: kindOf(scenario.stations[id]) })),
    links: scenario.links.map(({ from, to }) => ({ from: ids.indexOf(from), to: ids.indexOf(to) })),
    classes: classesOf(scenario),
    families: catalog.families,
    dispatch,
    streamKeyOf: (station, purpose) => streamKey(seed, station, purpose),
  });
  for (const [s, id] of ids.entries()) {
    for (const name of Object.keys(kindOf(scenario.stations[id]).params)) {
      const problem = compileParam(kernel, s, id, scenario.stations[id], name, Object.keys(scenario.classes));
      if (problem !== undefined) return problem;
    }
  }
  return ok(kernel);
}

/** Writes one parameter of a station where the engine reads it. Nothing is written when there is a problem. */
export function compileParam(kernel: Kernel, s: number, id: string, spec: StationSpec, name: string, classIds: readonly string[]): Result<never> | undefined {
  const kind = kindOf(spec);
  const param = kind.params[name];
  invariant(param !== undefined, `${kind.kind} has no parameter ${name}`);
  const slot = slotsOf(kind.params)[name];
  const value = (spec[name] as ParamValue | undefined) ?? param.initial;
  let unreadable: Result<TraceRows> | undefined;
  const context: CompileContext = {
    readTrace(values) {
      const rows = readTrace(values);
      if (rows.ok) return rows.value;
      unreadable = rows;
      return noRows;
    },
    keep(numbers) {
      if (unreadable !== undefined) return 0;
      const offset = kernel.constants.length;
      const grown = new Float64Array(offset + numbers.length);
      grown.set(kernel.constants);
      grown.set(numbers, offset);
      kernel.constants = grown;
      return offset;
    },
    variant: (family, given) => variantNumbers(family, given as VariantValue, context),
    meanS: (given) => meanOfS(given as VariantValue),
    classIds,
    wayIds: wayIdsOf(kernel, s),
  };
  const numbers = numbersOf(param, value, context);
  if (unreadable !== undefined && !unreadable.ok) {
    return refuse(...unreadable.problems.map(({ path, message }) => ({ path: `stations.${id}.${name}${path === '' ? '' : `.${path}`}`, message })));
  }
  writeSlots(param, stationAt(s) + slot, numbers);
  return undefined;
}

/** The stations behind its flow links, in order. */
function wayIdsOf({ plan }: Kernel, s: number): readonly string[] {
  return plan.links.filter(({ from }) => from === s).map(({ to }) => plan.stations[to].id);
}

/** A variant's index is read on the hot path, as a whole number. */
function writeSlots(param: Param, at: number, numbers: readonly number[]): void {
  // What another member of the family left there is no part of this one.
  if (param.type === 'variant') f64.fill(0, at, at + 1 + FAMILY_NUMBERS[param.family]);
  f64.set(numbers, at);
  if (param.type === 'variant') i32[2 * at] = numbers[0];
}

function kindOf(spec: StationSpec) {
  const kind = stationKind(spec.kind);
  invariant(kind !== undefined, `station kind ${spec.kind}`);
  return kind;
}

function numbersOf(param: Param, value: ParamValue, context: CompileContext): readonly number[] {
  switch (param.type) {
    case 'number': return [value === 'unbounded' ? Infinity : (value as number)];
    case 'choice': return [param.options.findIndex(({ id }) => id === value)];
    case 'text': return [];
    case 'variant': return variantNumbers(param.family, value as VariantValue, context);
  }
}

function variantNumbers(family: FamilyId, given: VariantValue, context: CompileContext): readonly number[] {
  const members = catalog.families[family];
  const index = members.findIndex(({ kind }) => kind === given.kind);
  const member = members[index];
  invariant(member !== undefined, `${family} ${given.kind}`);
  return [index, ...(member.compile?.(withInitials(member.params, given), context) ?? [])];
}

function meanOfS(given: VariantValue): number {
  const member = catalog.families.distribution.find(({ kind }) => kind === given.kind);
  invariant(member !== undefined, `distribution ${given.kind}`);
  return member.meanS(withInitials(member.params, given));
}

function classesOf({ classes }: Scenario): readonly { readonly shareUpTo: number; readonly deadlineNs: number; readonly priority: number }[] {
  const total = Object.values(classes).reduce((sum, { share }) => sum + share, 0);
  let upTo = 0;
  return Object.values(classes).map(({ share, deadlineS, priority }) => {
    upTo += share / total;
    return { shareUpTo: upTo, deadlineNs: deadlineS === undefined ? Infinity : Math.round(deadlineS * 1e9), priority };
  });
}
