import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../simulations/catalog';
import { Kernel } from '../../../simulations/engine/kernel';
import { f64, i32 } from '../../../simulations/engine/arena';
import { arrivedAt, settle } from '../../../simulations/engine/figures';
import { AREA, stationAt } from '../../../simulations/engine/layout';
import { streamKey } from '../../../simulations/engine/random';
import { slotsOf } from '../../../simulations/engine/slots';
import { regular } from '../../../simulations/policies/arrivals/regular';
import { producer } from '../../../simulations/stations/producer';
import { sink } from '../../../simulations/stations/sink';
import { delay } from './delay';

// Method: the README's example of a new station stands in a file beside this test; the text must be the
// same to the letter, and the station is run in the engine without the catalogue.
const folder = import.meta.dirname;
const readme = readFileSync(resolve(folder, '../../../README.md'), 'utf8');

describe('the README\'s example of a station', () => {
  it('is the code that is tested here', () => {
    const code = readFileSync(resolve(folder, 'delay.ts'), 'utf8').replaceAll('../../../simulations/', '../');
    expect(readme).toContain(code);
  });

  it('holds each of a thousand jobs for exactly its time', () => {
    const kernel = new Kernel({
      stations: [{ id: 'ticks', kind: producer }, { id: 'network', kind: delay }, { id: 'done', kind: sink }],
      links: [{ from: 0, to: 1 }, { from: 1, to: 2 }],
      classes: [{ shareUpTo: 1, deadlineNs: Infinity, priority: 0 }],
      families: catalog.families,
      streamKeyOf: (station, purpose) => streamKey(1, station, purpose),
    });
    const arrivals = stationAt(0) + slotsOf(producer.params)['arrivals']!;
    i32[2 * arrivals] = catalog.families.arrivals.indexOf(regular);
    f64[arrivals + 1] = 1e6; // a job each millisecond
    f64[stationAt(1) + slotsOf(delay.params)['delayS']!] = 0.05;
    kernel.start();
    kernel.run(1_050_000_000, Infinity);

    settle(kernel);
    expect(arrivedAt(stationAt(2))).toBe(1000);
    // Those who are through were there for 50 ms each; the other 50 for 49, 48, … 0 ms.
    expect(f64[stationAt(1) + AREA]).toBe(1000 * 50_000_000 + ((50 * 49) / 2) * 1_000_000);
  });
});
