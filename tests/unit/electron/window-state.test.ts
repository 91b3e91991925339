import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placeWindow,
  readWindowState,
  saveWindowState,
  WINDOW_HEIGHT_MIN,
  WINDOW_WIDTH_MIN,
} from '../../../electron/main/window-state';

const laptop = { x: 0, y: 25, width: 1512, height: 900 };
const wall = { x: 1512, y: 0, width: 2560, height: 1440 };

describe('where the window opens', () => {
  it('comes back where it was, on whichever screen', () => {
    const state = { x: 1700, y: 60, width: 1600, height: 1000, maximized: true };
    expect(placeWindow(state, [laptop, wall])).toEqual(state);
  });

  it('comes to the main screen when its own is gone, and fits it', () => {
    const state = { x: 1700, y: 60, width: 2400, height: 1300, maximized: false };
    expect(placeWindow(state, [laptop])).toEqual({ width: 1512, height: 900, maximized: false });
  });

  it('is not left where its title bar cannot be reached', () => {
    for (const place of [{ x: 100, y: -200 }, { x: 100, y: 890 }, { x: -1550, y: 60 }, { x: 1480, y: 60 }]) {
      const placed = placeWindow({ ...place, width: 1600, height: 900, maximized: false }, [laptop]);
      expect(placed, JSON.stringify(place)).not.toHaveProperty('x');
    }
  });

  // Method: 1 000 random values of any type; the seed is fixed.
  it('opens usefully whatever the file held', () => {
    fc.assert(
      fc.property(fc.anything(), (nonsense) => {
        const placed = placeWindow(nonsense, [laptop]);
        expect(placed.width).toBeGreaterThanOrEqual(WINDOW_WIDTH_MIN);
        expect(placed.height).toBeGreaterThanOrEqual(WINDOW_HEIGHT_MIN);
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(placeWindow({ x: 0, y: 30, width: Number.NaN, height: 900, maximized: false }, [laptop])).not.toHaveProperty('x');
    expect(placeWindow(null, [])).toEqual({ width: 1440, height: 900, maximized: false });
  });
});

it('what was saved is read again; a spoilt file counts as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-'));
  const path = join(folder, 'window-state.json');
  const state = { x: 10, y: 30, width: 1000, height: 700, maximized: false };
  expect(readWindowState(path)).toBeNull();
  saveWindowState(path, state);
  expect(readWindowState(path)).toEqual(state);
  expect(readdirSync(folder)).toEqual(['window-state.json']);
  writeFileSync(path, '{"x": 10,');
  expect(readWindowState(path)).toBeNull();
  rmSync(folder, { recursive: true });
});
