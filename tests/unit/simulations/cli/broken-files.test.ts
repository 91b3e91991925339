// Method: files that the command line wrote itself are damaged at random: cut off anywhere, or with one value replaced by something else. Whatever the
// damage, reading them again ends with an exit code and, for bad input, a message; it never throws and never runs away.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import { sim, type Files } from './fake-io';

const files: Files = { 'a.spillway': printScenario({ ...boundedQueue, warmupS: 0, durationS: 1 }) };
const readers = { 'part.json': ['merge', 'part.json'], 'base.json': ['check', 'a.spillway', '--baseline', 'base.json'], 'record.json': ['replay', 'record.json'] } as const;

beforeAll(async () => {
  await sim(['sweep', 'a.spillway', '--vary', 'stations.pickers.workers=4,5', '--replications', '2', '--out', 'part.json'], { files });
  await sim(['check', 'a.spillway', '--replications', '2', '--save-baseline', 'base.json'], { files });
  await sim(['record', 'a.spillway', '--duration', '0.2', '--out', 'record.json'], { files });
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The places of a value, as paths; long lists are tried in a few. */
function places(value: Json, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.keys(value).slice(0, 12).flatMap((key) => places((value as Record<string, Json>)[key]!, [...path, key]))];
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>;
  copy[key] = replaced(copy[key]!, rest, by);
  return copy;
}

async function read(name: keyof typeof readers, text: string): Promise<void> {
  const { code, out, err } = await sim(readers[name], { files: { ...files, [name]: text } });
  expect([0, 1, 2]).toContain(code);
  if (code === 2) expect({ out, hasMessage: err.length > 0 }).toEqual({ out: '', hasMessage: true });
}

describe.each(Object.keys(readers) as (keyof typeof readers)[])('%s', (name) => {
  it('cut off anywhere', async () => {
    const text = files[name]!;
    for (let cut = 0; cut < text.length - 2; cut += Math.ceil(text.length / 60)) {
      const { code, out, err } = await sim(readers[name], { files: { ...files, [name]: text.slice(0, cut) } });
      expect({ cut, code, out }).toEqual({ cut, code: 2, out: '' });
      expect(err).toMatch(/is empty|breaks off|not JSON|must be/);
    }
  });

  it('with a value replaced', async () => {
    const value = JSON.parse(files[name]!) as Json;
    const junk = fc.constantFrom<Json>(null, true, -1, 0.5, 1e300, 'x', '', [], {}, [null], { kind: 1 });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...places(value)), junk, async (path, by) => {
      await read(name, JSON.stringify(replaced(value, path, by)));
    }), { numRuns: 250, seed: 1 });
  });
});
