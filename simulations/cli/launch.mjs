// npm run --silent sim -- …: runs the command line from one bundled file, and makes that file again when a source
// is newer than it. Only results go to standard output; whatever is said about building goes to standard error.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const repo = fileURLToPath(new URL('../..', import.meta.url));
const bundle = join(repo, 'out/cli/sim.mjs');

if (!isUpToDate()) await build();
const { main } = await import(pathToFileURL(bundle).href);
// npm changes into the repository; the paths that the user types are seen from where the user stands.
if (process.env.npm_lifecycle_event === 'sim' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.exitCode = await main(process.argv.slice(2));

function isUpToDate() {
  if (!existsSync(bundle)) return false;
  const builtMs = statSync(bundle).mtimeMs;
  return statSync(join(repo, 'package-lock.json')).mtimeMs < builtMs && !hasNewer(join(repo, 'simulations'), builtMs);
}

/** A folder's own time tells of files that were removed from it. */
function hasNewer(folder, builtMs) {
  if (statSync(folder).mtimeMs >= builtMs) return true;
  return readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? hasNewer(path, builtMs) : statSync(path).mtimeMs >= builtMs;
  });
}

async function build() {
  if (!existsSync(join(repo, 'node_modules/vite'))) {
    const setup = join(repo, 'electron/launch/setup.mjs');
    const { status } = spawnSync(process.execPath, [setup], { stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(2);
  }
  const vite = await import('vite');
  const ours = `sim-${process.pid}.mjs`; // Two commands may build at the same time.
  try {
    await vite.build({
      root: repo,
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: join(repo, 'simulations/cli/main.ts'),
        outDir: join(repo, 'out/cli'),
        emptyOutDir: false,
        copyPublicDir: false,
        target: 'node20.19',
        // The engine's constants stay constants: as `var` each would be checked wherever it is used.
        rolldownOptions: { output: { entryFileNames: ours, codeSplitting: false, topLevelVar: false } },
      },
    });
    renameSync(join(repo, 'out/cli', ours), bundle);
  } catch (error) {
    rmSync(join(repo, 'out/cli', ours), { force: true });
    process.stderr.write(`The command line cannot be built: ${error.message}\n`);
    process.exit(2);
  }
}
