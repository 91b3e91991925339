import { resolveParam } from '../../../simulations/scenario/param-path';
import type { ParamValue } from '../../../simulations/engine/param';
import type { FaultSpec, Scenario, TimelineItem } from '../../../simulations/scenario/scenario';
import type { NotedChange, NotedFault } from '../../run';
import { formatModelTime, formatValue } from '../../ui/format';
import { faultWords } from '../fault-words';
import { stationName } from '../stations-in-flow';
import type { Span } from './visible-span';

/** Something that happened to the system at a moment: drawn across the charts, and told in words. */
export interface Mark {
  readonly atS: number;
  readonly text: string;
  /** Without the station, where there is little room. */
  readonly short: string;
  /** Made by hand while it ran, or planned by the scenario. */
  readonly planned: boolean;
}

/** A slider that is dragged makes many changes; those that lie closer together than this share of the axis are one mark. */
const CLOSE_SHARE = 0.015;

/** What falls into the visible span, the newest value where several changes of one parameter lie close together. */
export function marksIn(span: Span, scenario: Scenario | null, byHand: readonly NotedChange[], faults: readonly NotedFault[] = []): readonly Mark[] {
  if (scenario === null) return [];
  const inside = ({ atS }: { readonly atS: number }): boolean => atS >= span.fromS && atS <= span.toS;
  const closeS = (span.toS - span.fromS) * CLOSE_SHARE;
  const nextOf = new Map<string, number>();
  const hand = byHand.filter(inside).toReversed().filter(({ atS, path }) => {
    const laterS = nextOf.get(path) ?? Infinity;
    nextOf.set(path, atS);
    return laterS - atS > closeS;
  });
  const marks: Mark[] = [
    ...hand.map(({ atS, path, value }) => marked(atS, changeWords(scenario, path, value), false)),
    ...faults.flatMap(({ atS, fault }) => faultMarks(scenario, atS, fault, false)),
    ...scenario.timeline.flatMap((item) => plannedMarks(scenario, item)),
  ].filter(inside);
  return marks.sort((a, b) => a.atS - b.atS);
}

/** So much of the axis to both sides a cursor is at a mark. */
const NEAR_SHARE = 1 / 60;

/** What was done about then, in words; '' for nothing. */
export const wordsAt = (marks: readonly Mark[], atS: number, span: Span): string => marks
  .filter((mark) => Math.abs(mark.atS - atS) < (span.toS - span.fromS) * NEAR_SHARE)
  .map((mark) => `${formatModelTime(mark.atS)} ${mark.text}`).join('; ');

const marked = (atS: number, text: string, planned: boolean): Mark => ({ atS, text, short: text.replace(/^[^:]*: /, ''), planned });

/** E.g. "Pickers: workers 3". */
export function changeWords(scenario: Scenario, path: string, value: ParamValue): string {
  const place = resolveParam(scenario, path);
  const id = path.split('.')[1] ?? '';
  const spec = scenario.stations[id];
  const name = spec === undefined ? id : stationName(id, spec);
  if (!place.ok) return `${name}: ${path.split('.').slice(2).join('.')} ${typeof value === 'object' ? value.kind : String(value)}`;
  const { param } = place.value;
  const words = valueWords(param, value);
  const label = param.label.toLowerCase();
  // "workers 3", not "workers 3 workers".
  return `${name}: ${label} ${words.endsWith(` ${label}`) ? words.slice(0, -label.length - 1) : words}`;
}

function valueWords(param: { readonly type: string; readonly options?: readonly { readonly id: string; readonly label: string }[] }, value: ParamValue): string {
  if (typeof value === 'object') return value.kind.replaceAll('-', ' ');
  if (param.type === 'number' && 'unit' in param && (typeof value === 'number' || value === 'unbounded')) return formatValue(value, param.unit as Parameters<typeof formatValue>[1]);
  return param.options?.find(({ id }) => id === value)?.label.toLowerCase() ?? String(value);
}

function plannedMarks(scenario: Scenario, { atS, change, fault }: TimelineItem): readonly Mark[] {
  return [
    ...(change === undefined ? [] : [marked(atS, changeWords(scenario, change.path, change.value), true)]),
    ...(fault === undefined ? [] : faultMarks(scenario, atS, fault, true)),
  ];
}

/** Where it begins and where it ends. */
function faultMarks(scenario: Scenario, atS: number, fault: FaultSpec, planned: boolean): readonly Mark[] {
  const { where, what, isOver } = faultWords(scenario, fault);
  const begin = marked(atS, `${where}: ${what}`, planned);
  return fault.forS === 0 ? [begin] : [begin, marked(atS + fault.forS, `${where}: ${isOver}`, planned)];
}
