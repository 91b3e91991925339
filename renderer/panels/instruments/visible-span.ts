import { niceAbove } from './nice-range';

/** What the charts show is what happened in about the last so many seconds of the user's time. */
const SCREEN_SECONDS = 20;
/** Fewer points than this are no line. */
const WINDOWS_MIN = 12;

export interface Span {
  readonly fromS: number;
  readonly toS: number;
}

/**
 * The stretch of model time that every chart shows: the newest `SCREEN_SECONDS` at this speed. A run that is shorter is
 * shown whole, from its beginning on.
 */
export function visibleSpan({ speed, windowS, lastS }: { speed: number; windowS: number; lastS: number }): Span {
  const wishedS = Math.max(SCREEN_SECONDS * speed, WINDOWS_MIN * windowS);
  // In round steps, so that the axis does not creep while the run is young.
  if (lastS <= wishedS) return { fromS: 0, toS: Math.min(niceAbove(Math.max(lastS, WINDOWS_MIN * windowS)), wishedS > 0 ? wishedS : 1) };
  return { fromS: lastS - wishedS, toS: lastS };
}

/** The first row that is needed to draw the span: one before it, so that the line comes in from the edge. */
export function firstRow(tS: Float64Array, length: number, fromS: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tS[middle] ?? Infinity) < fromS) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
