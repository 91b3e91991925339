import { DRAWN_NS, DUE_NS, NOW_NS, f64, i32 } from '../../engine/arena';
import { openForJob } from '../../engine/chance';
import { cancelEvent, scheduleDue } from '../../engine/event-list';
import type { Kernel } from '../../engine/kernel';
import type { JobHandle, StationHandle } from '../../engine/kind';
import { J_ROW, J_TIMER, WHAT } from '../../engine/layout';
import { PATIENCE, STREAM_PATIENCE } from './state';

/** The job that has just taken a place leaves when its patience is at an end: the trace's where it has one, else the queue's. */
export function startPatience(k: Kernel, s: StationHandle, j: JobHandle): void {
  const row = i32[(j << 1) + J_ROW];
  f64[DRAWN_NS] = row === 0 ? -1 : k.constants[row + 2];
  if (f64[DRAWN_NS] < 0) drawPatience(k, s, j);
  if (f64[DRAWN_NS] < 0) return;
  f64[DUE_NS] = f64[NOW_NS] + Math.floor(f64[DRAWN_NS] + 0.5);
  i32[(j << 1) + J_TIMER] = scheduleDue(i32[(s << 1) + WHAT], j);
}

function drawPatience(k: Kernel, s: StationHandle, j: JobHandle): void {
  const kind = k.families.patience[i32[(s + PATIENCE) << 1]];
  if (kind.drawNs === undefined) return;
  openForJob(s, STREAM_PATIENCE, j);
  kind.drawNs(k, s + PATIENCE + 1, j);
}

/** It does not wait for its turn any more. */
export function forgetPatience(j: JobHandle): void {
  const timer = i32[(j << 1) + J_TIMER];
  if (timer !== 0) cancelEvent(timer);
  i32[(j << 1) + J_TIMER] = 0;
}
