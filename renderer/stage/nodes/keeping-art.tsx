import { placeAt } from '../geometry/grid';
import type { StationForm } from '../geometry/form';
import { BELT } from '../geometry/other-forms';

/** Stations that split, merge, keep or delay: the bars of fork and join, the drum of a cache, a topic's partitions, a belt. */

interface ArtProps {
  readonly form: StationForm;
}

/** One comes in at the left and stands before the bar; as many go out as there are branches. */
export function ForkArt({ form: { river, inX, outX, grid }, held }: ArtProps & { readonly held: boolean }) {
  const top = river - (grid.rows - 0.5) * grid.pitch - 5;
  const bottom = river + grid.pitch / 2 + 9;
  return (
    <>
      <path className="art-pan" d={`M${inX + 8} ${top}H${outX - 8}V${bottom}H${inX + 8}Z`} />
      <path className="art-places" d={dotsPath(grid)} />
      <rect className="art-bar" x={outX - 12} y={top - 6} width={9} height={bottom - top + 12} rx={3} />
      <path className="art-sign" d={[-22, 0, 22].map((dy) => `M${outX - 3} ${river - 22 + dy}h9m-4 -4l4 4l-4 4`).join('')} />
      <path className="art-bed" d={`M${inX + 8} ${bottom}H${outX - 12}`} />
      {held && <path className="art-gate" d={`M${inX} ${river - 12}v24`} />}
    </>
  );
}

/** Copies meet at the bar; what is complete goes on at the right. */
export function JoinArt({ form: { river, inX, outX, grid }, held }: ArtProps & { readonly held: boolean }) {
  const top = river - (grid.rows - 0.5) * grid.pitch - 5;
  const bottom = river + grid.pitch / 2 + 9;
  return (
    <>
      <path className="art-pan" d={`M${inX + 12} ${top}H${outX - 4}V${bottom}H${inX + 12}Z`} />
      <path className="art-places" d={dotsPath(grid)} />
      <rect className="art-bar" x={inX + 3} y={top - 6} width={9} height={bottom - top + 12} rx={3} />
      <path className="art-sign" d={[-22, 0, 22].map((dy) => `M${inX - 8} ${river - 22 + dy}h9m-4 -4l4 4l-4 4`).join('')} />
      <path className="art-bed" d={`M${inX + 12} ${bottom}H${outX - 4}`} />
      {held && <path className="art-gate" d={`M${outX} ${river - 12}v24`} />}
    </>
  );
}

/** A drum whose level is the share of hits; the hits that are being answered turn in it. A miss goes on below. */
export function CacheArt({ form: { river, inX, outX }, hitShare }: ArtProps & { readonly hitShare: number }) {
  const [top, bottom, flat] = [14, river + 22, 9];
  const middle = (inX + outX) / 2;
  const half = (outX - inX) / 2;
  const level = bottom - (bottom - top) * Math.min(Math.max(hitShare, 0), 1);
  const drum = (from: number): string => `M${inX} ${from}V${bottom}a${half} ${flat} 0 0 0 ${2 * half} 0V${from}`;
  return (
    <>
      <path className="art-body" d={`${drum(top)}a${half} ${flat} 0 0 0 ${-2 * half} 0Z`} />
      {hitShare > 0 && <path className="art-hits" d={`${drum(level)}a${half} ${flat} 0 0 1 ${-2 * half} 0Z`} />}
      <ellipse className="art-lid" cx={middle} cy={top} rx={half} ry={flat} />
      <path className="art-sign" d={`M${inX + 6} ${river + 10}H${outX - 10}m-5 -4l5 4l-5 4`} strokeDasharray="5 4" />
    </>
  );
}

/** A row for each partition and group; the head of each, which is read next, is at the right. */
export function TopicArt({ form: { river, grid, lanes, width }, beyond }: ArtProps & { readonly beyond: number }) {
  const left = grid.x - (grid.columns - 0.5) * grid.pitch;
  const right = grid.x + grid.pitch / 2;
  const rows = Array.from({ length: grid.rows }, (_, row) => river - row * grid.pitch);
  const top = river - (grid.rows - 0.5) * grid.pitch;
  const groups = Math.max(1, Math.round(grid.rows / Math.max(lanes, 1)));
  return (
    <>
      <rect className="art-house" x={left - 8} y={top - 6} width={width - left - 12} height={grid.rows * grid.pitch + 12} rx={8} />
      {rows.map((y) => <rect key={y} className="art-lane" x={left} y={y - grid.pitch / 2 + 1} width={right - left} height={grid.pitch - 2} rx={2} />)}
      {Array.from({ length: groups - 1 }, (_, group) => {
        const y = top + (group + 1) * lanes * grid.pitch;
        return <path key={group} className="art-between" d={`M${left - 6} ${y}H${right + 12}`} />;
      })}
      <path className="art-sign" d={Array.from({ length: groups }, (_, group) => `M${right + 4} ${top + (group + 0.5) * lanes * grid.pitch}h8m-4 -4l4 4l-4 4`).join('')} />
      {beyond > 0 && <text className="art-beyond" x={right} y={top - 11} textAnchor="end">{`+ ${beyond} further back`}</text>}
    </>
  );
}

/** Jobs ride from left to right while their time passes; whoever may not get off yet is stacked at the end. */
export function BeltArt({ form: { river } }: ArtProps) {
  const { left, right, high } = BELT;
  const [top, bottom] = [river - high / 2 - 3, river + high / 2 + 3];
  const r = 6;
  const ticks = Array.from({ length: 11 }, (_, n) => `M${left + 8 + n * ((right - left - 16) / 10)} ${bottom + 2}l-4 7`).join('');
  return (
    <>
      <path className="art-pan" d={`M${left} ${top}H${right}V${bottom}H${left}Z`} />
      <path className="art-tracks" d={[-0.5, 0, 0.5].map((share) => `M${left} ${river + share * high}H${right}`).join('')} />
      <rect className="art-body" x={left - r} y={bottom} width={right - left + 2 * r} height={2 * r} rx={r} />
      <path className="art-sign" d={ticks} />
      <circle className="art-pan" cx={left} cy={bottom + r} r={r - 2} />
      <circle className="art-pan" cx={right} cy={bottom + r} r={r - 2} />
    </>
  );
}

function dotsPath(grid: StationForm['grid']): string {
  const r = grid.pitch * 0.33;
  let d = '';
  for (let i = 0; i < grid.places; i++) {
    const [x, y] = placeAt(grid, i);
    d += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
  return d;
}
