// Method: the command line as people run it, in processes of its own. The same sweep on one core and on two takes turns with its runs alone, which are
// made by the engine in one loop with nothing around them. Each figure is the median of the rounds, and only ratios are stated. What a sweep costs beside
// its runs is stated in processor time, which other work on the machine does not touch; how much two cores help is a matter of the clock on the wall, and
// says little while other work goes on: how many cores the two processes got is stated with it.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const repo = fileURLToPath(new URL('../../..', import.meta.url));
const launch = join(repo, 'simulations/cli/launch.mjs');
const ROUNDS = 2;
/** 100,000 jobs a run at 90 a second, and so many runs that starting does not count. */
const SECONDS_A_RUN = 1111;
const PATH = 'stations.orders.arrivals.ratePerS';
const [LOW, HIGH, POINTS, REPLICATIONS] = [70, 90, 100, 10];
const SWEEP = ['sweep', 'bounded-queue', '--warmup', '0', '--duration', SECONDS_A_RUN, '--vary', `${PATH}=${LOW}..${HIGH}/${POINTS}`, '--replications', REPLICATIONS, '--json'].map(String);

const alone = await engineAlone();
node([launch, '--version']); // Builds the bundle, if need be.

const rounds = { start: [], one: [], two: [], cores: [], ofEngine: [] };
for (let round = 0; round <= ROUNDS; round++) {
  const bare = timed(() => node(['-e', '0']));
  const start = timed(() => node([launch, '--version']));
  const engine = JSON.parse(node([alone, PATH, LOW, HIGH, POINTS, REPLICATIONS, SECONDS_A_RUN].map(String)));
  const one = sweep(1);
  const two = sweep(2);
  if (one.events !== engine.events || two.events !== engine.events) throw new Error(`other runs: ${engine.events}, ${one.events} and ${two.events} events`);
  if (round === 0) continue; // The first one warms the disk's cache.
  rounds.start.push(start - bare);
  rounds.ofEngine.push(one.cpuS / engine.cpuS);
  rounds.one.push(one.wallS);
  rounds.two.push(one.wallS / two.wallS);
  rounds.cores.push(two.cpuS / two.wallS / (one.cpuS / one.wallS));
}

const cores = availableParallelism();
console.log(`the command line starts in ${median(rounds.start).toFixed(2)} s more than Node itself (at most 0.3)`);
console.log(`${(POINTS * REPLICATIONS).toLocaleString('en')} runs of 100,000 jobs on one core take ${median(rounds.ofEngine).toFixed(2)} of the processor time of the runs alone (at most 1.2), ${median(rounds.one).toFixed(1)} s`);
console.log(`on two cores they are done ${median(rounds.two).toFixed(2)} times as fast as on one (at least 1.8${cores < 2 ? '; this machine has one' : ''}), with ${median(rounds.cores).toFixed(2)} times the processor time a second`);

/** The command line in a process that says at its end how much processor time all of its threads took. */
function sweep(count) {
  const script = `import(${JSON.stringify(pathToFileURL(join(repo, 'out/cli/sim.mjs')).href)}).then(async ({ main }) => {
    process.exitCode = await main(process.argv.slice(1));
    const { user, system } = process.cpuUsage();
    process.stderr.write('cpu ' + (user + system) / 1e6);
  });`;
  let done;
  const wallS = timed(() => { done = spawned(['-e', script, '--', ...SWEEP, '--cores', String(count)]); });
  const { runs } = JSON.parse(done.stdout);
  return { wallS, cpuS: Number(/cpu (.*)/.exec(done.stderr)[1]), events: runs.reduce((sum, run) => sum + run.events, 0) };
}

async function engineAlone() {
  await build({
    root: repo, configFile: false, logLevel: 'error', ssr: { noExternal: true },
    build: {
      ssr: join(repo, 'tests/bench/sweep/engine-alone.ts'), outDir: join(repo, 'out/bench'), emptyOutDir: false, copyPublicDir: false, target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'engine-alone.mjs', codeSplitting: false, topLevelVar: false } },
    },
  });
  return join(repo, 'out/bench/engine-alone.mjs');
}

function node(argv) {
  return spawned(argv).stdout;
}

function spawned(argv) {
  const done = spawnSync(process.execPath, argv, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.status !== 0 && done.status !== 1) throw new Error(done.stderr);
  return done;
}

function timed(work) {
  const from = performance.now();
  work();
  return (performance.now() - from) / 1000;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
