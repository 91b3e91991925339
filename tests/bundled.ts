import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

/**
 * A module and all that it imports, made into one file and loaded as such. The test runner keeps modules apart, and each look at
 * something imported costs so much that the engine is some twenty times slower than in the app; in one file it is as fast.
 */
export async function bundled<T>(entry: string): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-test-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: { ssr: entry, outDir: folder, target: 'node20.19', minify: false, rolldownOptions: { output: { entryFileNames: 'bundle.mjs', codeSplitting: false } } },
    });
    return await import(/* @vite-ignore */ pathToFileURL(join(folder, 'bundle.mjs')).href) as T;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
