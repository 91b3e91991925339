// Method: the command line as a process of its own, with real threads, files and signals. A sweep is given far more to do than it gets time for, so
// that a signal always comes in the middle of it.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SweepResult } from '../../../../simulations/experiments/sweep';

const launch = resolve(import.meta.dirname, '../../../../simulations/cli/launch.mjs');
const folder = mkdtempSync(join(tmpdir(), 'spillway-cli-'));
const VARY = ['--vary', 'stations.orders.arrivals.ratePerS=60,80,95', '--replications', '3'];
const SWEEP = ['sweep', 'bounded-queue', ...VARY, '--duration', '20', '--warmup', '1'];

const sim = (argv: readonly string[], options: object = {}) => spawnSync(process.execPath, [launch, ...argv], { cwd: folder, encoding: 'utf8', ...options });

beforeAll(() => {
  expect(sim(['--version']).status).toBe(0); // Builds the bundle, so that nothing below waits for that.
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the bundle has the engine\'s constants as constants: as variables that are set later, they cost nearly half of its pace', () => {
  const bundle = readFileSync(resolve(import.meta.dirname, '../../../../out/cli/sim.mjs'), 'utf8');
  expect(bundle).toMatch(/^const JOBS_AT = /m);
});

describe('threads', () => {
  it('give what one core gives, to the digit', { timeout: 120_000 }, () => {
    const [one, two, many] = ['1', '2', '7'].map((cores) => sim([...SWEEP, '--json', '--cores', cores]));
    expect(one!.status).toBe(0);
    expect(two!.stdout).toBe(one!.stdout);
    expect(many!.stdout).toBe(one!.stdout);
    expect((JSON.parse(one!.stdout) as SweepResult).runs).toHaveLength(9);
    const compared = ['1', '2'].map((cores) => sim(['compare', 'overload', '--set', 'stations.inbox.whenFull=shed-oldest', '--replications', '4', '--json', '--cores', cores]).stdout);
    expect(compared[1]).toBe(compared[0]);
  });
});

describe('Ctrl-C in the middle of a sweep', () => {
  const LONG = ['sweep', 'bounded-queue', '--vary', 'stations.orders.arrivals.ratePerS=60..95/50', '--replications', '2000', '--duration', '50'];

  /** Signals twice, as a Ctrl-C comes through npm, after `waitMs`. */
  async function interrupted(signal: NodeJS.Signals, cores: string, out: string, waitMs: number): Promise<{ readonly code: number | null; readonly err: string }> {
    const child = spawn(process.execPath, [launch, ...LONG, '--cores', cores, '--out', out], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
    const ended = new Promise<number | null>((done) => { child.on('close', done); });
    await new Promise((waited) => { setTimeout(waited, waitMs); });
    child.kill(signal);
    child.kill(signal);
    return { code: await ended, err };
  }

  it.each([['SIGINT', '1'], ['SIGINT', '2'], ['SIGTERM', '2']] as const)('(%s, %s cores) keeps what is finished and says so, though the signal comes twice', async (signal, cores) => {
    const out = join(folder, `part-${signal}-${cores}.json`);
    // A busy machine may not have finished one run yet, or not even begun to listen: then it gets more time.
    for (const waitMs of [1500, 6000, 24_000]) {
      const { code, err } = await interrupted(signal, cores, out, waitMs);
      if (!existsSync(out) && waitMs < 24_000) continue;
      expect(code).toBe(130);
      expect(err).toMatch(/bounded-queue: interrupted: [\d,]+ of 100,000 runs are finished and kept, [\d,]+ are missing\n/);
      break;
    }
    const { runs, points, plan } = JSON.parse(readFileSync(out, 'utf8')) as SweepResult;
    expect(runs.length).toBeGreaterThan(0);
    expect(points.reduce((sum, { n }) => sum + n, 0)).toBe(runs.length);
    expect(plan.replications).toBe(2000);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  }, 60_000);
});

describe('files', () => {
  it('are replaced as a whole, keep their mode, and links are followed', () => {
    const [target, link] = [join(folder, 'target.csv'), join(folder, 'link.csv')];
    writeFileSync(target, 'old');
    chmodSync(target, 0o640);
    symlinkSync(target, link);
    expect(sim([...SWEEP, '--out', link]).status).toBe(0);
    expect(readFileSync(target, 'utf8')).toMatch(/^stations\.orders\.arrivals\.ratePerS,replications,/);
    expect(statSync(target).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('that cannot be written are named, and the others are written', () => {
    mkdirSync(join(folder, 'a.csv')); // A folder, where a file ought to be.
    const { status, stderr } = sim([...SWEEP, '--out', 'a.csv', '--out', 'b.csv']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/sweep: a\.csv: cannot be written: EISDIR/);
    expect(sim([...SWEEP, '--out', 'nowhere/a.csv']).stderr).toBe('sweep: --out: there is no folder "nowhere" to write "a.csv" to\n');
    expect(existsSync(join(folder, 'b.csv'))).toBe(true);
  });

  it.skipIf(!existsSync('/dev/full'))('on a full disk leave nothing half-written, and so does standard output', () => {
    const { status, stderr } = sim(['record', 'bounded-queue', '--duration', '5', '--out', '/dev/full']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^record: \/dev\/full: cannot be written: ENOSPC/);
    const toFull = spawnSync('sh', ['-c', `"${process.execPath}" "${launch}" schema > /dev/full`], { cwd: folder, encoding: 'utf8' });
    expect(toFull.status).toBe(2);
    expect(toFull.stderr).toMatch(/^sim: the output cannot be written: ENOSPC/);
  });
});

it('a pipe that closes early is no mistake', () => {
  const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${launch}" schema | head -1`], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
