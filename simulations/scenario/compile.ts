import { catalog } from '../catalog';
import { invariant } from '../engine/invariant';
import type { CompileContext } from '../engine/kind';
import { Kernel, type KernelPlan } from '../engine/kernel';
import { roomMb } from '../engine/room';
import { L_ANSWER_NS, L_KEY, L_WAY, ON_CIRCLE, stationAt } from '../engine/layout';
import { f64, i32, linkAt } from '../engine/arena';
import { callDesk } from '../engine/calls';
import { cut } from '../engine/cut';
import { dispatchOf } from '../engine/dispatch';
import { withInitials, type FamilyId, type Param, type ParamValue, type ParamValues, type VariantValue } from '../engine/param';
import { streamKey } from '../engine/random';
import { FAMILY_NUMBERS, slotsOf } from '../engine/slots';
import { callSlots } from '../links/call';
import { WIRE_DELAY_NS, WIRE_LOSS, wire } from '../links/wire';
import { onCircles } from './circles';
import { isWay } from './param-path';
import { ok, refuse, type Problem, type Result } from './problem';
import { classDeadlineNs, linkId, type LinkSpec, type Scenario, type StationSpec } from './scenario';
import { stationKind } from './station-kind';
import { noRows, readTrace } from './trace-csv';

/** One for all runs, so that the compiler sees the same few functions in each. */
const dispatch = dispatchOf([...catalog.stations, callDesk, cut, wire]);

/** From a valid scenario to an engine at time 0. The order of stations, links and classes is the scenario's; links that take time stand behind. */
export function compile(scenario: Scenario, seed: number): Result<Kernel> {
  const ids = Object.keys(scenario.stations);
  const ways = scenario.links.filter(isWay);
  const wayAt = (link: LinkSpec): number => ids.length + ways.indexOf(link);
  const plan: KernelPlan = {
    stations: [
      ...ids.map((id) => ({ id, kind: kindOf(scenario.stations[id]) })),
      ...ways.map((link) => ({ id: linkId(link), kind: wire })),
    ],
    shown: ids.length,
    links: [
      ...scenario.links.map((link) => ({ from: ids.indexOf(link.from), to: isWay(link) ? wayAt(link) : ids.indexOf(link.to), calls: link.call !== undefined })),
      ...ways.map((link) => ({ from: wayAt(link), to: ids.indexOf(link.to), index: scenario.links.indexOf(link) })),
    ],
    classes: classesOf(scenario),
    families: catalog.families,
    dispatch,
    hasCircles: onCircles(scenario, true).length > 0,
    streamKeyOf: (station, purpose) => streamKey(seed, station, purpose),
  };
  const { needed, there } = roomMb(plan);
  if (needed > there) return refuse({ path: 'stations', message: `need ${needed} MB for their histograms and tables, one for each of ${plan.classes.length} classes; there are ${there} MB: take fewer classes or stations` });
  const kernel = new Kernel(plan);
  for (const id of ids) {
    for (const name of Object.keys(kindOf(scenario.stations[id]).params)) {
      const problem = compileStationParam(kernel, scenario, id, name);
      if (problem !== undefined) return problem;
    }
  }
  scenario.links.forEach((link, index) => {
    compileLink(kernel, scenario, index);
    i32.set(streamKey(seed, linkId(link), 'call'), (linkAt(index) << 1) + L_KEY);
  });
  for (const id of onCircles(scenario)) i32[(stationAt(ids.indexOf(id)) << 1) + ON_CIRCLE] = 1;
  return ok(kernel);
}

/** Writes the parameter at `path`, which has just changed, where the engine reads it. Nothing is written when there is a problem. */
export function compileParam(kernel: Kernel, scenario: Scenario, path: string): Result<never> | undefined {
  const [top, id = '', name = ''] = path.split('.');
  if (top === 'stations') return compileStationParam(kernel, scenario, id, name);
  compileLink(kernel, scenario, scenario.links.findIndex((link) => linkId(link) === id));
  return undefined;
}

/** Writes all parameters of a link. */
function compileLink(kernel: Kernel, scenario: Scenario, index: number): void {
  const link = scenario.links[index];
  const at = linkAt(index);
  const { flow, call } = catalog.links;
  const { delayS, lossRatio } = withInitials(flow.params, link as unknown as ParamValues) as { delayS: number; lossRatio: number };
  if (isWay(link)) {
    const way = i32[(at << 1) + L_WAY];
    f64[way + WIRE_DELAY_NS] = Math.round(delayS * 1e9);
    f64[way + WIRE_LOSS] = lossRatio;
  }
  f64[at + L_ANSWER_NS] = Math.round(delayS * 1e9);
  if (link.call === undefined) return;
  const values = withInitials(call.params, link.call);
  for (const [name, param] of Object.entries(call.params)) {
    writeSlots(param, at + callSlots[name as keyof typeof callSlots], numbersOf(param, values[name], contextOf(kernel, scenario, [], () => undefined)));
  }
}

function compileStationParam(kernel: Kernel, scenario: Scenario, id: string, name: string): Result<never> | undefined {
  const spec = scenario.stations[id];
  const kind = kindOf(spec);
  const param = kind.params[name];
  invariant(param !== undefined, `${kind.kind} has no parameter ${name}`);
  const value = (spec[name] as ParamValue | undefined) ?? param.initial;
  let unreadable: readonly Problem[] = [];
  const numbers = numbersOf(param, value, contextOf(kernel, scenario, wayIdsOf(scenario, id), (problems) => { unreadable = problems; }));
  if (unreadable.length > 0) {
    return refuse(...unreadable.map(({ path, message }) => ({ path: `stations.${id}.${name}${path === '' ? '' : `.${path}`}`, message })));
  }
  writeSlots(param, stationAt(Object.keys(scenario.stations).indexOf(id)) + slotsOf(kind.params)[name], numbers);
  return undefined;
}

function contextOf(kernel: Kernel, scenario: Scenario, wayIds: readonly string[], unreadable: (problems: readonly Problem[]) => void): CompileContext {
  const context: CompileContext = {
    readTrace(values) {
      const rows = readTrace(values);
      if (rows.ok) return rows.value;
      unreadable(rows.problems);
      return noRows;
    },
    keep(numbers) {
      const offset = kernel.constants.length;
      const grown = new Float64Array(offset + numbers.length);
      grown.set(kernel.constants);
      grown.set(numbers, offset);
      kernel.constants = grown;
      return offset;
    },
    variant: (family, given) => variantNumbers(family, given as VariantValue, context),
    meanS: (given) => meanOfS(given as VariantValue),
    classIds: Object.keys(scenario.classes),
    wayIds,
  };
  return context;
}

/** The stations behind its flow links, in order. */
function wayIdsOf({ links }: Scenario, id: string): readonly string[] {
  return links.filter(({ from, call }) => from === id && call === undefined).map(({ to }) => to);
}

/** A variant's index is read on the hot path, as a whole number. */
function writeSlots(param: Param, at: number, numbers: readonly number[]): void {
  // What another member of the family left there is no part of this one.
  if (param.type === 'variant') f64.fill(0, at, at + 1 + FAMILY_NUMBERS[param.family]);
  f64.set(numbers, at);
  if (param.type === 'variant') i32[at << 1] = numbers[0];
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
  return Object.values(classes).map((each) => {
    upTo += each.share / total;
    return { shareUpTo: upTo, deadlineNs: classDeadlineNs(each), priority: each.priority };
  });
}
