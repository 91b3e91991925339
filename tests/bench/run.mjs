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

/** Built as the command line and the app's worker are built, because a test runner's modules are slower than what people run. */
async function benchEngine() {
  const vite = await import('vite');
  const outDir = join(repo, 'out/bench');
  const options = (file) => ({ output: { entryFileNames: file, topLevelVar: false, codeSplitting: false } });
  const shared = { root: repo, configFile: false, logLevel: 'error' };
  const build = { outDir, emptyOutDir: false, copyPublicDir: false };
  await vite.build({
    ...shared, ssr: { noExternal: true },
    build: { ...build, ssr: join(repo, 'tests/bench/engine/engine.bench.ts'), target: 'node20.19', rolldownOptions: options('engine.bench.mjs') },
  });
  node(join(outDir, 'engine.bench.mjs'));
  await vite.build({ ...shared, build: { ...build, target: 'chrome152', rolldownOptions: { input: join(repo, 'tests/bench/engine/rates.worker.ts'), ...options('rates.mjs') } } });
  const { benchInBrowser } = await import('./engine/in-browser.mjs');
  await benchInBrowser(join(outDir, 'rates.mjs'));
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
