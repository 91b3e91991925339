// Method: the command line as people run it. The same sweep on one core and on two takes turns with one long run of the same scenario, whose events
// per second are what the engine allows; each figure is the median of the rounds, and only ratios are stated: the machine's mood is in both sides.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repo = fileURLToPath(new URL('../../..', import.meta.url));
const launch = join(repo, 'simulations/cli/launch.mjs');
const ROUNDS = 3;
/** 100,000 jobs a run at 90 a second, and so many runs that starting does not count. */
const SECONDS_A_RUN = 1111;
const SWEEP = ['sweep', 'bounded-queue', '--warmup', '0', '--duration', String(SECONDS_A_RUN), '--vary', 'stations.orders.arrivals.ratePerS=70..90/10', '--replications', '20', '--json'];

const cores = availableParallelism();
sim(['--version']); // Builds the bundle, if need be.

const rounds = { start: [], bare: [], one: [], two: [], rate: [] };
let events = 0;
for (let round = 0; round <= ROUNDS; round++) {
  const start = timed(() => sim(['--version']));
  const bare = timed(() => node(['-e', '0']));
  const one = timed(() => { events = eventsOf(sim([...SWEEP, '--cores', '1'])); });
  const two = timed(() => sim([...SWEEP, '--cores', '2']));
  const long = JSON.parse(sim(['run', 'bounded-queue', '--warmup', '0', '--duration', String(SECONDS_A_RUN * 10), '--json']));
  if (round === 0) continue; // The first one warms the disk's cache.
  rounds.start.push(start);
  rounds.bare.push(bare);
  rounds.one.push(one);
  rounds.two.push(two);
  rounds.rate.push(long.events / long.wallS);
}

const allowedS = events / median(rounds.rate);
console.log(`the command line starts in ${(median(rounds.start) - median(rounds.bare)).toFixed(2)} s more than Node itself (at most 0.3)`);
console.log(`200 runs of 100,000 jobs on one core: ${median(rounds.one).toFixed(1)} s, ${(median(rounds.one) / allowedS).toFixed(2)} of what the engine's rate allows (at most 1.2)`);
console.log(`on two cores ${(median(rounds.one.map((one, i) => one / rounds.two[i]))).toFixed(2)} times as fast as on one (at least 1.8${cores < 2 ? '; this machine has one' : ''})`);

function eventsOf(out) {
  return JSON.parse(out).runs.reduce((sum, run) => sum + run.events, 0);
}

function sim(argv) {
  return node([launch, ...argv]);
}

function node(argv) {
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return stdout;
}

function timed(work) {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
