/** Where a number lies on a chart's axis, and the round numbers that stand beside it. */
export interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

const TICKS = 5;
/** Wider than this, equal factors say more than equal steps. */
const LOG_FROM_RATIO = 50;

export function scaleFor(values: readonly number[], from: number, to: number, { zero = false } = {}): Scale {
  const low = zero ? Math.min(0, ...values) : Math.min(...values);
  const high = Math.max(...values);
  if (!zero && low > 0 && high / low >= LOG_FROM_RATIO) return logScale(low, high, from, to);
  const step = roundStep((high - low || Math.abs(high) || 1) / TICKS);
  const first = zero && low >= 0 ? 0 : Math.floor(low / step) * step;
  const last = Math.max(first + step, Math.ceil(high / step - 1e-9) * step);
  const count = Math.round((last - first) / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
  return { ticks, at: (value) => from + ((value - first) / (last - first)) * (to - from) };
}

function logScale(low: number, high: number, from: number, to: number): Scale {
  const first = Math.floor(Math.log10(low) + 1e-9);
  const last = Math.ceil(Math.log10(high) - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => 10 ** (first + i));
  return { ticks, at: (value) => from + ((Math.log10(value) - first) / (last - first)) * (to - from) };
}

/** 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / power;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
}
