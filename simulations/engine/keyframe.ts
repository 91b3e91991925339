import type { Kernel } from './kernel';

/**
 * A keyframe is everything that moves, copied into one buffer: the used part of each table, one after
 * the other, and the numbers that stand beside them. Constants are not in it; they follow from the scenario.
 */
export interface SavedKernel {
  /** Bytes of each part, then the numbers. */
  readonly sizes: readonly number[];
  readonly state: ArrayBuffer;
}

/** How many parts a keyframe has. */
const PARTS = 12;

export function saveKernel(k: Kernel, windows: { before: Float64Array; latenciesBefore: Int32Array }, runNumbers: readonly number[]): SavedKernel {
  const events = k.events.save();
  const jobs = k.jobs.save();
  const parts = [
    k.sf, k.classes, events.f, jobs.f, windows.before, k.sums,
    k.links, events.heap, k.table, k.histograms, windows.latenciesBefore, k.earlier,
  ];
  const state = new ArrayBuffer(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  const bytes = new Uint8Array(state);
  let offset = 0;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
    offset += part.byteLength;
  }
  return {
    state,
    sizes: [
      ...parts.map(({ byteLength }) => byteLength), ...events.numbers, ...jobs.numbers,
      k.nowNs, k.eventCount, k.figuresNs, ...runNumbers,
    ],
  };
}

/** Fills a kernel that was compiled from the same scenario; returns what belongs to the run around it. */
export function loadKernel(k: Kernel, sizes: readonly number[], state: ArrayBuffer): { before: Float64Array; latenciesBefore: Int32Array; numbers: readonly number[] } {
  let offset = 0;
  const parts = sizes.slice(0, PARTS).map((size) => {
    const part = state.slice(offset, offset + size);
    offset += size;
    return part;
  }) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer];
  const [stations, classes, events, jobs, before, sums, links, heap, table, histograms, latenciesBefore, earlier] = parts;
  const numbers = sizes.slice(PARTS);
  k.sf.set(new Float64Array(stations));
  k.classes.set(new Float64Array(classes));
  k.events.load(numbers.slice(0, 4), new Float64Array(events), new Int32Array(heap));
  k.jobs.load(numbers.slice(4, 7), new Float64Array(jobs));
  k.sums.set(new Float64Array(sums));
  k.links.set(new Int32Array(links));
  k.table.set(new Int32Array(table));
  k.histograms.set(new Int32Array(histograms));
  k.earlier.set(new Float64Array(earlier));
  [k.nowNs, k.eventCount, k.figuresNs] = numbers.slice(7, 10) as [number, number, number];
  k.refreshViews();
  return { before: new Float64Array(before), latenciesBefore: new Int32Array(latenciesBefore), numbers: numbers.slice(10) };
}
