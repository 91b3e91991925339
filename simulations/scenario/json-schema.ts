import { catalog, stationKinds } from '../catalog';
import type { Described, FaultKind } from '../engine/kind';
import type { FamilyId, NumberParam, Param, Params } from '../engine/param';
import { FOR_S } from './fault-spec';
import * as limits from './limits';
import { SCENARIO_FORMAT } from './scenario';
import { CLASS_NUMBERS, ID, SCENARIO_DEFAULTS, SCENARIO_NUMBERS } from './validate-scenario';
import type { NumberRange } from './wording';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema (2020-12) of the scenario file, made from what the kinds declare, so that an editor can complete and
 * explain it. It says what one value may be; what holds between values (links to stations, paths of changes) only
 * validateScenario knows.
 */
export function scenarioSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Spillway scenario',
    description: 'A queueing system of producers, queues, workers and sinks. Times are in seconds, rates per second.',
    ...object(withDefaults({
      format: { const: SCENARIO_FORMAT },
      title: text(limits.TITLE_CHARS_MAX, 'What it is called.'),
      about: text(limits.ABOUT_CHARS_MAX, 'Markdown: what is it, what to notice, what to try.'),
      seed: number(SCENARIO_NUMBERS.seed, 'The same seed gives the same history, event for event.'),
      warmupS: number(SCENARIO_NUMBERS.warmupS, 'Time before the figures begin to count.'),
      durationS: number(SCENARIO_NUMBERS.durationS, 'Time that the figures cover, after the warm-up.'),
      classes: { description: 'The kinds of jobs, by id.', ...table(limits.CLASSES_MAX, jobClass()), minProperties: 1 },
      stations: { description: 'The stations, by id.', ...table(limits.STATIONS_MAX, { oneOf: stationKinds.map((kind) => ref('stations', kind.kind)) }) },
      links: { description: 'Where jobs go that leave a station.', ...list(limits.LINKS_MAX, link()) },
      timeline: { description: 'Planned changes, in order of time.', ...list(limits.TIMELINE_ITEMS_MAX, timelineItem()) },
      checks: { description: 'What the figures of a run must keep to.', ...list(limits.CHECKS_MAX, check()) },
      changelog: list(limits.CHANGELOG_ENTRIES_MAX, changelogEntry()),
    }), ['format', 'stations']),
    $defs: {
      id: { type: 'string', pattern: ID.source, maxLength: limits.ID_CHARS_MAX },
      change: object({ path: text(limits.NAME_CHARS_MAX, 'E.g. stations.orders.arrivals.ratePerS'), value: { type: ['number', 'string', 'object'] } }, ['path', 'value']),
      stations: Object.fromEntries(stationKinds.map((kind) => [kind.kind, kindSchema(kind, {
        label: text(limits.LABEL_CHARS_MAX, 'The name on the screen.'),
        at: { type: 'array', items: coordinate, minItems: 2, maxItems: 2, description: 'Left upper corner in the picture, [x, y] in pixels.' },
      })])),
      faults: Object.fromEntries(catalog.faults.map((kind) => [kind.kind, faultSchema(kind)])),
      families: Object.fromEntries((Object.keys(catalog.families) as FamilyId[]).map((family) => [family, {
        oneOf: catalog.families[family].map((kind) => kindSchema(kind, {})),
      }])),
    },
  };
}

const coordinate = { type: 'number', minimum: -limits.COORDINATE_MAX, maximum: limits.COORDINATE_MAX };

/** A parameter that is left out has its declared value, so only the kind must be there. */
function kindSchema({ kind, label, help, params }: Described, more: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { title: label, description: help, ...object({ kind: { const: kind }, ...more, ...paramSchemas(params) }, ['kind']) };
}

function paramSchemas(params: Params): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, paramSchema(param)]));
}

function paramSchema(param: Param): JsonSchema {
  const said = { title: param.label, default: param.initial };
  switch (param.type) {
    case 'number': return { ...said, ...paramNumber(param) };
    case 'text': return { ...said, ...text(param.lengthMax, param.help) };
    case 'choice': return { ...said, description: param.help, oneOf: param.options.map(({ id, label, help }) => ({ const: id, title: label, description: help })) };
    case 'variant': return { ...said, description: param.help, ...ref('families', param.family) };
  }
}

function paramNumber(param: NumberParam): JsonSchema {
  const { description, ...bounds } = number(param, param.help);
  return param.unbounded ? { description, anyOf: [bounds, { const: 'unbounded' }] } : { description, ...bounds };
}

function number({ min, max, integer, unit }: NumberRange, help: string): JsonSchema {
  const isNamed = !['', 'ratio', 'share', 'count', 'text'].includes(unit);
  return { description: isNamed ? `${help} In ${unit}.` : help, type: integer ? 'integer' : 'number', minimum: min, maximum: max };
}

function text(charsMax: number, description: string): JsonSchema {
  return { type: 'string', maxLength: charsMax, description };
}

function link(): JsonSchema {
  const { flow, call } = catalog.links;
  return object({
    from: ref('id'), to: ref('id'), ...paramSchemas(flow.params),
    call: { title: call.label, description: call.help, ...object(paramSchemas(call.params), []) },
  }, ['from', 'to']);
}

function timelineItem(): JsonSchema {
  return {
    ...object({ atS: { type: 'number', minimum: 0, description: 'In s.' }, change: ref('change'), fault: { oneOf: catalog.faults.map((kind) => ref('faults', kind.kind)) } }, ['atS']),
    oneOf: [{ required: ['change'] }, { required: ['fault'] }],
  };
}

/** A fault names the station or the link that it happens to. */
function faultSchema(kind: FaultKind): JsonSchema {
  const target = kind.on === 'station' ? ref('id') : text(limits.NAME_CHARS_MAX, 'The link, as from>to.');
  return {
    title: kind.label, description: kind.help,
    ...object({ kind: { const: kind.kind }, [kind.on]: target, forS: number(FOR_S, 'How long it lasts.'), ...paramSchemas(kind.params) }, ['kind', kind.on, 'forS']),
  };
}

function jobClass(): JsonSchema {
  return object({
    share: number(CLASS_NUMBERS.share, 'Relative share of the jobs that are made.'),
    priority: number(CLASS_NUMBERS.priority, 'Larger is more important.'),
    deadlineS: number(CLASS_NUMBERS.deadlineS, 'A job served later than this is not good. Left out: no deadline.'),
  }, ['share', 'priority']);
}

function check(): JsonSchema {
  return {
    ...object({
      name: text(limits.NAME_CHARS_MAX, 'What is checked, in a few words.'),
      station: ref('id'),
      metric: text(limits.NAME_CHARS_MAX, 'Where the figure stands in the report, e.g. latencyS.p99'),
      min: { type: 'number' },
      max: { type: 'number' },
    }, ['name', 'metric']),
    anyOf: [{ required: ['min'] }, { required: ['max'] }],
  };
}

function changelogEntry(): JsonSchema {
  return object({
    version: { type: 'integer', minimum: 1, maximum: limits.SEED_MAX },
    date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    why: text(limits.WHY_CHARS_MAX, 'Why the change was made.'),
    changes: list(limits.TIMELINE_ITEMS_MAX, ref('change')),
  }, ['version', 'date', 'why', 'changes']);
}

function object(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function withDefaults(fields: Readonly<Record<string, JsonSchema>>): Readonly<Record<string, JsonSchema>> {
  const defaults: Readonly<Record<string, unknown>> = SCENARIO_DEFAULTS;
  return Object.fromEntries(Object.entries(fields).map(([name, schema]) => [
    name, Object.hasOwn(defaults, name) ? { ...schema, default: defaults[name] } : schema,
  ]));
}

function table(countMax: number, values: JsonSchema): JsonSchema {
  return { type: 'object', propertyNames: ref('id'), additionalProperties: values, maxProperties: countMax };
}

function list(lengthMax: number, items: JsonSchema): JsonSchema {
  return { type: 'array', items, maxItems: lengthMax };
}

function ref(...path: readonly string[]): JsonSchema {
  return { $ref: `#/$defs/${path.join('/')}` };
}
