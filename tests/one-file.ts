import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

/** Nothing is written there; the paths of the sources are given from there. */
const OUT = resolve(import.meta.dirname, '../out/one-file');

/** A module that asks where it stands is told where its source stands. */
const ownPlaces: Plugin = {
  name: 'own-places',
  enforce: 'pre',
  transform: (code, id) => (code.includes('import.meta.')
    ? code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)).replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
    : null),
};

/**
 * Hands the test runner each test that `isChosen` picks as one file, with all that it imports from this project. The runner keeps modules
 * apart, and each look at something imported costs so much that the engine is some twenty times slower than in the app; in one
 * file it is as fast. Lines in messages stay those of the sources. Packages stay outside, so that `expect` is the runner's own.
 */
export function oneFile(isChosen: (path: string) => boolean): Plugin {
  return {
    name: 'one-file',
    enforce: 'pre',
    async load(id) {
      if (!isChosen(id)) return null;
      const built = await build({
        configFile: false,
        logLevel: 'error',
        plugins: [ownPlaces],
        build: { ssr: id, write: false, outDir: OUT, target: 'node20.19', minify: false, sourcemap: true, rolldownOptions: { external: /^[^./]/, output: { codeSplitting: false } } },
      }) as Rolldown.RolldownOutput;
      const [chunk] = built.output;
      for (const each of chunk.moduleIds) if (!each.startsWith('\0')) this.addWatchFile(each);
      const { map } = chunk;
      return { code: chunk.code, map: map && { ...map, sources: map.sources.map((source) => resolve(OUT, source)), toString: () => JSON.stringify(map) } };
    },
  };
}
