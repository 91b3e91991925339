// Method: small sweeps through the command line, with files that exist only in the test. Points are held against single runs, shards merged
// against one run, to the digit and in any order, and the CSV is read by Papa Parse.
import { describe, expect, it } from 'vitest';
import { replicationSeed } from '../../../../simulations/experiments/replication-seed';
import type { SweepResult } from '../../../../simulations/experiments/sweep';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { reportIn, sim, type Files } from './fake-io';
import { readCsv } from './read-csv';

const small: Scenario = { ...boundedQueue, warmupS: 1, durationS: 5 };
const scenarioFile = { 'a.spillway': printScenario(small) };
const RATES = 'stations.orders.arrivals.ratePerS=60,80,95';
const VARY = ['--vary', RATES, '--vary', 'stations.pickers.workers=4..5+1', '--replications', '3'];
const sweptJson = (text: string): SweepResult => JSON.parse(text) as SweepResult;

async function swept(...argv: string[]): Promise<SweepResult> {
  const { code, out, err } = await sim(['sweep', 'a.spillway', ...VARY, '--json', ...argv], { files: scenarioFile });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return sweptJson(out);
}

describe('sweep', () => {
  it('is one run after the other, each point with the same seeds', async () => {
    const { points, runs, plan } = await swept();
    expect(points.map(({ values }) => Object.values(values))).toEqual([[60, 4], [60, 5], [80, 4], [80, 5], [95, 4], [95, 5]]);
    expect(runs).toHaveLength(18);
    const at = plan.figures.indexOf('latencyS.p99');
    for (const unit of [0, 4, 17]) {
      const [rate, workers] = Object.values(points[Math.floor(unit / 3)]!.values).map(Number);
      const alone = reportIn(await sim([
        'run', 'a.spillway', '--json', '--seed', String(replicationSeed(1, unit % 3)),
        '--set', `stations.orders.arrivals.ratePerS=${rate!}`, '--set', `stations.pickers.workers=${workers!}`,
      ], { files: scenarioFile }));
      expect(runs[unit]!.figures[at]).toBe(alone.latencyS.p99);
    }
    const { mean, ci95, n } = points[0]!.figures['latencyS.p99']!;
    const values = runs.slice(0, 3).map(({ figures }) => figures[at]!);
    expect(mean).toBeCloseTo(values.reduce((sum, value) => sum + value) / 3, 12);
    expect(n).toBe(3);
    expect(ci95![0]).toBeLessThan(mean!);
  });

  it('prints figures with units and intervals, aligned, and the same as CSV', async () => {
    const argv = ['sweep', 'a.spillway', ...VARY, '--figure', 'latencyS.p99', '--figure', 'lossShare', '--figure', 'stations.inbox.waitS.mean'];
    const { out } = await sim(argv, { files: scenarioFile });
    expect(out).toMatch(/^A bounded queue .*\n6 points × 3 replications of 5 s after 1 s of warm-up, seed 1; ± is half a 95 % interval of the mean of n replications\n\n/);
    const [head, ...lines] = out.split('\n\n')[1]!.trimEnd().split('\n');
    expect(head).toMatch(/^orders\.arrivals\.ratePerS +pickers\.workers +n +latency p99 +loss share +inbox wait mean$/);
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(/^\d\d +[45] +3 +\d+ ± \d+ ms +0 ± 0 % +[\d.]+ ± [\d.]+ (ms|µs)$/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);

    const { rows, fields } = readCsv((await sim([...argv, '--csv'], { files: scenarioFile })).out);
    expect(fields).toContain('latencyS.p99.high95');
    const { points } = await swept();
    expect(rows.map((row) => Number(row['latencyS.p99']))).toEqual(points.map(({ figures }) => figures['latencyS.p99']!.mean));
  });

  it('says how long a run is only where all are as long', async () => {
    const heading = async (...argv: string[]): Promise<string> => (await sim(['sweep', 'a.spillway', '--replications', '2', ...argv], { files: scenarioFile })).out.split('\n')[1]!;
    expect(await heading('--vary', 'durationS=2,3')).toMatch(/^2 points × 2 replications after 1 s of warm-up, seed 1;/);
    expect(await heading('--vary', 'warmupS=2,3')).toMatch(/^2 points × 2 replications of 5 s, seed 1;/);
    expect(await heading('--vary', 'warmupS=2,3', '--vary', 'durationS=1,2')).toMatch(/^4 points × 2 replications, seed 1;/);
  });

  it('varies policies and whole variants, and writes files of every kind', async () => {
    const files: Files = { ...scenarioFile };
    const outs = ['a.json', 'a.csv', 'a.md', 'a.svg'];
    const { code, err } = await sim([
      'sweep', 'a.spillway', '--replications', '2', '--vary', 'stations.inbox.whenFull=block,shed-newest',
      '--vary', 'stations.pickers.service=[{"kind":"constant","meanS":0.05},{"kind":"exponential","meanS":0.06}]', ...outs.flatMap((name) => ['--out', name]),
    ], { files });
    expect({ code, err }).toEqual({ code: 0, err: outs.map((name) => `wrote ${name}\n`).join('') });
    expect(sweptJson(files['a.json']!).points[3]!.values).toEqual({ 'stations.inbox.whenFull': 'shed-newest', 'stations.pickers.service': { kind: 'exponential', meanS: 0.06 } });
    expect(files['a.md']!.split('\n')).toHaveLength(2 + 7);
    expect(files['a.md']).toMatch(/^A bounded queue .*: 4 points × 2 replications of 5 s after 1 s of warm-up, seed 1; ± is half a 95 % interval of the mean of n replications\n\n\| /);
    expect(files['a.svg']).toContain('exponential (meanS 0.06)'.slice(0, 19));
    expect(files['a.svg']!.match(/<polyline/g)).toHaveLength(2);
  });

  it.each([
    [['--vary', 'stations.orders.arivals.ratePerS=1,2'], /--vary|no parameter "arivals" in a producer; did you mean "arrivals"\?/],
    [['--vary', 'stations.inbok.capacityJobs=1,2'], /no station "inbok"; did you mean "inbox"\?/],
    [['--vary', 'stations.inbox.capacityJobs=1,-2'], /--vary stations\.inbox\.capacityJobs: must be 0 to [\d,]+ jobs or "unbounded", found -2/],
    [['--vary', 'stations.inbox.capacityJobs=1..5'], /--vary stations\.inbox\.capacityJobs: says no number of points/],
    [['--vary', 'a=1,2', '--vary', 'b=1,2', '--vary', 'c=1,2'], /--vary: must be at most 2 parameters, found 3/],
    [['--vary', RATES, '--vary', RATES], /is given twice/],
    [[], /needs --vary PATH=VALUES/],
    [['--vary', 'seed=1,2'], /--vary seed: every point has the same seeds; --replications gives more of them/],
    [['--vary', RATES, '--json', '--csv'], /takes --json or --csv, not both/],
    [['--vary', RATES, '--replications', '0'], /--replications: must be a whole number, 1|--replications: must be 1 to/],
    [['--vary', RATES, '--replications', 'many'], /--replications: must be .* found "many"/],
    [['--vary', RATES, '--figure', 'latencyS.p98'], /--figure: no figure "latencyS\.p98"; did you mean "latencyS\.p9/],
    [['--vary', RATES, '--shard', '4/3'], /--shard: must be K\/N with K from 1 to N, found "4\/3"/],
    [['--vary', RATES, '--shard', 'a'], /--shard: must be K\/N/],
    [['--vary', RATES, '--out', 'a.png'], /--out: the name must end in \.json, \.csv, \.md, \.svg, found "a\.png"/],
    [['--vary', RATES, '--out', 'a.xlsx'], /--out: the name must end in \.json, \.csv, \.md, \.svg, found "a\.xlsx"\n$/],
    [['--vary', RATES, '--vry', 'x'], /unknown option "--vry"; did you mean "--vary"\?/],
    [['--vary', RATES, '--set', 'stations.inbox.capacity=3'], /did you mean "capacityJobs"\?/],
  ])('%j is refused before anything runs', async (argv, message) => {
    const { code, out, err } = await sim(['sweep', 'a.spillway', ...argv], { files: scenarioFile });
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('on Ctrl-C keeps what is finished, and says so', async () => {
    let interrupt = (): void => undefined;
    let pauses = 0;
    const files: Files = { ...scenarioFile };
    const { code, err } = await sim(['sweep', 'a.spillway', ...VARY, '--out', 'part.json'], {
      files,
      onInterrupt: (callback) => { interrupt = callback; return () => undefined; },
      pause: () => { if (++pauses === 7) interrupt(); return Promise.resolve(); },
    });
    expect(code).toBe(130);
    expect(err).toBe('wrote part.json\na.spillway: interrupted: 7 of 18 runs are finished and kept, 11 are missing\n');
    const part = sweptJson(files['part.json']!);
    expect(part.runs).toEqual((await swept()).runs.slice(0, 7));
    expect(part.points.map(({ n }) => n)).toEqual([3, 3, 1]);
  });

  it('says in one line what failed for one reason, and keeps the others', async () => {
    const files: Files = { ...scenarioFile };
    let posted = 0;
    const { code, err } = await sim(['sweep', 'a.spillway', ...VARY, '--cores', '2', '--out', 'part.json'], {
      files,
      startWorker: (onMessage, onDeath) => ({
        post: (message) => {
          const { unit } = message as { readonly unit: number };
          const number = posted++;
          queueMicrotask(() => { if (number < 3) onMessage({ unit, result: { figures: {}, events: 1, stopped: '' } }); else onDeath(number < 17 ? 'no memory' : 'no reason'); });
        },
        stop: () => undefined,
      }),
    });
    expect(code).toBe(2);
    expect(err).toBe(`wrote part.json
a.spillway: runs 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 4 more: the thread ended: no memory
a.spillway: run 17: the thread ended: no reason
`);
    expect(sweptJson(files['part.json']!).failed).toHaveLength(15);
  });

  it('on a full disk says so, with nothing half-written', async () => {
    const files: Files = { ...scenarioFile };
    const full = { writeFile: () => { throw new Error('ENOSPC: no space left on device, write'); } };
    const { code, err } = await sim(['sweep', 'a.spillway', ...VARY, '--out', 'part.json'], { files, ...full });
    expect({ code, err }).toEqual({ code: 2, err: 'sweep: part.json: cannot be written: ENOSPC: no space left on device, write\n' });
    expect(Object.keys(files)).toEqual(['a.spillway']);
  });
});

describe('merge', () => {
  async function shards(count: number): Promise<Files> {
    const files: Files = { ...scenarioFile };
    for (let k = 1; k <= count; k++) await sim(['sweep', 'a.spillway', ...VARY, '--shard', `${k}/${count}`, '--out', `${k}.json`], { files });
    return files;
  }
  const names = (count: number): string[] => Array.from({ length: count }, (_, k) => `${k + 1}.json`);

  it.each([1, 2, 5, 18])('of %i shards gives what one run gives, to the digit, in any order', async (count) => {
    const files = await shards(count);
    const { out: whole } = await sim(['sweep', 'a.spillway', ...VARY, '--json'], { files });
    expect(await sim(['merge', ...names(count), '--json'], { files })).toEqual({ code: 0, out: whole, err: '' });
    expect((await sim(['merge', ...names(count).reverse(), '--json'], { files })).out).toBe(whole);
    const table = await sim(['sweep', 'a.spillway', ...VARY], { files });
    expect((await sim(['merge', ...names(count)], { files })).out).toBe(table.out);
  });

  it('names what is missing, unfinished, there twice, broken or of another sweep', async () => {
    const files = await shards(5);
    files['other.json'] = (await sim(['sweep', 'a.spillway', ...VARY, '--seed', '2', '--shard', '2/5', '--json'], { files })).out;
    files['changed.json'] = (await sim(['sweep', 'a.spillway', ...VARY, '--set', 'stations.inbox.capacityJobs=3', '--shard', '2/5', '--json'], { files })).out;
    files['half.json'] = files['2.json']!.slice(0, 900);
    files['empty.json'] = '';
    const part = sweptJson(files['2.json']!);
    files['cut.json'] = JSON.stringify({ ...part, runs: part.runs.slice(0, 2) });
    files['failed.json'] = JSON.stringify({ ...part, runs: part.runs.slice(1), failed: [{ unit: 1, why: 'out of memory' }] });
    const errOf = async (...which: string[]): Promise<string> => {
      const { code, out, err } = await sim(['merge', ...which], { files });
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return err;
    };
    expect(await errOf('1.json', '3.json', '4.json')).toBe('merge: shards 2 and 5 of 5 are missing\n');
    expect(await errOf('1.json', '2.json', '3.json', '4.json')).toBe('merge: shard 5 of 5 is missing\n');
    expect(await errOf('1.json', '2.json', '1.json')).toMatch(/^merge: 1\.json: is shard 1\/5, and so is 1\.json: one of them is there twice\n/);
    expect(await errOf('1.json', 'other.json')).toBe('merge: other.json: belongs to another sweep than 1.json: another seed\n');
    expect(await errOf('1.json', 'changed.json')).toBe('merge: changed.json: belongs to another sweep than 1.json: another scenario, or another version of it\n');
    expect(await errOf('half.json', '1.json')).toMatch(/^merge: half\.json: is not JSON, or breaks off in the middle/);
    expect(await errOf('empty.json')).toMatch(/^merge: empty\.json: is empty/);
    expect(await errOf('a.spillway')).toMatch(/^merge: a\.spillway: must be a sweep written with --json/);
    expect(await errOf('none.json')).toBe('merge: none.json: there is no such file\n');
    expect(await errOf('1.json', 'cut.json', '3.json', '4.json', '5.json')).toBe('merge: cut.json: shard 2/5 lacks 2 of its 4 runs (it was interrupted); missing: 11 and 16\n');
    expect(await errOf('1.json', 'failed.json', '3.json', '4.json', '5.json')).toBe('merge: failed.json: shard 2/5 lacks 1 of its 4 runs (1 failed, run 1 with: out of memory); missing: 1\n');
    expect(await errOf()).toMatch(/^merge: needs at least one FILE/);
  });

  it('takes what there is with --partial', async () => {
    const files = await shards(5);
    const { code, out } = await sim(['merge', '1.json', '3.json', '--partial', '--json'], { files });
    expect(code).toBe(0);
    expect((await sim(['merge', '1.json', '3.json', '--partial'], { files })).out).toMatch(/, seed 1; 8 of 18 runs; ± is /);
    expect((await sim(['merge', '3.json', '--partial'], { files })).out).toMatch(/, seed 1; 4 of 18 runs; ± is /);
    expect(sweptJson(out).runs.map(({ unit }) => unit)).toEqual([0, 2, 5, 7, 10, 12, 15, 17]);
  });
});
