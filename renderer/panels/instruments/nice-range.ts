const STEPS = [1, 1.2, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next round number above. */
export function niceAbove(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return (STEPS.find((step) => step * power >= value * (1 - 1e-12)) ?? 10) * power;
}

const TINY_SHARE = 0.05;

/**
 * The top of a scale that keeps still: it grows when something would not fit, and shrinks only when the lines use
 * less than half of it. It reaches at least up to `least`, but for lines that would lie on its ground there.
 */
export function steadyTop(before: number | undefined, largest: number, least: number): number {
  // A scale for so little grows with its lines: up at `least`, they might lie on its ground again the next moment.
  const wasSmall = before !== undefined && before < least;
  if (wasSmall && largest === 0) return before;
  const isSmall = wasSmall || (largest > 0 && largest < least * TINY_SHARE);
  const wished = niceAbove(isSmall ? largest * 1.05 : Math.max(largest * 1.05, least));
  return before === undefined || wished > before || wished <= before / 2 ? wished : before;
}

/** Round bounds (1, 2, 5) around positive values for a logarithmic scale, at least a factor of ten apart. */
export function logBounds(smallest: number, largest: number): readonly [number, number] {
  const low = below125(smallest);
  const high = above125(largest);
  return high / low >= 9.99 ? [low, high] : [below125(Math.sqrt(low * high) / 3), above125(Math.sqrt(low * high) * 3)];
}

const above125 = (value: number): number => around(value, (step, rest) => step >= rest * (1 - 1e-9));
const below125 = (value: number): number => 1 / above125(1 / value);

function around(value: number, fits: (step: number, rest: number) => boolean): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 5, 10].find((one) => fits(one, value / power)) ?? 10;
  return Number((step * power).toPrecision(3));
}

/** Which of a logarithmic axis' ticks are labelled where there is room for so many: all, the powers of ten, or the ends. */
export function labelledLogTicks(ticks: readonly number[], room: number): (number | null)[] {
  if (ticks.length <= room) return [...ticks];
  const powers = ticks.filter((tick) => Math.abs(Math.log10(tick) % 1) < 1e-9);
  const kept = powers.length >= 2 && powers.length <= room ? powers : [ticks[0], ticks.at(-1)];
  return ticks.map((tick) => (kept.includes(tick) ? tick : null));
}

/** Where a logarithmic scale is labelled: each power of ten, and 2 and 5 between them while there is room. */
export function logTicks(low: number, high: number): number[] {
  const steps = high / low <= 110 ? [1, 2, 5] : [1];
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const ticks: number[] = [];
  for (let power = first; power <= last; power++) {
    for (const step of steps) ticks.push(Number((step * 10 ** power).toPrecision(3)));
  }
  return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}

/** Where a linear scale is labelled: about five round numbers; of shares none, half and all. */
export function linearTicks(low: number, high: number, ofShares: boolean): number[] {
  if (ofShares) return [0, 0.5, 1];
  const raw = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((one) => one * power >= raw * (1 - 1e-9)) ?? 10);
  const ticks: number[] = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high * (1 + 1e-12); n++) ticks.push(Number((n * step).toPrecision(12)));
  return ticks;
}
