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

/** A stretch that was chosen by hand, kept where there is something to see. */
export function chosenSpan({ fromS, toS }: Span, lastS: number): Span {
  const lengthS = Math.max(toS - fromS, 1e-6);
  const from = Math.min(Math.max(0, fromS), Math.max(0, lastS - lengthS / 10));
  return { fromS: from, toS: from + lengthS };
}

/** `factor` < 1 shows less; what lies at `aboutS` stays where it is. */
export function zoomed({ fromS, toS }: Span, factor: number, aboutS: number): Span {
  return { fromS: Math.max(0, aboutS - (aboutS - fromS) * factor), toS: aboutS + (toS - aboutS) * factor };
}

/** Earlier (< 0) or later, by a share of what is seen. */
export function panned({ fromS, toS }: Span, share: number): Span {
  const byS = Math.max(-fromS, (toS - fromS) * share);
  return { fromS: fromS + byS, toS: toS + byS };
}

/** More points than this are not told apart on a chart. */
const ROWS_MAX = 700;

/**
 * The rows that draw the span, one before and one after included so that lines come in from the edges. Where there are too many,
 * every so many-th, counted from the first of all: the same ones from moment to moment.
 */
export function drawnRows(tS: Float64Array, length: number, { fromS, toS }: Span): readonly number[] {
  const first = firstRow(tS, length, fromS);
  const end = Math.min(length, firstRow(tS, length, toS) + 2);
  // A power of two, so that a coarser look takes some of the same rows.
  const every = 2 ** Math.max(0, Math.ceil(Math.log2((end - first) / ROWS_MAX)));
  const rows: number[] = [];
  for (let row = first; row < end; row++) if (every === 1 || row % every === 0 || row === end - 1) rows.push(row);
  return rows;
}
