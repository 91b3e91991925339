import { describe, expect, it } from 'vitest';
import { rememberArrivals, rememberRead } from '../../../../../renderer/document';
import { readText } from '../../../../../renderer/document/reading/read-text';
import { boundedQueue } from '../../../../../simulations/library/bounded-queue';
import { parseScenario } from '../../../../../simulations/scenario/parse-scenario';
import { printScenario } from '../../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import { readTrace } from '../../../../../simulations/scenario/trace-csv';
import { validateScenario } from '../../../../../simulations/scenario/validate-scenario';

// Method: what is read beside the page is held to what the page would have read itself, of sound files and of such as may say anything.
const table = (rows: number, from = 0): string => `atS,demandS\n${Array.from({ length: rows }, (_, n) => `${from + n},0.5`).join('\n')}\n`;
const recorded = (csv: string): Scenario => ({ ...boundedQueue, stations: { ...boundedQueue.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', csv } } } });
const read = (text: string): ReturnType<typeof readText> => readText('scenario', text, () => undefined);

describe('a scenario', () => {
  it.each([
    ['sound', printScenario(recorded(table(10)))],
    ['a draft', printScenario({ ...boundedQueue, links: [] })],
    ['whose recording is broken', printScenario(recorded('atS\n1\nx\n'))],
    ['with unknown columns', printScenario(recorded('when\n1\n'))],
    ['broken', '{ "format": "spillway/1", '],
    ['of the future', '{ "format": "spillway/9" }'],
    ['without stations', '{ "format": "spillway/1" }'],
    ['of text', '{ "format": "spillway/1", "stations": "many" }'],
    ['of nothing', '{ "format": "spillway/1", "stations": { "a": null, "b": { "kind": "producer", "arrivals": null } } }'],
    ['of nonsense', '{ "format": "spillway/1", "stations": { "a": { "kind": "producer", "arrivals": { "kind": "trace", "csv": "atS\\n1", "originS": "x", "atColumn": 7, "file": [] } } } }'],
    ['that is none', '[1, 2]'],
    ['empty', ''],
  ])('%s is what it would be otherwise', (_what, text) => {
    expect(read(text)).toMatchObject({ kind: 'scenario', scenario: parseScenario(text, { draft: true }) });
  });

  it('brings the rows of its recordings along, which then are not read again', () => {
    const scenario = recorded(table(1000, 3));
    const there = read(printScenario(scenario));
    if (there.kind !== 'scenario' || !there.scenario.ok) throw new Error('not read');
    expect(there.rows.map(({ station, rows }) => [station, rows.atNs.length, rows.atNs[1]])).toEqual([['orders', 1000, 4e9]]);
    const marked = structuredClone(there.rows);
    readTrace({ kind: 'trace', csv: table(1) });
    readTrace({ kind: 'trace', csv: table(2) }); // Here it is forgotten.
    rememberRead(there.scenario.value, marked);
    const arrivals = there.scenario.value.stations['orders']?.['arrivals'] as { readonly kind: string };
    const known = validateScenario(there.scenario.value);
    expect(known.ok).toBe(true);
    expect(readTrace({ atColumn: 'atS', demandColumn: 'demandS', patienceColumn: 'patienceS', classColumn: 'class', keyColumn: 'key', originS: 0, ...arrivals })).toMatchObject({ ok: true });
    const again = readTrace({ atColumn: 'atS', demandColumn: 'demandS', patienceColumn: 'patienceS', classColumn: 'class', keyColumn: 'key', originS: 0, ...arrivals });
    expect(again.ok && again.value.atNs).toBe(marked[0]?.rows.atNs);
  });

  it('tells how far it has come, never back', () => {
    const shares: number[] = [];
    readText('scenario', printScenario(recorded(table(100_000))), (share) => shares.push(share));
    expect(shares.length).toBeGreaterThan(4);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
  });
});

it('recorded arrivals bring their rows along; of broken ones whoever puts them in says what is wrong', () => {
  const csv = table(500, 11);
  const there = readText('arrivals', csv, () => undefined);
  if (there.kind !== 'arrivals' || there.rows === null) throw new Error('not read');
  const rows = structuredClone(there.rows);
  rememberArrivals(csv, rows);
  const values = { kind: 'trace', csv, file: '', atColumn: 'atS', demandColumn: 'demandS', patienceColumn: 'patienceS', classColumn: 'class', keyColumn: 'key', originS: 0 };
  const here = readTrace(values);
  expect(here.ok && here.value.atNs).toBe(rows.atNs);
  expect(readText('arrivals', 'when\nyesterday\n', () => undefined)).toEqual({ kind: 'arrivals', rows: null });
});
