import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { oneFile } from './one-file.ts';

/** Tests that run much of the engine. */
const SIMULATES = /\/tests\/(properties|theory|unit\/(simulations|renderer\/run))\/.+\.test\.ts$/;

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  plugins: [oneFile((path) => SIMULATES.test(path))],
  test: {
    include: ['tests/{unit,theory,properties,architecture,electron}/**/*.test.{ts,tsx}'],
    environment: 'node', // A component's test asks for more in its first line: // @vitest-environment jsdom
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000, // Theory runs long simulations.
    hookTimeout: 60_000,
  },
});
