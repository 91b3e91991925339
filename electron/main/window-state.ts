import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

export const WINDOW_WIDTH_MIN = 960;
export const WINDOW_HEIGHT_MIN = 600;
const INITIAL_SIZE = { width: 1440, height: 900 };

/** So much of the window's top edge must be on a screen that one can take hold of it. */
const GRIP_WIDTH_MIN = 120;
const GRIP_HEIGHT = 40;

const pixels = z.int().min(-100_000).max(100_000);
const windowState = z.strictObject({
  x: pixels,
  y: pixels,
  width: pixels.min(1),
  height: pixels.min(1),
  maximized: z.boolean(),
});

export type WindowState = z.infer<typeof windowState>;

/** Position is left out when there is none worth keeping: the window then opens in the middle of the main screen. */
export interface WindowPlacement {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** Where to open the window: as it was, as far as the screens of today allow. `remembered` may be any nonsense. */
export function placeWindow(remembered: unknown, workAreas: readonly Rectangle[]): WindowPlacement {
  const known = windowState.safeParse(remembered);
  const state = known.success ? known.data : null;
  const area = state === null ? undefined : workAreas.find((candidate) => canBeGrabbed(state, candidate));
  const size = fit(state ?? INITIAL_SIZE, area ?? workAreas[0]);
  const maximized = state?.maximized ?? false;

  return state === null || area === undefined ? { ...size, maximized } : { x: state.x, y: state.y, ...size, maximized };
}

export function readWindowState(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null; // The first start, or a file that someone spoilt: placeWindow copes with both.
  }
}

/** Synchronous: the window is about to close, and with it the process. */
export function saveWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(`${path}.tmp`, `${JSON.stringify(state)}\n`);
    renameSync(`${path}.tmp`, path);
  } catch (error) {
    console.warn('The position of the window is not remembered:', error); // No reason to keep the window open.
  }
}

function canBeGrabbed(state: WindowState, area: Rectangle): boolean {
  const width = Math.min(state.x + state.width, area.x + area.width) - Math.max(state.x, area.x);
  return width >= GRIP_WIDTH_MIN && state.y >= area.y && state.y + GRIP_HEIGHT <= area.y + area.height;
}

function fit(size: { width: number; height: number }, area: Rectangle | undefined): { width: number; height: number } {
  return {
    width: Math.max(WINDOW_WIDTH_MIN, Math.min(size.width, area?.width ?? size.width)),
    height: Math.max(WINDOW_HEIGHT_MIN, Math.min(size.height, area?.height ?? size.height)),
  };
}
