// Method: list and show are asked for every built-in scenario; what show prints as a file must run, unchanged and changed.
import { describe, expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import { sim } from './fake-io';

describe('list', () => {
  it('names every built-in scenario, as text and as JSON', async () => {
    const { code, out } = await sim(['list']);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(libraryScenarios.length);
    for (const { id, summary } of libraryScenarios) expect(out).toMatch(new RegExp(`^${id} +${summary.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'));
    expect((JSON.parse((await sim(['list', '--json'])).out) as { id: string }[]).map(({ id }) => id)).toEqual(libraryScenarios.map(({ id }) => id));
  });

  it('finds by words, all of which must be there', async () => {
    expect((await sim(['list', 'help', 'desk'])).out).toMatch(/^trace-replay /);
    expect(await sim(['list', 'zebra'])).toMatchObject({ code: 2, out: '' });
  });
});

describe.each(libraryScenarios.map(({ id, scenario }) => [id, scenario] as const))('show %s', (id, scenario) => {
  it('prints card, stations and checks', async () => {
    const { code, out } = await sim(['show', id]);
    expect(code).toBe(0);
    expect(out.startsWith(`${scenario.title}\n===`)).toBe(true);
    for (const station of Object.keys(scenario.stations)) expect(out).toMatch(new RegExp(`^${station}[ (]`, 'm'));
    for (const { name } of scenario.checks) expect(out).toContain(`  ${name}: `);
    expect(out).not.toMatch(/\n.{400}/);
  });

  it('prints the scenario as a file', async () => {
    expect((await sim(['show', id, '--json'])).out).toBe(printScenario(scenario));
  });
});

it('show takes changes along', async () => {
  const { out } = await sim(['show', 'bounded-queue', '--set', 'stations.pickers.workers=7', '--json']);
  expect(JSON.parse(out)).toMatchObject({ stations: { pickers: { workers: 7 } } });
  expect((await sim(['show', '-'], { stdin: out })).out).toMatch(/\npickers \(Pickers\) +workers +done +.*workers 7\b.*service exponential \(meanS 0\.04\)/);
  expect((await sim(['show', 'bounded-quue'])).err).toContain('did you mean "bounded-queue"?');
});

it('show tells of calls and ways, of the other half, and of a change log line by line', async () => {
  const { out } = await sim(['show', 'jitter']);
  expect(out).toMatch(/\nlink +is a +parameters .*\nclients>line +call +.*attemptsMax 7, backoff exponential \(baseS 0\.2, capS 4, jitter full\)\n/);
  expect(out).toContain('\nthe same system set otherwise: no-jitter, which breaks “clients given up”\n');
  expect((await sim(['show', 'no-jitter'])).out).toContain('\nthe same system set otherwise: jitter, where “clients given up” is kept\n');
  const bounded = libraryScenarios.find(({ id }) => id === 'bounded-queue')!.scenario;
  const why = `Because\n\n- one: 1 → 2\n- two: ${'word '.repeat(30)}end`;
  const logged = printScenario({ ...bounded, changelog: [{ version: 2, date: '2026-01-01', why, changes: [] }] });
  const { out: card } = await sim(['show', 'a.spillway'], { files: { 'a.spillway': logged } });
  expect(card).toMatch(/\nchange log\n {2}version 2, 2026-01-01: Because\n\n {2}- one: 1 → 2\n {2}- two: (word )+word\n {4}word .*end\n$/);
});

it('show tells what is planned, changes and faults', async () => {
  const bounded = libraryScenarios.find(({ id }) => id === 'bounded-queue')!.scenario;
  const file = printScenario({ ...bounded, timeline: [
    { atS: 40, change: { path: 'stations.orders.arrivals.ratePerS', value: 200 } }, { atS: 60, fault: { kind: 'cut', link: 'inbox>pickers', forS: 10 } },
  ] });
  const { out, err } = await sim(['show', 'a.spillway'], { files: { 'a.spillway': file } });
  expect(err).toBe('');
  expect(out).toContain('\nplanned\n  40 s  stations.orders.arrivals.ratePerS = 200\n  60 s  cut at inbox>pickers for 10 s\n');
});
