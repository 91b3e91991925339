import type { ReactNode } from 'react';
import { stationKind } from '../../simulations/scenario/station-kind';

/**
 * A sign for each kind of station, in a box of 24 by 24 around the origin: in the palette, and where a whole system is
 * drawn small. A kind without one of its own gets the sign of what its links say of it.
 */
const SIGNS: Readonly<Record<string, ReactNode>> = {
  producer: <><circle r="9" /><path className="glyph-fill" d="M0 -5.5c2.6 3.2 4.2 5.2 4.2 7.2a4.2 4.2 0 0 1 -8.4 0c0 -2 1.6 -4 4.2 -7.2Z" /></>,
  queue: <><path d="M-11 -6H8M-11 6H8M9.5 -8V8" /><path className="glyph-fill" d="M3 -3.2h3v6.4h-3ZM-2 -3.2h3v6.4h-3ZM-7 -3.2h3v6.4h-3Z" /></>,
  workers: <><rect x="-9" y="-9" width="18" height="18" rx="3.5" /><path className="glyph-fill" d="M-6 -6h5v5h-5ZM1 -6h5v5h-5ZM-6 1h5v5h-5Z" /><path d="M1.5 1.5h4v4h-4Z" /></>,
  sink: <><circle r="9" /><circle r="5.4" /><circle className="glyph-fill" r="2.4" /></>,
  router: <><path d="M-10 0H-3L8 -7M-3 0L8 7M4.5 -8L8.5 -7L7 -3M4.5 8L8.5 7L7 3" /><circle className="glyph-fill" cx="-3" r="2.4" /></>,
  fork: <><path d="M-10 0H-3M-3 -8V8M-3 -8H9M-3 0H9M-3 8H9" /></>,
  join: <><path d="M10 0H3M3 -8V8M3 -8H-9M3 0H-9M3 8H-9" /></>,
  limiter: <><path d="M-8 -8H8L2 1V8H-2V1Z" /><circle className="glyph-fill" cy="-4.5" r="2" /></>,
  cache: <><path d="M-8 -6c0 -4 16 -4 16 0V6c0 4 -16 4 -16 0ZM-8 -6c0 4 16 4 16 0" /><path className="glyph-fill" d="M1 -2L-4 4H-0.5L-2 8L4 2H0.5Z" /></>,
  topic: <><path d="M-10 -7H10M-10 0H10M-10 7H10" /><path className="glyph-fill" d="M-7 -9h3v4h-3ZM-1 -9h3v4h-3ZM-4 -2h3v4h-3ZM3 -2h3v4h-3ZM-8 5h3v4h-3Z" /></>,
  gate: <><path d="M-8 -9V9M8 -9V9M-8 -4H8M-8 4H8" /><path className="glyph-fill" d="M-2 -9h4v18h-4Z" /></>,
  delay: <><circle r="9" /><path d="M0 -5.5V0L4 2.6" /></>,
};

const SOURCE = <><circle r="9" /><path d="M-3 0H5M2 -3.4L5.4 0L2 3.4" /></>;
const END = <><circle r="9" /><circle className="glyph-fill" r="3" /></>;
const OTHER = <rect x="-9" y="-7" width="18" height="14" rx="3.5" />;

export function KindGlyph({ kind }: { readonly kind: string }) {
  const declared = stationKind(kind);
  const sign = Object.hasOwn(SIGNS, kind) ? SIGNS[kind] : declared?.linksIn === 'none' ? SOURCE : declared?.linksOut === 'none' ? END : OTHER;
  return <g className="glyph">{sign}</g>;
}

/** The sign alone, as an icon beside a word. */
export function KindIcon({ kind, size = 24 }: { readonly kind: string; readonly size?: number }) {
  return <svg className="glyph-icon" width={size} height={size} viewBox="-12 -12 24 24" aria-hidden focusable="false"><KindGlyph kind={kind} /></svg>;
}
