// Method: the command line as a function of its arguments, with files that exist only in the test. What it prints
// with --json is held against the names that the design promises and against the balance of jobs.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { reportIn, sim } from './fake-io';

const small: Scenario = { ...boundedQueue, warmupS: 1, durationS: 10, checks: [] };
const files = { 'small.spillway': printScenario(small) };
const jsonOf = async (...argv: string[]) => reportIn(await sim(['run', 'small.spillway', '--json', ...argv], { files }));

describe('run --json', () => {
  it('prints one object with the promised names, and its jobs balance', async () => {
    const ran = await sim(['run', 'small.spillway', '--json'], { files });
    expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
    const report = reportIn(ran);
    expect(report).toMatchObject({
      title: small.title, seed: 1, warmupS: 1, simulatedS: 10, events: expect.any(Number), wallS: expect.any(Number),
      throughputPerS: expect.any(Number), goodputPerS: expect.any(Number), checks: [],
      latencyS: { n: expect.any(Number), mean: expect.any(Number), p50: expect.any(Number), p90: expect.any(Number), p95: expect.any(Number), p99: expect.any(Number), p999: expect.any(Number), max: expect.any(Number) },
      classes: { order: { jobs: expect.any(Object), latencyS: expect.any(Object) } },
      stations: {
        inbox: { arrived: expect.any(Number), left: expect.any(Number), shed: {}, meanJobs: expect.any(Number), maxJobs: expect.any(Number), waitS: expect.any(Object), blockedShare: expect.any(Number) },
        pickers: { utilisation: expect.any(Number), serviceS: expect.any(Object), blockedShare: expect.any(Number) },
      },
    });
    const { made, insideAtStart, served, failed, timedOut, inside } = report.jobs;
    expect(made).toBeGreaterThan(700);
    expect(made + insideAtStart).toBe(served + failed + timedOut + inside);
    expect(report.latencyS.n).toBe(served);
  });

  it('gives the same figures for the same seed and others for another', async () => {
    const [a, b, c] = await Promise.all([jsonOf(), jsonOf('--seed', '1'), jsonOf('--seed=2')]);
    expect({ ...b, wallS: 0 }).toEqual({ ...a, wallS: 0 });
    expect(c.seed).toBe(2);
    expect(c.latencyS.mean).not.toBe(a.latencyS.mean);
  });

  it('takes warm-up and duration together', async () => {
    expect(await jsonOf('--warmup', '3', '--duration', '4')).toMatchObject({ warmupS: 3, simulatedS: 4 });
  });

  it('takes parameters by their paths: a number, a bare kind, a whole variant', async () => {
    const report = await jsonOf(
      '--set', 'stations.orders.arrivals.ratePerS=200', '--set=stations.inbox.capacityJobs=5',
      '--set', 'stations.inbox.whenFull=shed-newest', '--set', 'stations.pickers.service={"kind":"constant","meanS":0.05}',
    );
    // Four workers of 20 a second each are never idle, and what is more than that is shed.
    expect(report.throughputPerS).toBeCloseTo(80, 0);
    expect(report.jobs.shed.full).toBeGreaterThan(900);
    expect(report.stations['pickers']!['serviceS']).toMatchObject({ mean: expect.closeTo(0.05, 9) as number });
  });

  it('reads standard input and built-in scenarios', async () => {
    expect((await sim(['run', '-'], { stdin: files['small.spillway'] })).out).toContain(small.title);
    expect((await sim(['run', 'trace-replay'])).out).toContain('A recorded trace, replayed');
  });
});

describe('run for a person', () => {
  it('prints figures with units, aligned', async () => {
    const { out } = await sim(['run', 'small.spillway'], { files });
    expect(out).toMatch(/^A bounded queue in front of four workers\nseed 1, 10 s after 1 s of warm-up, [\d,]+ events in [\d.]+ s\nwarm-up: [^\n]+\n\n/);
    expect(out).toMatch(/\nthroughput [\d.]+ per s, goodput [\d.]+ per s\n/);
    expect(out).toMatch(/\nlatency +n +mean +p50 +p90 +p95 +p99 +p99.9 +max\nall +[\d,]+ +[\d.]+ ms/);
    const stations = out.split('\n').filter((line) => /^(station|orders|inbox|pickers|done) {2}/.test(line)).slice(0, 4);
    expect(new Set(stations.map((line) => line.search(/\S+$/) + line.match(/\S+$/)![0].length)).size).toBe(1);
  });

  it('puts percentiles in brackets that rest on too few jobs', async () => {
    const { out } = await sim(['run', 'small.spillway', '--duration', '1'], { files });
    expect(out).toMatch(/\nall .*\([\d.]+ ms\)/);
    expect(out).toContain('fewer than 10 jobs lie beyond it');
  });

  it('exits 1 when a check fails, and 0 when it passes', async () => {
    const withCheck = (max: number) => ({ 'a.spillway': printScenario({ ...small, checks: [{ name: 'p99 budget', metric: 'latencyS.p99', max }] }) });
    const failed = await sim(['run', 'a.spillway'], { files: withCheck(0.001) });
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/check FAILED: p99 budget, [\d.]+ ms, at most 1 ms/);
    const passed = await sim(['run', 'a.spillway'], { files: withCheck(100) });
    expect(passed.code).toBe(0);
    expect(passed.out).toContain('check passed: p99 budget');
  });
});

describe('bad input exits 2, with a problem a line on standard error and nothing on standard output', () => {
  it.each([
    [[], /^Spillway: see queues/],
    [['rum'], /^sim: unknown command "rum"; did you mean "run"\?\n$/],
    [['swoop'], /^sim: unknown command "swoop"; did you mean "sweep"\?\n$/],
    [['--verion'], /^sim: unknown option "--verion"; did you mean "--version"\?\n$/],
    [['run'], /^run: needs a FILE/],
    [['run', 'a', 'b'], /^run: takes one FILE, found 2: a b\n$/],
    [['run', 'small.spillway', '--sed', '1'], /^run: unknown option "--sed"; did you mean "--seed"\?\n$/],
    [['run', 'small.spillway', '--seed'], /^run: --seed: needs a value\n$/],
    [['run', 'small.spillway', '--seed', '1', '--seed', '2'], /^run: --seed: is given twice\n$/],
    [['run', 'small.spillway', '--json=1'], /^run: --json: takes no value, found "1"\n$/],
    [['run', 'small.spillway', '--seed', '-1'], /^small\.spillway: --seed: must be 0 to [\d,]+, found -1\n$/],
    [['run', 'small.spillway', '--duration', 'long'], /^small\.spillway: --duration: must be a number, found "long"\n$/],
    [['run', 'small.spillway', '--set', 'stations.inbox'], /^small\.spillway: --set: must be PATH=VALUE, found "stations.inbox"\n$/],
    [['run', 'small.spillway', '--set', 'stations.inbok.capacityJobs=1'], /^small\.spillway: --set stations\.inbok\.capacityJobs: no station "inbok"; did you mean "inbox"\?\n$/],
    [['run', 'small.spillway', '--set', 'stations.inbox.capacityJobs=-1'], /^small\.spillway: --set stations\.inbox\.capacityJobs: must be 0 to [\d,]+ jobs or "unbounded", found -1\n$/],
    [['run', 'small.spillway', '--set', 'stations.inbox.whenFull=shed-newst'], /found "shed-newst"; did you mean "shed-newest"\?\n$/],
    [['run', 'small.spillway', '--set', 'stations.pickers.service={"kind":"constant"'], /^small\.spillway: --set stations\.pickers\.service: must be a kind or a whole JSON object, and this is cut short or lacks its quotes: \{"kind":"constant"\n$/],
    [['run', '.'], /^\.: is a folder; a scenario is a file in it\n$/],
    [['run', 'bounded-queu'], /^bounded-queu: there is no such file and no built-in scenario of that name; did you mean "bounded-queue"\?\n$/],
    [['run', 'broken.spillway'], /^broken\.spillway: line 1, column 2: "x" is not a JSON value; text stands in double quotes\n$/],
    [['run', 'two.spillway'], /^two\.spillway: seed: must be .*\ntwo\.spillway: stations: is missing.*\n$/],
    [['schema', 'x'], /^schema: takes nothing more, found x\n$/],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await sim(argv, { files: { ...files, 'broken.spillway': '{x', 'two.spillway': '{"format": "spillway/1", "seed": -1}' } });
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });
});

describe('the rows of a trace', () => {
  const traceScenario = (file: string): string => printScenario({
    ...small, warmupS: 0,
    stations: { ...small.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', file } } },
  });
  const csv = 'atS\n0.5\n1\n2\n';

  it('come from the file beside the scenario', async () => {
    const report = reportIn(await sim(['run', 'day/a.spillway', '--json'], { files: { 'day/a.spillway': traceScenario('rows.csv'), 'day/rows.csv': csv } }));
    expect(report.jobs.made).toBe(3);
  });

  it('may be named on the command line', async () => {
    const ran = await sim(
      ['run', 'a.spillway', '--json', '--set', 'stations.orders.arrivals=trace', '--set', 'stations.orders.arrivals.file=rows.csv'],
      { files: { 'a.spillway': printScenario({ ...small, warmupS: 0 }), 'rows.csv': csv } },
    );
    expect(reportIn(ran).jobs.made).toBe(3);
  });

  it.each([
    ['other.csv', 'there is no file "other.csv" beside the scenario (looked for other.csv)'],
    ['/etc/rows.csv', 'must be a path from the scenario\'s folder, found "/etc/rows.csv"'],
    ['C:\\rows.csv', 'must be a path from the scenario\'s folder, found "C:\\\\rows.csv"'],
    ['empty.csv', 'the file "empty.csv" is empty'],
  ])('are refused in one line when they cannot be had: %s', async (file, message) => {
    const { code, err } = await sim(['run', 'a.spillway'], { files: { 'a.spillway': traceScenario(file), 'empty.csv': ' \n' } });
    expect({ code, err }).toEqual({ code: 2, err: `a.spillway: stations.orders.arrivals.file: ${message}\n` });
  });

  it('name the row that is wrong', async () => {
    const { err } = await sim(['run', 'a.spillway'], { files: { 'a.spillway': traceScenario('rows.csv'), 'rows.csv': 'atS\n1\nx\n' } });
    expect(err).toBe('a.spillway: stations.orders.arrivals.csv: row 3, column "atS": must be a number of seconds ≥ 0, found "x"\n');
  });
});

it('shows a bar on a terminal for a run of more than a second, and takes it away', async () => {
  let nowMs = 0;
  const { err } = await sim(['run', 'small.spillway', '--duration', '2000'], { files, isErrTerminal: true, nowMs: () => nowMs += 700 });
  expect(err).toMatch(/\r█+░+ +\d+ % {2}[\d,]+ of 2,001 s {2}[\d,]+ events/);
  expect(err.endsWith('\r\u001b[K')).toBe(true);
});

describe('Ctrl-C', () => {
  /** Presses it at the n-th pause. */
  const pressedAt = (n: number): { onInterrupt: (callback: () => void) => () => void; pause: () => Promise<void> } => {
    let press = (): void => undefined;
    let pauses = 0;
    return {
      onInterrupt: (callback) => { press = callback; return () => undefined; },
      pause: () => { if (++pauses === n) press(); return Promise.resolve(); },
    };
  };

  it('before the warm-up is over ends with 130 and without figures', async () => {
    const { code, out, err } = await sim(['run', 'small.spillway', '--warmup', '5000'], { files, ...pressedAt(1) });
    expect({ code, out }).toEqual({ code: 130, out: '' });
    expect(err).toMatch(/^small\.spillway: interrupted at [\d,]+ of 5,010 s, before the warm-up was over; no figures\n$/);
  });

  it('later ends with 130 and the figures up to then, and says so', async () => {
    const ran = await sim(['run', 'small.spillway', '--duration', '5000', '--json'], { files, ...pressedAt(2) });
    expect(ran.code).toBe(130);
    expect(ran.err).toMatch(/^small\.spillway: interrupted at [\d,]+ of 5,001 s; the figures cover the time up to then\n$/);
    const report = reportIn(ran);
    expect(report).toMatchObject({ interrupted: true });
    expect(report.simulatedS).toBeGreaterThan(100);
    expect(report.simulatedS).toBeLessThan(5000);
    expect(report.latencyS.n).toBe(report.jobs.served);
    const shown = await sim(['run', 'small.spillway', '--duration', '5000'], { files, ...pressedAt(2) });
    expect(shown.out).toContain('\nended early: interrupted\n');
  });

  it('is not what has ended a run whose times lie between two nanoseconds', async () => {
    const { code, out } = await sim(['run', 'small.spillway', '--warmup', String(1 / 3), '--duration', '3'], { files });
    expect(code).toBe(0);
    expect(out).not.toContain('ended early');
  });

  it('among replications keeps those that are finished, and says how many', async () => {
    const argv = ['run', 'small.spillway', '--replications', '5'];
    const { code, out, err } = await sim(argv, { files, ...pressedAt(2) });
    expect(code).toBe(130);
    expect(err).toBe('small.spillway: interrupted: 2 of 5 replications are finished and shown\n');
    expect(out).toContain('\n2 of 5 replications of 10 s');
    expect(await sim(argv, { files, onInterrupt: (callback) => { callback(); return () => undefined; } })).toEqual({
      code: 130, out: '', err: 'small.spillway: interrupted: 0 of 5 replications are finished; no figures\n',
    });
  });
});

it('prints help, version and schema', async () => {
  const help = await sim(['help']);
  expect(help.code).toBe(0);
  const ofRun = await sim(['run', '--help']);
  for (const word of ['--seed', '--warmup', '--duration', '--set', '--json', 'bounded-queue']) expect(ofRun.out).toContain(word);
  expect(await sim(['help', 'run'])).toEqual(ofRun);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await sim(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  expect(JSON.parse((await sim(['schema'])).out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' });
});
