/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call -- Scenarios are broken on purpose here. */
// Method: one broken place at a time in the scenario of the design, against the sentence a person should read.
import { describe, expect, it } from 'vitest';
import { arrivalKinds, stationKinds } from '../../../../simulations/catalog';
import { libraryScenarios } from '../../../../simulations/library';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { problemText } from '../../../../simulations/scenario/problem';
import { missingParts, validateScenario } from '../../../../simulations/scenario/validate-scenario';

const all = (kinds: readonly { readonly kind: string }[]): string => kinds.map(({ kind }) => kind).join(', ');
const whole = JSON.stringify(libraryScenarios[0]!.scenario);

/** The problems of the scenario after `edit`. */
function problemsAfter(edit: (scenario: any) => void): string[] {
  const scenario = JSON.parse(whole) as unknown;
  edit(scenario);
  return problemsOf(JSON.stringify(scenario));
}

function problemsOf(text: string): string[] {
  const result = parseScenario(text);
  return result.ok ? [] : result.problems.map(problemText);
}

const edits: [string, (s: any) => void, string][] = [
  ['a number below its range', (s) => { s.stations.inbox.capacityJobs = -1; }, 'stations.inbox.capacityJobs: must be 0 to 1,000,000,000 jobs or "unbounded", found -1'],
  ['a fraction of a job', (s) => { s.stations.inbox.capacityJobs = 2.5; }, 'stations.inbox.capacityJobs: must be a whole number, 0 to 1,000,000,000 jobs or "unbounded", found 2.5'],
  ['text for a number', (s) => { s.stations.pickers.workers = '4'; }, 'stations.pickers.workers: must be 0 to 1,000 workers, found "4"'],
  ['null for a number', (s) => { s.stations.pickers.workers = null; }, 'stations.pickers.workers: must be 0 to 1,000 workers, found null'],
  ['unbounded where it is not allowed', (s) => { s.stations.pickers.workers = 'unbounded'; }, 'stations.pickers.workers: must be 0 to 1,000 workers, found "unbounded"'],
  ['a misspelt parameter', (s) => { s.stations.inbox.capacityJob = 5; }, 'stations.inbox: unknown key "capacityJob"; did you mean "capacityJobs"?'],
  ['a misspelt field', (s) => { s.titel = 'x'; }, 'unknown key "titel"; did you mean "title"?'],
  ['a misspelt kind of station', (s) => { s.stations.inbox.kind = 'queu'; }, 'stations.inbox.kind: unknown kind of station "queu"; did you mean "queue"?'],
  ['no kind', (s) => { delete s.stations.inbox.kind; }, `stations.inbox.kind: must be one of ${all(stationKinds)}, found nothing`],
  ['a misspelt kind of arrivals', (s) => { s.stations.orders.arrivals.kind = 'poison'; }, `stations.orders.arrivals.kind: must be one of ${all(arrivalKinds)}, found "poison"; did you mean "poisson"?`],
  ['a parameter of another kind', (s) => { s.stations.pickers.service.cv = 1; }, 'stations.pickers.service: unknown key "cv"; known: kind, meanS'],
  ['a choice that is none', (s) => { s.stations.orders.whenBlocked = 'stop'; }, 'stations.orders.whenBlocked: must be one of wait-outside, stop-making, found "stop"; did you mean "stop-making"?'],
  ['a place that is none', (s) => { s.stations.orders.at = [0]; }, 'stations.orders.at: must be a list of two numbers [x, y], found a list of 1'],
  ['a place far away', (s) => { s.stations.orders.at = [0, 1e9]; }, 'stations.orders.at: must be -1,000,000 to 1,000,000 pixels, found 1,000,000,000'],
  ['an id with a dot', (s) => { s.stations['a.b'] = { kind: 'sink' }; }, 'stations."a.b": an id must begin with a letter and hold only letters, digits, - and _, found "a.b"'],
  ['a reserved id', (s) => { s.stations.constructor = { kind: 'sink' }; }, 'stations.constructor: the name "constructor" is reserved'],
  ['a link to nowhere', (s) => { s.links[2].to = 'don'; }, 'links.2.to: no station "don"; did you mean "done"?'],
  ['a link into a producer', (s) => { s.links[2].to = 'orders'; }, 'links.2.to: nothing enters "orders": a producer has no incoming link'],
  ['a link out of a sink', (s) => { s.links.push({ from: 'done', to: 'inbox' }); }, 'links.3.from: nothing leaves "done": a sink has no outgoing link'],
  ['a second link where one is allowed', (s) => { s.links.push({ from: 'orders', to: 'pickers' }); }, 'links.3.from: "orders" has its outgoing link already (links.0): a producer has only one'],
  ['the same link twice', (s) => { s.links.push({ from: 'orders', to: 'inbox' }); }, 'links.3: leads from "orders" to "inbox", as links.0 does already'],
  ['a link to itself', (s) => { s.links[1].to = 'inbox'; }, 'links.1: leads from "inbox" to itself'],
  ['a missing link', (s) => { s.links.pop(); }, 'stations.pickers: needs one outgoing link, found none'],
  ['no station', (s) => { s.stations = {}; s.links = []; s.checks = []; }, 'stations: needs at least one station'],
  ['no stations', (s) => { delete s.stations; s.links = []; s.checks = []; }, 'stations: is missing; it lists the stations by their ids'],
  ['a class without a share', (s) => { s.classes.order.share = 0; }, 'classes: needs at least one class with a share above 0'],
  ['no class', (s) => { s.classes = {}; }, 'classes: needs at least one class with a share above 0'],
  ['a negative deadline', (s) => { s.classes.order.deadlineS = -1; }, 'classes.order.deadlineS: must be 0.000001 to 1,000,000 s, found -1'],
  ['a fractional seed', (s) => { s.seed = 0.5; }, 'seed: must be a whole number, 0 to 9,007,199,254,740,991, found 0.5'],
  ['a run longer than exact time', (s) => { s.durationS = 1e7; }, 'durationS: must be 0.001 to 1,000,000 s, found 10,000,000'],
  ['a title that is a number', (s) => { s.title = 3; }, 'title: must be text, found 3'],
  ['a change after the end', (s) => { s.timeline = [{ atS: 141, change: { path: 'stations.pickers.workers', value: 3 } }]; }, 'timeline.0.atS: must be 0 to 140 s, the end of the run, found 141'],
  ['changes out of order', (s) => { s.timeline = [9, 8].map((atS) => ({ atS, change: { path: 'stations.pickers.workers', value: 3 } })); }, 'timeline.1.atS: must not be before the item above it (9 s), found 8'],
  ['a change of nothing', (s) => { s.timeline = [{ atS: 1, change: { path: 'stations.order.arrivals', value: 3 } }]; }, 'timeline.0.change: stations.order.arrivals: no station "order"; did you mean "orders"?'],
  ['a change to a value out of range', (s) => { s.timeline = [{ atS: 1, change: { path: 'stations.pickers.workers', value: 1e6 } }]; }, 'timeline.0.change: stations.pickers.workers: must be 0 to 1,000 workers, found 1,000,000'],
  ['a change of the seed', (s) => { s.timeline = [{ atS: 1, change: { path: 'seed', value: 2 } }]; }, 'timeline.0.change: seed: belongs to the whole run and cannot change while it goes on'],
  ['a check of an unknown figure', (s) => { s.checks[0].metric = 'latencyS.p98'; }, 'checks.0.metric: no figure "latencyS.p98"; did you mean "latencyS.p90"?'],
  ['a check of an unknown station', (s) => { s.checks[0].station = 'dome'; }, 'checks.0.station: no station "dome"; did you mean "done"?'],
  ['a check without a limit', (s) => { delete s.checks[0].max; }, 'checks.0: needs "min" or "max"'],
  ['a check nothing can pass', (s) => { s.checks[0].max = 0.4; s.checks[0].min = 2; }, 'checks.0.min: must be at most "max" (0.4), found 2'],
  ['a file from the future', (s) => { s.format = 'spillway/2'; }, 'format: the file was made by a newer Spillway ("spillway/2"); this one reads up to "spillway/1"'],
  ['a file without a format', (s) => { delete s.format; }, 'format: is missing; a scenario begins with "format": "spillway/1"'],
  ['another format', (s) => { s.format = 'stability/1'; }, 'format: must be "spillway/1", found "stability/1"'],
  ['a broken trace', (s) => { s.stations.orders.arrivals = { kind: 'trace', csv: 'atS\n1\nabc\n' }; }, 'stations.orders.arrivals.csv: row 3, column "atS": must be a number of seconds ≥ 0, found "abc"'],
];

describe('a scenario is refused with one sentence about', () => {
  it.each(edits)('%s', (_name, edit, sentence) => {
    expect(problemsAfter(edit)).toEqual([sentence]);
  });
});

describe('text that is no JSON', () => {
  it.each([
    ['', 'the file is empty'],
    ['{"format": "spillway/1",\n  "title": }', 'line 2, column 12: expected a value, found "}"'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: expected "," before "\\"b\\""'],
    ['{"a": 1,}', 'line 1, column 9: expected a key in double quotes, found "}"'],
    ['{"a": NaN}', 'line 1, column 7: "NaN" is not a JSON value; text stands in double quotes'],
    ['// hello\n{}', 'line 1, column 1: comments would be lost on saving, so they are refused; use "about"'],
    ['{"a": "b\n"}', 'line 1, column 7: the closing quote of a text is missing'],
    ['{}{}', 'line 1, column 3: expected the end of the text, found "{"'],
    ['[1]', 'must be an object { … }, found a list'],
    ['['.repeat(100_000), 'brackets must be nested at most 32 deep'],
    ['/*"*/' + '['.repeat(100_000), 'line 1, column 1: comments would be lost on saving, so they are refused; use "about"'],
  ])('%#', (text, sentence) => {
    expect(problemsOf(text)).toEqual([sentence]);
  });

  it('names both a station that stands twice and where', () => {
    const text = whole.replace('"inbox":{', '"done":{"kind":"sink"},\n"inbox":{');
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^stations\.done: stands here twice, again on line 2, column \d+$/)]);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(problemsOf(`\uFEFF${whole}`)).toEqual([]);
  });
});

it('fills what is left out at the top, and leaves stations as they were written', () => {
  const text = '{ "format": "spillway/1", "stations": { "in": { "kind": "producer" }, "out": { "kind": "sink" } }, "links": [{ "from": "in", "to": "out" }] }';
  expect(parseScenario(text)).toEqual({
    ok: true,
    value: {
      format: 'spillway/1', title: 'Untitled', about: '', seed: 1, warmupS: 0, durationS: 60,
      classes: { job: { share: 1, priority: 0 } },
      stations: { in: { kind: 'producer' }, out: { kind: 'sink' } },
      links: [{ from: 'in', to: 'out' }], timeline: [], checks: [], changelog: [],
    },
  });
});

it('does not take __proto__ for a table', () => {
  const text = whole.replace('"stations":{', '"stations":{"__proto__":{"kind":"sink"},');
  expect(problemsOf(text)).toEqual(['stations.__proto__: the name "__proto__" is reserved']);
});

it('lets a change rely on the changes before it', () => {
  const problems = problemsAfter((s: any) => {
    s.timeline = [
      { atS: 1, change: { path: 'stations.pickers.service', value: { kind: 'lognormal', meanS: 0.04 } } },
      { atS: 2, change: { path: 'stations.pickers.service.cv', value: 3 } },
    ];
  });
  expect(problems).toEqual([]);
});

it('accepts a drawing without its links as a draft, and says what it lacks', () => {
  const draft = { ...libraryScenarios[0]!.scenario, links: [] };
  const result = validateScenario(draft, { draft: true });
  expect(result).toEqual({ ok: true, value: draft });
  expect(missingParts(draft).map(problemText)).toEqual([
    'stations.orders: needs one outgoing link, found none',
    'stations.inbox: needs at least one outgoing link, found none',
    'stations.pickers: needs one outgoing link, found none',
  ]);
});

it('stops after 200 problems and says so', () => {
  const problems = problemsAfter((s: any) => {
    s.links = Array.from({ length: 4000 }, () => 7);
  });
  expect(problems).toHaveLength(201);
  expect(problems.at(-1)).toBe('only the first 200 problems are listed');
});

it.each([
  ['stations', Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`s${i}`, { kind: 'sink' }])), 'stations: must be at most 1,000 stations, found 1,001'],
  ['links', Array.from({ length: 4001 }, () => 0), 'links: must be at most 4,000 links, found 4,001'],
  ['classes', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`c${i}`, { share: 1, priority: 0 }])), 'classes: must be at most 32 classes, found 33'],
])('refuses too many %s without going through them', (name, value, sentence) => {
  const result = validateScenario({ ...libraryScenarios[0]!.scenario, links: [], checks: [], [name]: value });
  expect(result.ok ? [] : result.problems.map(problemText)).toEqual([sentence]);
});
