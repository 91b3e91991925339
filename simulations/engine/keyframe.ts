import type { Kernel } from './kernel';
import { copyIn, copyOut } from './seat';

/**
 * A keyframe is everything that moves: what the run has written in the arena, in one copy, and the few
 * tables and numbers that stand beside it. Constants are not in it; they follow from the scenario.
 */
export interface SavedKernel {
  readonly state: ArrayBuffer;
  readonly beside: ArrayBuffer;
  readonly numbers: readonly number[];
}

export function saveKernel(k: Kernel, windows: { readonly before: Float64Array; readonly latenciesBefore: Int32Array }, runNumbers: readonly number[], into?: ArrayBuffer): SavedKernel {
  const floats = k.earlier.length + windows.before.length;
  const beside = new ArrayBuffer(8 * floats + windows.latenciesBefore.byteLength);
  new Float64Array(beside).set(k.earlier);
  new Float64Array(beside).set(windows.before, k.earlier.length);
  new Int32Array(beside, 8 * floats).set(windows.latenciesBefore);
  return { state: copyOut(k, into).buffer, beside, numbers: [k.eventCount, ...runNumbers] };
}

/** Fills a kernel that was compiled from the same scenario and has the seat; returns what belongs to the run around it. */
export function loadKernel(k: Kernel, { state, beside, numbers }: SavedKernel, beforeLength: number): { before: Float64Array; latenciesBefore: Int32Array; numbers: readonly number[] } {
  const floats = new Float64Array(beside, 0, k.earlier.length + beforeLength);
  k.earlier.set(floats.subarray(0, k.earlier.length));
  copyIn(k, new Int32Array(state));
  k.dropMoves();
  [k.eventCount] = numbers as [number];
  return {
    before: floats.subarray(k.earlier.length), latenciesBefore: new Int32Array(beside, floats.byteLength), numbers: numbers.slice(1),
  };
}
