// Method: the border is known from single checks next to it: what seek finds must meet, and its neighbour must miss.
import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import { sim } from './fake-io';
import { readCsv } from './read-csv';

const files = { 'a.spillway': printScenario({ ...boundedQueue, warmupS: 2, durationS: 20, checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 0.4 }] }) };
const WORKERS = ['seek', 'a.spillway', '--replications', '3', '--vary', 'stations.pickers.workers=1..30', '--smallest'];

describe('seek', () => {
  it('finds how few workers meet the checks, and one less does not', async () => {
    const { code, out } = await sim([...WORKERS, '--json'], { files });
    const { found, neighbour, tried } = JSON.parse(out) as { found: number; neighbour: number; tried: { value: number; pass: boolean }[] };
    expect(code).toBe(0);
    expect(neighbour).toBe(found - 1);
    for (const [workers, expected] of [[found, 0], [neighbour, 1]] as const) {
      expect((await sim(['check', 'a.spillway', '--replications', '3', '--set', `stations.pickers.workers=${workers}`], { files })).code).toBe(expected);
    }
    expect(tried.map(({ value }) => value)).toEqual([...tried.map(({ value }) => value)].sort((a, b) => a - b));
    expect(tried.length).toBeLessThan(9);
  });

  it('prints what it tried, aligned, with the answer in words', async () => {
    const { out } = await sim([...WORKERS, '--require', 'stations.pickers.utilisation>=0.1'], { files });
    expect(out).toMatch(/\npickers\.workers +done latency p99, at most 400 ms +pickers utilisation, at least 10 %\n/);
    expect(out).toMatch(/\n1 +misses +[\d.]+ ± [\d.]+ s ✗ +100 ± 0 %\n/);
    expect(out).toMatch(/\nthe smallest pickers\.workers that meets the checks is (\d+); (\d+) does not\n$/);
    const { rows } = readCsv((await sim([...WORKERS, '--csv'], { files })).out);
    expect(rows[0]).toMatchObject({ 'stations.pickers.workers': '1', meets: 'false' });
  });

  it('finds the largest load, to the precision', async () => {
    const { code, out } = await sim([
      'seek', 'a.spillway', '--replications', '2', '--vary', 'stations.orders.arrivals.ratePerS=20..110', '--largest', '--precision', '2', '--json',
    ], { files });
    const { found, neighbour } = JSON.parse(out) as { found: number; neighbour: number };
    expect(code).toBe(0);
    expect(neighbour).toBeGreaterThan(found);
    expect(neighbour - found).toBeLessThanOrEqual(2);
    expect(found).toBeGreaterThan(60);
    expect(found).toBeLessThan(100);
  });

  it('tries whole numbers only where only those are allowed, wherever the parameter stands', async () => {
    const argv = ['seek', 'a.spillway', '--replications', '2', '--smallest', '--require', 'latencyS.p50<=0.5', '--json'];
    for (const [vary, isWhole] of [['classes.order.priority=-7..8', true], ['classes.order.deadlineS=1..9', false], ['stations.inbox.capacityJobs=0..9', true]] as const) {
      const { code, out, err } = await sim([...argv, '--vary', vary], { files });
      expect({ vary, err }).toEqual({ vary, err: '' });
      expect([0, 1]).toContain(code);
      expect(JSON.parse(out)).toMatchObject({ integer: isWhole });
    }
  });

  it('holds to the share of lost jobs too, which no check of a file can name: of all values, tried one by one, it finds the first that meets', async () => {
    const sheds = ['--set', 'stations.inbox.whenFull=shed-newest', '--set', 'stations.inbox.capacityJobs=2', '--replications', '2', '--require', 'lossShare<=0.02'];
    const meets = await Promise.all([3, 4, 5, 6, 7, 8].map(async (workers) => (await sim(['check', 'a.spillway', ...sheds, '--set', `stations.pickers.workers=${workers}`], { files })).code === 0));
    const first = 3 + meets.indexOf(true);
    expect(first).toBeGreaterThan(3);
    const { code, out, err } = await sim(['seek', 'a.spillway', ...sheds, '--vary', 'stations.pickers.workers=3..8', '--smallest', '--json'], { files });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ found: first, neighbour: first - 1, integer: true });
  });

  it('exits 1 when no value meets, and says so', async () => {
    const { code, out } = await sim([...WORKERS, '--require', 'latencyS.p50<=0.000001'], { files });
    expect(code).toBe(1);
    expect(out).toMatch(/no value of pickers\.workers from 1 to 30 meets the checks\n$/);
  });

  it.each([
    [['--smallest'], /needs --vary/],
    [['--vary', 'seed=1..9', '--smallest'], /a seed is neither small nor large/],
    [['--vary', 'stations.pickers.workers=1..9'], /needs --smallest or --largest, one of them/],
    [['--vary', 'stations.pickers.workers=1..9', '--smallest', '--largest'], /one of them/],
    [['--vary', 'stations.pickers.workers=9..1', '--smallest'], /--vary stations\.pickers\.workers: the lower end must be below/],
    [['--vary', 'stations.pickers.wrokers=1..9', '--smallest'], /did you mean "workers"\?/],
    [['--vary', 'stations.pickers.workers=-4..9', '--smallest'], /--vary stations\.pickers\.workers: must be .* found -4/],
    [['--vary', 'stations.pickers.workers=1,2', '--smallest'], /must be PATH=LOW\.\.HIGH/],
  ])('%j is refused', async (argv, message) => {
    const { code, out, err } = await sim(['seek', 'a.spillway', ...argv], { files });
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('interrupted says what was found out', async () => {
    const { code, out, err } = await sim(WORKERS, { files, onInterrupt: (callback) => { callback(); return () => undefined; } });
    expect({ code, out, err }).toEqual({ code: 130, out: '', err: 'seek: interrupted after 0 values\n' });
  });
});
