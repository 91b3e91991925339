// Method: electron-builder checks its configuration itself, then packs the built application around a stand-in for
// Electron's runtime, which shows what goes into the package and which fuses are set, without the runtime.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const repo = resolve(import.meta.dirname, '../..');
const configPath = 'electron/electron-builder.yml';

/** Marks, in Electron's executable, where the fuses are; then their version, their number, and '0' or '1' for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = ['run as node', 'encrypt cookies', 'NODE_OPTIONS', 'inspect arguments', 'check the archive', 'only the archive', 'own snapshot', 'file privileges'];

describe('the configuration', () => {
  const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config.js') as {
    getConfig(repo: string, path: string, overrides: null): Promise<object>;
    validateConfiguration(config: object, log: unknown): Promise<void>;
  };
  const { DebugLogger } = require('builder-util') as { DebugLogger: new (enabled: boolean) => unknown };

  it('is valid, and a misspelt key would not be', async () => {
    const config = await getConfig(repo, configPath, null);
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined();
    await expect(validateConfiguration({ ...config, fileAsociations: [] }, new DebugLogger(false))).rejects.toThrow('fileAsociations');
  });
});

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-package-'));
  const unpacked = join(folder, 'release/linux-unpacked');
  let packed: string[];

  beforeAll(() => {
    const dist = standInRuntime(join(folder, 'dist'));
    const builder = require.resolve('electron-builder/cli.js');
    execFileSync(process.execPath, [
      builder, '--linux', '--dir', '--config', configPath,
      `--config.electronDist=${dist}`, `--config.directories.output=${join(folder, 'release')}`,
    ], { cwd: repo, stdio: 'pipe' });
    const asar = require('@electron/asar') as { listPackage(path: string, options: { isPack: boolean }): string[] };
    packed = asar.listPackage(join(unpacked, 'resources/app.asar'), { isPack: false });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the built application and nothing else', () => {
    expect(packed).toEqual(expect.arrayContaining(['/out/main/index.js', '/out/preload/index.cjs', '/out/renderer/index.html', '/package.json']));
    expect(packed.filter((path) => !/^\/(package\.json$|out(\/(main|preload|renderer)(\/|$)|$))/.test(path))).toEqual([]);
    expect(packed.filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  it('has its fuses set', () => {
    const binary = readFileSync(join(unpacked, 'spillway'));
    const at = binary.indexOf(SENTINEL) + SENTINEL.length + 2;
    const set = FUSES.filter((_name, index) => binary.toString('latin1', at + index, at + index + 1) === '1');
    expect(set).toEqual(['encrypt cookies', 'check the archive', 'only the archive']);
  });
});

function standInRuntime(folder: string): string {
  for (const name of ['locales', 'resources']) mkdirSync(join(folder, name), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'chrome_crashpad_handler', 'resources.pak', 'locales/en-US.pak']) {
    writeFileSync(join(folder, name), '');
  }
  const { version } = require('electron/package.json') as { version: string };
  writeFileSync(join(folder, 'version'), version);
  const wire = Buffer.from([1, FUSES.length + 1, ...Buffer.from('0'.repeat(FUSES.length + 1))]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(`stand-in\0${SENTINEL}`), wire, Buffer.alloc(64)]));
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}
