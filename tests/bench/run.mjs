// npm run bench [-- engine|sweep|stage]: speeds as ratios taken in one run, and JavaScript per frame in a real Chromium.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../../electron/launch/setup.mjs';

const repo = fileURLToPath(new URL('../..', import.meta.url));
const parts = { engine: benchEngine, sweep: benchSweep, stage: benchStage };
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. Use: npm run bench -- ${Object.keys(parts).join(' ')}`);
  process.exit(2);
}

ensureInstalled();
for (const [name, bench] of Object.entries(parts)) {
  if (chosen.length === 0 || chosen.includes(name)) await bench();
}

/** Built as the command line is built, because a test runner's modules are slower than what people run. */
async function benchEngine() {
  const vite = await import('vite');
  await vite.build({
    root: repo, configFile: false, logLevel: 'error', ssr: { noExternal: true },
    build: {
      ssr: join(repo, 'tests/bench/engine/engine.bench.ts'), outDir: join(repo, 'out/bench'), emptyOutDir: false,
      copyPublicDir: false, target: 'node20.19',
      rolldownOptions: { output: { entryFileNames: 'engine.bench.mjs', topLevelVar: false } },
    },
  });
  node(join(repo, 'out/bench/engine.bench.mjs'));
}

/** The command line as it is, in processes of its own. */
function benchSweep() {
  node(join(repo, 'tests/bench/sweep/sweep.bench.mjs'));
}

/** Builds and serves a page of its own. */
function benchStage() {
  node(join(repo, 'tests/bench/stage/stage.bench.mjs'));
}

function node(script) {
  const { status } = spawnSync(process.execPath, [script], { cwd: repo, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
