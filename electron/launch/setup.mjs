// Makes node_modules hold what package-lock.json says. Node's own modules only: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repo = fileURLToPath(new URL('../..', import.meta.url));

/** Installs when something is missing or of another version; otherwise takes some ten milliseconds and says nothing. */
export function ensureInstalled() {
  const reason = whyInstall(packagesIn('package-lock.json') ?? {}, packagesIn('node_modules/.package-lock.json'));
  if (reason === null) return;

  console.error(`Installing the locked dependencies (${reason}); this takes a minute …`);
  // Without the warnings: Electron's packages ask for a newer Node than the tools need, for a download script of theirs.
  const { status, error } = npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (status !== 0) {
    console.error(`The dependencies could not be installed${error ? `: ${error.message}` : ''}. Is the network there?`);
    process.exit(1);
  }
}

/** npm notes what it installed in a lock file of its own; packages for other platforms are missing there. */
export function whyInstall(locked, installed) {
  if (installed === null) return 'there are none yet';
  for (const [path, { version, optional, devOptional }] of Object.entries(locked)) {
    const have = installed[path]?.version;
    if (path === '' || have === version || (have === undefined && (optional || devOptional))) continue;
    return `${path.replace(/^.*node_modules\//, '')} ${version} is locked, ${have ?? 'none'} installed`;
  }
  return null;
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(join(repo, lockFile), 'utf8')).packages;
  } catch {
    return null;
  }
}

function npm(args) {
  const options = { cwd: repo, stdio: ['ignore', 'ignore', 'inherit'] };
  // Under `npm start` npm names itself, which also works where npm is a shell script.
  const self = process.env.npm_execpath;
  return self?.endsWith('.js')
    ? spawnSync(process.execPath, [self, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled();
