import type { StationForm } from '../geometry/form';
import { LIMITER_RACK } from '../geometry/other-forms';

/** Stations that pass jobs on in the instant: what they decide by is drawn, for they hold nobody. */

interface ArtProps {
  readonly form: StationForm;
}

/** A turntable: a diamond with its ways. */
export function RouterArt({ form: { river }, held }: ArtProps & { readonly held: boolean }) {
  const x = 62;
  return (
    <>
      <path className="art-body" d={`M${x - 33} ${river}L${x} ${river - 31}L${x + 33} ${river}L${x} ${river + 31}Z`} strokeLinejoin="round" />
      <circle className="art-pan" cx={x} cy={river} r={17} />
      <path className="art-sign" d={`M${x - 15} ${river}H${x - 5}M${x - 5} ${river}L${x + 9} ${river - 9}M${x - 5} ${river}H${x + 12}M${x - 5} ${river}L${x + 9} ${river + 9}`} />
      <path className="art-sign-fill" d={`M${x + 13} ${river - 12}l-7 1.5l4.4 4.4ZM${x + 16.5} ${river}l-6 -3.4v6.8ZM${x + 13} ${river + 12}l-7 -1.5l4.4 -4.4Z`} />
      {held && <path className="art-gate" d={`M${x - 37} ${river - 12}v24`} />}
    </>
  );
}

/** Two posts and a sieve between them, and the way down for what may not pass. */
export function GateArt({ form: { river, lip, inX, outX }, held }: ArtProps & { readonly held: boolean }) {
  const x = (inX + outX) / 2;
  const bars = [-9, -3, 3, 9].map((dx) => `M${x + dx} ${river - 19}V${river + 19}`).join('');
  return (
    <>
      <rect className="art-body" x={inX} y={river - 32} width={9} height={64} rx={4} />
      <rect className="art-body" x={outX - 9} y={river - 32} width={9} height={64} rx={4} />
      <path className="art-pan" d={`M${inX + 9} ${river - 22}H${outX - 9}V${river + 22}H${inX + 9}Z`} />
      <path className="art-sieve" d={bars} />
      <path className="art-bed" d={`M${inX} ${river - 26}H${outX}M${inX} ${lip[1] + 8}H${lip[0] - 8}M${lip[0] + 12} ${lip[1] + 8}H${outX}`} />
      {held && <path className="art-gate" d={`M${inX - 4} ${river - 12}v24`} />}
    </>
  );
}

interface LimiterArtProps extends ArtProps {
  readonly held: boolean;
  /** Round tokens that are there, or square places that are taken. */
  readonly isBucket: boolean;
  readonly filled: number;
  readonly of: number;
}

/** A valve on the pipe, under a rack: a bucket with its tokens, or the places of those who are under way. */
export function LimiterArt({ form: { river }, held, isBucket, filled, of }: LimiterArtProps) {
  const { x, y, width, height, columns, rows } = LIMITER_RACK;
  const drawn = Math.min(of, columns * rows);
  const each = of > drawn ? of / drawn : 1;
  const there = Math.round(filled / each);
  const pitchX = width / columns;
  const pitchY = height / rows;
  const marks = (from: number, to: number): string => {
    let d = '';
    for (let n = from; n < to; n++) {
      const [cx, cy] = [x + (n % columns + 0.5) * pitchX, y + height - (Math.floor(n / columns) + 0.5) * pitchY];
      d += isBucket ? `M${cx - 4.6} ${cy}a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0` : `M${cx - 4.4} ${cy - 4.4}h8.8v8.8h-8.8Z`;
    }
    return d;
  };
  const middle = x + width / 2;
  return (
    <>
      <path className={isBucket ? 'art-vessel' : 'art-vessel art-vessel-square'} d={isBucket
        ? `M${x - 7} ${y - 4}V${y + height}q0 6 6 6H${x + width + 1}q6 0 6 -6V${y - 4}`
        : `M${x - 5} ${y - 4}H${x + width + 5}V${y + height + 5}H${x - 5}Z`} />
      <path className="art-mark-empty" d={marks(Math.max(there, 0), drawn)} />
      <path className={isBucket ? 'art-token' : 'art-taken'} d={marks(0, Math.min(there, drawn))} />
      <path className="art-sign" d={`M${middle} ${y + height + 6}V${river - 16}`} />
      <path className="art-body" d={`M24 ${river - 17}L${middle - 5} ${river - 5}V${river + 5}L24 ${river + 17}ZM108 ${river - 17}L${middle + 5} ${river - 5}V${river + 5}L108 ${river + 17}Z`} strokeLinejoin="round" />
      <path className="art-sign" d={`M${middle - 8} ${river - 16}h16`} />
      {held && <path className="art-gate" d={`M19 ${river - 12}v24`} />}
    </>
  );
}
