// Method: the loop of record, replay and promote through the command line, with files that exist only in the test. The same scenario must give the
// same history, event for event; a changed one must see the same input; a recording that was tampered with, cut or made otherwise must be noticed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordRun } from '../../../../simulations/experiments/record';
import { recordText } from '../../../../simulations/experiments/record-file';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { libraryScenarios } from '../../../../simulations/library';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startValid } from '../../../properties/kit';
import { reportIn, sim, type Files } from './fake-io';

const small: Scenario = { ...boundedQueue, warmupS: 2, durationS: 20, checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 0.6 }] };
const pickers = small.stations['pickers']!;
const withWorkers = (workers: number): Scenario => ({ ...small, stations: { ...small.stations, pickers: { ...pickers, workers } } });

async function recorded(scenario: Scenario = small): Promise<Files> {
  const files: Files = { 'a.spillway': printScenario(scenario), 'five.spillway': printScenario(withWorkers(5)), 'three.spillway': printScenario(withWorkers(3)) };
  const { code, out } = await sim(['record', 'a.spillway', '--out', 'r.json'], { files });
  expect(code).toBe(0);
  expect(out).toMatch(/\n[\d,]+ jobs, [\d,]+ events, seed \d+, in r\.json\n$/);
  return files;
}

describe('record', () => {
  it('writes every job: when it came, its class, what it asked for, what became of it', async () => {
    const files = await recorded();
    const { jobs, events, figures, count } = JSON.parse(files['r.json']!) as { jobs: unknown[][]; events: number; figures: Record<string, number>; count: number };
    const report = reportIn(await sim(['run', 'a.spillway', '--json'], { files }));
    expect(events).toBe(report.events);
    expect(figures['latencyS.p99']).toBe(report.latencyS.p99);
    expect(jobs).toHaveLength(count);
    const inFigures = jobs.filter(([, , , , , outcome, , endNs]) => outcome === 'served' && Number(endNs) > 2e9);
    expect(inFigures).toHaveLength(report.jobs.served);
    const demandsS = inFigures.map((job) => (job[8] as Record<string, number>)['pickers']! / 1e9);
    expect(demandsS.reduce((sum, each) => sum + each, 0) / demandsS.length).toBeCloseTo((report.stations['pickers']!['serviceS'] as { mean: number }).mean, 9);
  });

  it.each([
    [['record', 'a.spillway'], /needs --out RECORD/],
    [['record', '--out', 'r.json'], /needs a FILE/],
    [['record', 'a.spillwy', '--out', 'r.json'], /there is no such file/],
  ])('%j is refused', async (argv, message) => {
    const { code, err } = await sim(argv, { files: { 'a.spillway': printScenario(small) } });
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it('interrupted or on a full disk writes nothing', async () => {
    const files: Files = { 'a.spillway': printScenario({ ...small, durationS: 2000 }) };
    expect(await sim(['record', 'a.spillway', '--out', 'r.json'], { files, onInterrupt: (callback) => { callback(); return () => undefined; } })).toMatchObject({ code: 130, err: 'record: interrupted; nothing is written\n' });
    const full = { writeFile: () => { throw new Error('ENOSPC: no space left on device'); } };
    expect(await sim(['record', 'a.spillway', '--duration', '5', '--out', 'r.json'], { files, ...full })).toMatchObject({ code: 2, err: 'record: r.json: cannot be written: ENOSPC: no space left on device\n' });
    expect(Object.keys(files)).toEqual(['a.spillway']);
  });
});

describe('replay', () => {
  // Every fifth one: all kinds of station and link are among them.
  it.each(libraryScenarios.filter((_, n) => n % 5 === 0))('of $id through itself is the recording, event for event', async ({ id, scenario }) => {
    const files: Files = {};
    // No shorter than what its timeline plans.
    const durationS = Math.max(5, ...scenario.timeline.map(({ atS }) => atS + 1 - scenario.warmupS));
    await sim(['record', id, '--out', 'r.json', '--duration', String(durationS)], { files });
    const { out } = await sim(['replay', 'r.json', '--json'], { files });
    expect(JSON.parse(out)).toMatchObject({ isSame: true, isIdentical: true, otherInput: '', input: { differing: 0 } });
    expect((await sim(['replay', 'r.json'], { files })).out).toMatch(/\nthe same, event for event: [\d,]+ events, every move of every job\n(.*\n)*.*( checks passed: \d+ targets?, \d+ figures as recorded, and the history itself| checks FAILED)\n$/);
  });

  it('through a changed scenario sees the same jobs, which ask for the same', async () => {
    const files = await recorded();
    const { code, out } = await sim(['replay', 'r.json', 'five.spillway', '--json'], { files });
    const replayed = JSON.parse(out) as { changes: unknown; isIdentical: boolean; input: { jobs: number; differing: number; demands: Record<string, { jobs: number; same: number }> } };
    expect(code).toBe(0);
    expect(replayed.changes).toEqual([{ path: 'stations.pickers.workers', value: 5 }]);
    expect(replayed).toMatchObject({ isIdentical: false, pass: true });
    const { jobs, differing, demands } = replayed.input;
    expect([differing, demands['pickers']!.same]).toEqual([0, demands['pickers']!.jobs]);
    expect(jobs).toBeGreaterThan(1800);
    expect(await sim(['replay', 'r.json', '--set', 'stations.pickers.workers=5', '--json'], { files })).toEqual({ code, out, err: '' });
  });

  it('sends the recorded input though the candidate makes other jobs', async () => {
    const files = await recorded();
    const faster = { ...withWorkers(5), stations: { ...withWorkers(5).stations, orders: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 5 } } }, durationS: 7 };
    files['other.spillway'] = printScenario(faster);
    const { code, out } = await sim(['replay', 'r.json', 'other.spillway'], { files });
    expect(code).toBe(0);
    expect(out).toContain('stations.orders makes the recorded jobs instead of its own');
    expect(out).toMatch(/the same input: [\d,]+ jobs came at the same nanosecond/);
  });

  it('fails where latency or loss is worse, and names it', async () => {
    const files = await recorded();
    const slow = await sim(['replay', 'r.json', 'three.spillway'], { files });
    expect(slow.code).toBe(1);
    expect(slow.out).toMatch(/\nFAILED +p99 budget +at most 600 ms/);
    expect(slow.out).toMatch(/\nFAILED +latency p99 +at most/);
    const lossy = await sim(['replay', 'r.json', '--set', 'stations.inbox.capacityJobs=3', '--set', 'stations.inbox.whenFull=shed-newest'], { files });
    expect(lossy.code).toBe(1);
    expect(lossy.out).toMatch(/\nFAILED +loss share +at most 0\.1 % +0 % +[\d.]+ %/);
    expect(lossy.out).toMatch(/\npassed +latency p99/);
    expect((await sim(['replay', 'r.json', '--set', 'stations.pickers.service.meanS=0.0404'], { files })).code).toBe(1);
    expect((await sim(['replay', 'r.json', '--set', 'stations.pickers.service.meanS=0.0404', '--tolerance', '50%'], { files })).code).toBe(0);
  });

  it('notices a recording that is not what the scenario does', async () => {
    const files = await recorded();
    files['r.json'] = files['r.json']!.replace(/\["orders",50,"order",0,(\d+)/, (_, ns) => `["orders",50,"order",0,${Number(ns) + 1}`);
    const { code, out } = await sim(['replay', 'r.json'], { files });
    expect(code).toBe(1);
    expect(out).toMatch(/the replay is not the recording: orders 50 came at [\d.]+ s instead of [\d.]+ s/);
    expect((await sim(['replay', 'r.json', 'five.spillway'], { files })).out).toMatch(/the input is not the recorded one: 1 of [\d,]+ jobs differ, first orders 50/);
  });

  it('knows a history from every other: one move of one job is enough', async () => {
    const history = async (...set: string[]): Promise<string> => {
      const files: Files = { 'a.spillway': printScenario(small) };
      await sim(['record', 'a.spillway', '--out', 'r.json', ...set], { files });
      return (JSON.parse(files['r.json']!) as { history: string }).history;
    };
    const histories = await Promise.all([[], ['--seed', '2'], ['--duration', '20.1'], ['--set', 'stations.inbox.capacityJobs=4'], ['--set', 'classes.order.deadlineS=0.26']].map((set) => history(...set)));
    expect(new Set(histories).size).toBe(5);
    expect(await history()).toBe(histories[0]);
    const files = await recorded();
    files['r.json'] = files['r.json']!.replace(histories[0]!, histories[1]!);
    const { code, out } = await sim(['replay', 'r.json'], { files });
    expect(code).toBe(1);
    expect(out).toContain('the replay is not the recording; it was recorded with another version of the program, or changed since');
  });

  it('gives jobs the classes that they had, whatever shares the candidate has', async () => {
    const mixed: Scenario = { ...small, classes: { order: { share: 3, priority: 0 }, urgent: { share: 1, priority: 1 } } };
    const files = await recorded(mixed);
    files['even.spillway'] = printScenario({ ...mixed, classes: { urgent: { share: 5, priority: 1 }, order: { share: 5, priority: 0, deadlineS: 1 } } });
    const { code, out } = await sim(['replay', 'r.json', 'even.spillway'], { files });
    expect(code).toBe(0);
    expect(out).toContain('the classes have the recorded shares');
    expect(out).toMatch(/(the same input: [\d,]+ jobs came at the same nanosecond|classes\.order\.deadlineS)/);
    expect(out).not.toContain('is of class');
  });

  it('refuses what is cut, empty or no recording', async () => {
    const files = await recorded();
    const text = files['r.json']!;
    files['cut.json'] = text.slice(0, text.length / 2);
    files['fewer.json'] = text.replace(/\["orders",50,.*\n/, '');
    files['empty.json'] = '';
    files['odd.json'] = text.replace('["orders",50,', '["orders","50",');
    files['other.spillway'] = printScenario({ ...small, stations: { ...small.stations, orders: { kind: 'queue' }, calls: { kind: 'producer' } }, links: [{ from: 'calls', to: 'orders' }, { from: 'orders', to: 'inbox' }, ...small.links.slice(1)] });
    for (const [argv, message] of [
      [['cut.json'], /^replay: cut\.json: breaks off in the middle: the recording is truncated\n$/],
      [['fewer.json'], /^replay: fewer\.json: is truncated: [\d,]+ jobs of [\d,]+\n$/],
      [['empty.json'], /^replay: empty\.json: is empty\n$/],
      [['odd.json'], /^replay: odd\.json: holds a job that record did not write\n$/],
      [['a.spillway'], /^replay: a\.spillway: must be a recording made with record/],
      [['none.json'], /^replay: none\.json: there is no such file/],
      [['r.json', 'nope'], /^replay: nope: there is no such file and no built-in scenario/],
      [['r.json', 'other.spillway'], /^replay: other\.spillway: stations\.orders: the recording has jobs from this producer, and the candidate has no such producer\nreplay: other\.spillway: stations\.calls: is a producer that the recording knows nothing of\n$/],
      [['r.json', '--allow', 'latncyS.p99=5%'], /^replay: --allow: no figure "latncyS\.p99" is compared; did you mean "latencyS\.p99"\?/],
      [['r.json', '--set', 'stations.pickers.worker=5'], /did you mean "workers"\?/],
      [[], /^replay: needs a RECORD/],
    ] as const) {
      const { code, out, err } = await sim(['replay', ...argv], { files });
      expect(err).toMatch(message);
      expect({ code, out }).toEqual({ code: 2, out: '' });
    }
  });
});

describe('promote', () => {
  const promote = (...argv: string[]): string[] => ['promote', 'r.json', ...argv, '--why', 'For the Monday rush', '--out', 'next.spillway'];

  it('writes the candidate one version up, with reason, changes and figures', async () => {
    const files = await recorded({ ...small, changelog: [{ version: 3, date: '2026-01-01', why: 'Before', changes: [] }] });
    const { code, out, err } = await sim(promote('five.spillway'), { files });
    expect({ code, err }).toEqual({ code: 0, err: 'wrote next.spillway\n' });
    expect(out).toMatch(/promoted to version 4: next\.spillway\n$/);
    const next = parseScenario(files['next.spillway']!);
    if (!next.ok) throw new Error(JSON.stringify(next.problems));
    const [before, entry] = next.value.changelog;
    expect(before!.why).toBe('Before');
    expect(entry).toMatchObject({ version: 4, date: '2026-11-22', changes: [{ path: 'stations.pickers.workers', value: 5 }] });
    expect(entry!.why).toMatch(/^For the Monday rush\n\n- stations\.pickers\.workers: 4 → 5\n\nHeld against a recording of [\d,]+ jobs \(seed 1, 20 s\):\n/);
    expect(entry!.why).toMatch(/\n- latency p99: [\d.]+ ms → [\d.]+ ms \(at most [\d.]+ ms\)\n/);
    expect(entry!.why).toMatch(/\n- target p99 budget: [\d.]+ ms \(at most 600 ms\)$/);
    expect(next.value.stations).toEqual(withWorkers(5).stations);

    // The next candidate goes on from there.
    expect((await sim(['record', 'next.spillway', '--out', 'r.json'], { files })).code).toBe(0);
    files['six.spillway'] = files['next.spillway']!.replace('"workers": 5', '"workers": 6');
    expect((await sim(promote('six.spillway'), { files })).out).toMatch(/promoted to version 5/);
  });

  it('refuses a candidate that fails, with the checks that failed, and writes nothing', async () => {
    const files = await recorded();
    const { code, err } = await sim(promote('three.spillway'), { files });
    expect(code).toBe(1);
    expect(err).toMatch(/^promote: refused, nothing is written\npromote: p99 budget: the target is missed \(stations\.done\.latencyS\.p99\)\n/);
    expect(err).toMatch(/\npromote: latencyS\.p99: is worse than what was recorded\n/);
    expect(files['next.spillway']).toBeUndefined();
  });

  it.each([
    [['promote', 'r.json', 'five.spillway', '--out', 'x.spillway'], /needs --why TEXT/],
    [['promote', 'r.json', 'five.spillway', '--why', ' ', '--out', 'x.spillway'], /needs --why TEXT/],
    [['promote', 'r.json', 'five.spillway', '--why', 'x'], /needs --out FILE/],
    [['promote', 'r.json', 'a.spillway', '--why', 'x', '--out', 'x.spillway'], /there is nothing to promote: the candidate is what was recorded/],
    [['promote', 'r.json', 'forked.spillway', '--why', 'x', '--out', 'x.spillway'], /changelog: the candidate's change log does not go on from the recorded scenario's/],
  ])('%j is refused', async (argv, message) => {
    const files = await recorded({ ...small, changelog: [{ version: 2, date: '2026-01-01', why: 'Ours', changes: [] }] });
    files['forked.spillway'] = printScenario({ ...withWorkers(5), changelog: [{ version: 2, date: '2026-01-01', why: 'Theirs', changes: [] }] });
    const { code, err } = await sim(argv, { files });
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(files['x.spillway']).toBeUndefined();
  });

  it('knows every difference between two scenarios', async () => {
    const files = await recorded();
    const richer: Scenario = {
      ...withWorkers(5), checks: [], classes: { order: { share: 1, priority: 0, deadlineS: 1 } },
      stations: { ...withWorkers(5).stations, inbox: { ...small.stations['inbox']!, discipline: { kind: 'fifo' }, whenFull: { kind: 'shed-newest' } }, shelf: { kind: 'queue' } },
      links: [{ from: 'orders', to: 'inbox' }, { from: 'inbox', to: 'pickers' }, { from: 'pickers', to: 'shelf' }, { from: 'shelf', to: 'done' }],
    };
    files['richer.spillway'] = printScenario(richer);
    const { code } = await sim(promote('richer.spillway'), { files });
    expect(code).toBe(0);
    const [entry] = (JSON.parse(files['next.spillway']!) as Scenario).changelog;
    expect(entry!.changes).toEqual([
      { path: 'classes.order.deadlineS', value: 1 }, { path: 'stations.inbox.whenFull', value: { kind: 'shed-newest' } }, { path: 'stations.pickers.workers', value: 5 },
    ]);
    for (const line of ['station shelf (queue) is new', 'link pickers>shelf is new', 'link shelf>done is new', 'link pickers>done is gone', 'the checks are another']) expect(entry!.why).toContain(`\n- ${line}\n`);
  });
});

describe('what was done by hand', () => {
  /** At 8 s a picker goes, at 10 s the others are slow for two seconds. */
  async function steered(): Promise<Files> {
    const run = startValid(small);
    run.advanceTo(8);
    run.change({ path: 'stations.pickers.workers', value: 3 });
    run.advanceTo(10);
    run.fault({ kind: 'slow', station: 'pickers', factor: 1.5, forS: 2 });
    const record = await recordRun(run.recording());
    if (!record.ok || record.value === null) throw new Error('a recording');
    run.advanceTo(Infinity);
    expect(record.value.events).toBe(run.events);
    return { ...await recorded(), 'r.json': recordText(record.value) };
  }

  it('is done again in the very same place, so that the replay is the recording', async () => {
    const { code, out } = await sim(['replay', 'r.json'], { files: await steered() });
    expect(out).toMatch(/\nthe same, event for event: [\d,]+ events/);
    expect(code).toBe(1); // The target was missed while it was recorded, too.
  });

  it('is done again at the same times in a candidate, and is no part of what is promoted', async () => {
    const files = await steered();
    const { code, out } = await sim(['promote', 'r.json', '--set', 'stations.pickers.service.meanS=0.02', '--why', 'Quicker', '--out', 'next.spillway'], { files });
    expect(out).toContain('  what was done by hand is done again at the same times: stations.pickers.workers at 8 s, slow at 10 s\n');
    expect(code).toBe(0);
    expect(parseScenario(files['next.spillway']!)).toMatchObject({ ok: true, value: { timeline: [], stations: { pickers: { workers: 4, service: { meanS: 0.02 } } } } });
  });

  it('is named where a candidate has no place for it, or the history has none', async () => {
    const files = await steered();
    const { pickers: _, ...others } = small.stations;
    files['other.spillway'] = printScenario({ ...small, stations: { ...others, staff: pickers }, links: [{ from: 'orders', to: 'inbox' }, { from: 'inbox', to: 'staff' }, { from: 'staff', to: 'done' }] });
    const other = await sim(['replay', 'r.json', 'other.spillway'], { files });
    expect(other.code).toBe(2);
    expect(other.err).toMatch(/^replay: other\.spillway: timeline\.0\.change: stations\.pickers\.workers: no station "pickers".* \(done by hand while it was recorded\)\n/);
    for (const [from, to] of [[/"afterEvents":\d+/, '"afterEvents":999999'], [/"afterPlanned":0/, '"afterPlanned":7'], [/"afterEvents":\d+/, '"afterEvents":-1']] as const) {
      files['r2.json'] = files['r.json']!.replace(from, to);
      expect(await sim(['replay', 'r2.json'], { files })).toMatchObject({ code: 2, err: expect.stringMatching(/^replay: r2\.json: .*(and this run has no such place|that no run has written down)\n$/) as string });
    }
  });
});

describe('keys', () => {
  it('of a recording that was made before moves told them are the same, and so is its history', async () => {
    const files: Files = { 'old.json': readFileSync(join(import.meta.dirname, 'older-record.json'), 'utf8') };
    const { code, out } = await sim(['replay', 'old.json', '--json'], { files });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ isSame: true, isIdentical: true, otherInput: '', input: { jobs: 32, differing: 0 } });
    // Recorded anew, it is the old file to the letter.
    files['same.spillway'] = printScenario((JSON.parse(files['old.json']!) as { scenario: Scenario }).scenario);
    await sim(['record', 'same.spillway', '--out', 'new.json'], { files });
    expect(files['new.json']).toBe(files['old.json']);
  });

  const keyed: Scenario = { ...small, stations: { ...small.stations, orders: { ...small.stations['orders']!, keys: { kind: 'zipf', keys: 50, exponent: 1 } } } };
  const keysIn = (files: Files): readonly number[] => (JSON.parse(files['r.json']!) as { jobs: unknown[][] }).jobs.map((job) => job[3] as number);

  it('are recorded, whoever gave them: drawn ones, those of a trace, and none', async () => {
    const keys = keysIn(await recorded(keyed));
    expect(Math.min(...keys)).toBe(1);
    expect(Math.max(...keys)).toBeLessThanOrEqual(50);
    // Zipf: the first key has 1 / (1 + 1/2 + … + 1/50) = 22 % of the jobs.
    expect(keys.filter((key) => key === 1).length / keys.length).toBeCloseTo(0.22, 1);
    expect(new Set(keysIn(await recorded()))).toEqual(new Set([0]));

    const csv = 'atS,key\n1,7\n2,9\n3,7\n4,2147483647\n';
    const traced = keysIn(await recorded({ ...keyed, stations: { ...keyed.stations, orders: { kind: 'producer', arrivals: { kind: 'trace', csv } } } }));
    expect(traced).toEqual([7, 9, 7, 2_147_483_647]);
  });

  it('are the recorded ones in a candidate that has others, so that its cache sees the same', async () => {
    const cached: Scenario = {
      ...keyed, stations: { ...keyed.stations, memory: { kind: 'cache', answers: { kind: 'keys', sizeKeys: 10 } } },
      links: [{ from: 'orders', to: 'memory' }, { from: 'memory', to: 'inbox' }, ...small.links.slice(1)],
    };
    const files = await recorded(cached);
    files['other.spillway'] = printScenario({ ...cached, stations: { ...cached.stations, orders: { ...small.stations['orders']!, keys: { kind: 'uniform', keys: 9000 } } } });
    const { code, out } = await sim(['replay', 'r.json', 'other.spillway'], { files });
    expect(code).toBe(0);
    expect(out).toContain('stations.orders makes the recorded jobs instead of its own');
    expect(out).toContain('the same, event for event');
    const other = await sim(['replay', 'r.json', 'other.spillway', '--set', 'stations.memory.answers.sizeKeys=20', '--json'], { files });
    expect(JSON.parse(other.out)).toMatchObject({ otherInput: '', input: { differing: 0 } });
  });

  it('that differ are another input', async () => {
    const files = await recorded(keyed);
    files['r.json'] = files['r.json']!.replace(/\["orders",50,"order",(\d+)/, '["orders",50,"order",77');
    expect((await sim(['replay', 'r.json', 'five.spillway'], { files })).out).toMatch(/orders 50 is about key/);
    expect((await sim(['replay', 'r.json'], { files })).out).toMatch(/the replay is not the recording: orders 50 is about key \d+ instead of 77/);
  });
});

it('the precision of a gate is held against the recording, too', async () => {
  const gated: Scenario = {
    ...small, checks: [{ name: 'precision', station: 'signals', metric: 'precision', min: 0.6 }],
    stations: { ...small.stations, signals: { kind: 'gate', rule: { kind: 'classifier', positiveShare: 0.5, truePositiveRate: 0.95, falsePositiveRate: 0.05 } } },
    links: [{ from: 'orders', to: 'inbox' }, { from: 'inbox', to: 'pickers' }, { from: 'pickers', to: 'signals' }, { from: 'signals', to: 'done' }],
  };
  const files = await recorded(gated);
  expect((await sim(['replay', 'r.json'], { files })).code).toBe(0);
  const looser = await sim(['replay', 'r.json', '--set', 'stations.signals.rule.falsePositiveRate=0.2'], { files });
  expect(looser.code).toBe(1);
  // Still above the target, and worse than it was.
  expect(looser.out).toMatch(/\npassed +precision +at least 60 % +signals precision +8\d(\.\d)? %/);
  expect(looser.out).toMatch(/\nFAILED +signals precision +at least 9\d(\.\d)? % +9\d(\.\d)? % +8\d(\.\d)? % /);
  expect(looser.out).toMatch(/\nFAILED +signals false positive share +at most/);
  const worst = await sim(['promote', 'r.json', '--set', 'stations.signals.rule.falsePositiveRate=0.9', '--why', 'x', '--out', 'next.spillway'], { files });
  expect(worst).toMatchObject({ code: 1, err: expect.stringContaining('promote: precision: the target is missed (stations.signals.precision)') as string });
});
