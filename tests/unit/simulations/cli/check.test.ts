// Method: targets and baselines through the command line, with files that exist only in the test. Limits are put just above and just below what
// a run is known to show; a baseline is held against the same scenario (nothing may change) and against worse and better ones.
import { describe, expect, it } from 'vitest';
import type { CheckOutput } from '../../../../simulations/cli/print-check';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { CheckSpec, Scenario } from '../../../../simulations/scenario/scenario';
import { sim, type Files } from './fake-io';
import { readCsv } from './read-csv';

const small: Scenario = { ...boundedQueue, warmupS: 2, durationS: 20, checks: [] };
const withChecks = (...checks: CheckSpec[]): Files => ({ 'a.spillway': printScenario({ ...small, checks }) });
const p99 = (max: number): CheckSpec => ({ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max });

async function checked(files: Files, ...argv: string[]): Promise<{ readonly code: number; readonly output: CheckOutput }> {
  const { code, out } = await sim(['check', 'a.spillway', '--replications', '4', '--json', ...argv], { files });
  return { code, output: JSON.parse(out) as CheckOutput };
}

describe('targets', () => {
  it('pass or fail by the mean over the replications', async () => {
    const { output } = await checked(withChecks(p99(1)));
    const { value, n, ci95 } = output.checks[0]!;
    expect(n).toBe(4);
    expect(ci95![0]).toBeLessThan(value!);
    for (const [factor, code] of [[1.0001, 0], [0.9999, 1]] as const) {
      const { code: found, output: { checks, pass } } = await checked(withChecks(p99(value! * factor)));
      expect(found).toBe(code);
      expect(pass).toBe(code === 0);
      expect(checks[0]).toMatchObject({ value, pass, isSure: false });
    }
    expect((await checked(withChecks(p99(value! * 100)))).output.checks[0]).toMatchObject({ isSure: true });
  });

  it('fail where there is no figure', async () => {
    const nobody = ['--set', 'stations.orders.arrivals.ratePerS=0'];
    const { code, output } = await checked(withChecks(p99(1)), ...nobody);
    expect(code).toBe(1);
    expect(output.checks[0]).toMatchObject({ value: null, pass: false });
    expect((await sim(['check', 'a.spillway', ...nobody], { files: withChecks(p99(1)) })).out).toMatch(/FAILED +p99 budget +at most 1 s +done latency p99 +no figure/);
  });

  it('are printed with limits, units, intervals and n; the one that fails is named', async () => {
    const files = withChecks(p99(0.001), { name: 'enough', metric: 'throughputPerS', min: 50 });
    const { code, out } = await sim(['check', 'a.spillway', '--replications', '4'], { files });
    expect(code).toBe(1);
    expect(out).toMatch(/\nFAILED +p99 budget +at most 1 ms +done latency p99 +\d+ ± \d+ ms +4/);
    expect(out).toMatch(/\npassed +enough +at least 50 per s +throughput +[\d.]+ ± [\d.]+ per s +4/);
    expect(out).toMatch(/\n1 of 2 FAILED\n$/);
    const { rows } = readCsv((await sim(['check', 'a.spillway', '--csv'], { files })).out);
    expect(rows.map(({ name, pass }) => [name, pass])).toEqual([['p99 budget', 'false'], ['enough', 'true']]);
  });
});

describe('--require', () => {
  it('adds a check', async () => {
    const files = withChecks();
    expect((await sim(['check', 'a.spillway', '--require', 'latencyS.p99<=10', '--require', 'stations.pickers.utilisation>=0.5'], { files })).code).toBe(0);
    const { code, out } = await sim(['check', 'a.spillway', '--require', 'stations.pickers.utilisation>=0.99'], { files });
    expect(code).toBe(1);
    expect(out).toMatch(/FAILED +stations\.pickers\.utilisation>=0\.99 +at least 99 % +pickers utilisation +[\d.]+ ± [\d.]+ %/);
  });

  it.each([['latencyS.p99=1', /must be NAME<=VALUE or NAME>=VALUE/], ['latencyS.p99<=', /must be NAME<=VALUE/], ['latency.p99<=1', /no figure "latency\.p99"; did you mean "latencyS\.p9/]])('%s is refused', async (text, message) => {
    const { code, err } = await sim(['check', 'a.spillway', '--require', text], { files: withChecks() });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('a baseline', () => {
  async function withBaseline(): Promise<Files> {
    const files = withChecks();
    const { code, err } = await sim(['check', 'a.spillway', '--replications', '3', '--seed', '5', '--save-baseline', 'b.json'], { files });
    expect({ code, err }).toEqual({ code: 0, err: 'wrote b.json\n' });
    return files;
  }

  it('is met to the last digit by the same scenario, with its seeds', async () => {
    const { code, out } = await sim(['check', 'a.spillway', '--baseline', 'b.json', '--tolerance', '0', '--json'], { files: await withBaseline() });
    const { regression, seed, replications } = JSON.parse(out) as CheckOutput;
    expect([code, seed, replications]).toEqual([0, 5, 3]);
    expect(regression!.length).toBeGreaterThan(6);
    for (const { difference, expected, observed } of regression!) expect([observed, difference.mean]).toEqual([expected, 0]);
  });

  it('is missed by a slower one, with the figures named, and met by a faster one', async () => {
    const files = await withBaseline();
    const slower = await sim(['check', 'a.spillway', '--baseline', 'b.json', '--set', 'stations.pickers.service.meanS=0.044'], { files });
    expect(slower.code).toBe(1);
    expect(slower.out).toMatch(/FAILED +latency p99 +at most [\d.]+ m?s +[\d.]+ m?s +[\d.]+ m?s +\+[\d.]+ ± [\d.]+ m?s +3\n/);
    expect(slower.out).toMatch(/passed +loss share +at most 0.1 %/);
    const faster = await sim(['check', 'a.spillway', '--baseline', 'b.json', '--set', 'stations.pickers.service.meanS=0.036'], { files });
    expect(faster.code).toBe(0);
  });

  it('knows loss, and what may be worse by how much', async () => {
    const files = await withBaseline();
    const lossy = ['check', 'a.spillway', '--baseline', 'b.json', '--set', 'stations.inbox.whenFull=shed-newest', '--set', 'stations.inbox.capacityJobs=5'];
    const { code, out } = await sim(lossy, { files });
    expect(code).toBe(1);
    expect(out).toMatch(/FAILED +loss share/);
    expect((await sim([...lossy, '--allow', 'lossShare=0.5', '--tolerance', '50%'], { files })).code).toBe(0);
  });

  it.each([
    ['another title', { title: 'Something else' }, [], /^check: b\.json: is a baseline of another scenario: "A bounded queue in front of four workers", not "Something else"\n$/],
    ['another length', { durationS: 30 }, [], /^check: b\.json: durationS: the baseline has 20 s, the scenario 30 s: figures over different times/],
    ['another seed', {}, ['--seed', '6'], /^check: --seed: the baseline has 5, found 6\n$|--seed: the baseline has 5, found 6/],
    ['another count', {}, ['--replications', '4'], /--replications: the baseline has 3, found 4/],
    ['an unknown figure', {}, ['--allow', 'latencyS.p98=5%'], /--allow: no figure "latencyS\.p98" is compared; did you mean "latencyS\.p9/],
    ['no allowance', {}, ['--allow', 'latencyS.p99=much'], /--allow latencyS\.p99: must be a share such as 5%/],
    ['no tolerance', {}, ['--tolerance', 'x'], /--tolerance: must be a share such as 5%/],
  ] as const)('of %s is refused', async (_what, changed, argv, message) => {
    const files = { ...await withBaseline(), 'a.spillway': printScenario({ ...small, ...changed }) };
    const { code, out, err } = await sim(['check', 'a.spillway', '--baseline', 'b.json', ...argv], { files });
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('that is broken off, missing or something else is refused', async () => {
    const files = await withBaseline();
    files['cut.json'] = files['b.json']!.slice(0, -40);
    files['thin.json'] = files['b.json']!.replace('"replications": 3', '"replications": 2');
    for (const [file, message] of [
      ['cut.json', 'check: cut.json: is not JSON, or breaks off in the middle\n'], ['a.spillway', 'check: a.spillway: must be a baseline ("format": "spillway-baseline/1"), found "spillway/1"\n'],
      ['thin.json', 'check: thin.json: lacks a part of what check --save-baseline writes\n'], ['none.json', 'check: --baseline: there is no file "none.json"\n'],
    ] as const) {
      expect(await sim(['check', 'a.spillway', '--baseline', file], { files })).toEqual({ code: 2, out: '', err: message });
    }
  });
});

it.each([['--tolerance', '5%'], ['--allow', 'latencyS.p99=5%']])('%s without what is expected is refused, for it would allow nothing', async (flag, value) => {
  const { code, out, err } = await sim(['check', 'bounded-queue', flag, value]);
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: `check: ${flag}: says how much worse than expected; give what is expected with --baseline\n` });
});

it('a scenario without checks says what it needs', async () => {
  const { code, err } = await sim(['check', 'a.spillway'], { files: withChecks() });
  expect({ code, err }).toEqual({ code: 2, err: 'check: the scenario has no checks; give it some ("checks"), --require NAME<=VALUE, or --baseline FILE\n' });
});
