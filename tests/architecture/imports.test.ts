// Method: every source file is parsed, and each of its imports looked up in the table. That the search finds what it
// should is shown first, on invented files.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { forbiddenImports } from './forbidden-imports';
import { importTable } from './import-table';

const repo = resolve(import.meta.dirname, '../..');

function sourceFiles(): string[] {
  return ['simulations', 'renderer', 'electron'].flatMap((folder) =>
    readdirSync(join(repo, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
      .map((name) => `${folder}/${name.split(sep).join('/')}`),
  );
}

describe('the search', () => {
  it.each([
    ['an upward import', 'simulations/engine/run.ts', "import { catalog } from '../catalog';"],
    ['a kind in the engine', 'simulations/engine/run.ts', "import { queue } from '../stations/queue';"],
    ['a side-effect import', 'simulations/metrics/mean.ts', "import '../engine/random';"],
    ['a dynamic import', 'simulations/engine/run.ts', "const load = () => import('../scenario/scenario');"],
    ['an export from elsewhere', 'simulations/engine/index.ts', "export * from '../library';"],
    ['double quotes and templates', 'simulations/engine/run.ts', 'import "node:fs"; import(`react`);'],
    ['require', 'electron/preload/index.ts', "const { z } = require('zod');"],
    ['a library in the simulator', 'simulations/stations/queue.ts', "import { z } from 'zod';"],
    ['a part of a library', 'renderer/document/store.ts', "import { createRoot } from 'react-dom/client';"],
    ['the disk outside the command line', 'simulations/scenario/read.ts', "import { readFile } from 'node:fs/promises';"],
    ['the page in the simulator', 'simulations/theory/mm1.ts', "import { store } from '../../renderer/document';"],
    ['a panel in the stage', 'renderer/stage/stage.tsx', "import { Chart } from '../panels/chart';"],
    ['the stage in a panel', 'renderer/panels/chart.tsx', "import type { Stage } from '../stage/stage';"],
    ['the shell at run time', 'renderer/host/electron.ts', "import { requests } from '../../electron/contract';"],
    ['Electron in the page', 'renderer/host/electron.ts', "import type { App } from 'electron';"],
    ['the command line in the page', 'renderer/run/worker.ts', "import { main } from '../../simulations/cli/main';"],
    ['a worker that lies elsewhere', 'renderer/stage/stage.ts', "new Worker(new URL('../app/w.ts', import.meta.url));"],
    ['a folder without a row', 'simulations/helpers/sum.ts', 'export {};'],
    ['a file without a row', 'simulations/misc.ts', 'export {};'],
    ['a way out of the folders', 'renderer/app/main.tsx', "import config from '../../package.json';"],
  ])('finds %s', (_what, path, text) => {
    expect(forbiddenImports(importTable, path, text)).not.toEqual([]);
  });

  it.each([
    ['simulations/engine/run.ts', "import { mean } from '../metrics/mean'; import { heap } from './heap';"],
    ['simulations/catalog.ts', "import { queue } from './stations/queue';"],
    ['simulations/scenario/parse.ts', "import { catalog } from '../catalog'; import Papa from 'papaparse';"],
    ['renderer/host/electron.ts', "import type { HostApi } from '../../electron/contract';"],
    ['renderer/run/controller.ts', "new Worker(new URL('./engine.worker.ts', import.meta.url), { type: 'module' });"],
    ['renderer/app/main.tsx', "import '@fontsource-variable/inter'; import { createRoot } from 'react-dom/client';"],
    ['renderer/app/text.ts', "// import { x } from 'electron';\nconst from = \"from 'electron'\";"],
  ])('lets %s be', (path, text) => {
    expect(forbiddenImports(importTable, path, text)).toEqual([]);
  });
});

it('every import follows the table', () => {
  const files = sourceFiles();
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((path) => forbiddenImports(importTable, path, readFileSync(join(repo, path), 'utf8')))).toEqual([]);
});
