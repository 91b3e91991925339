import { memo } from 'react';
import { StationFault } from '../../../simulations/engine/frame';
import { formatCount } from '../../ui/format';
import { placeAt, type Grid } from '../geometry/grid';
import type { StationForm } from '../geometry/form';

/** The still drawings, in the box of the station's form. Colours come from the style sheet. */

interface ArtProps {
  readonly form: StationForm;
}

/** All places as one outline, so that a hundred of them cost one element; made anew only when the places are others, and not with each number. */
const Places = memo(function Places({ grid, square, className }: { readonly grid: Grid; readonly square: boolean; readonly className: string }) {
  return <path className={className} d={placesPath(grid, square)} />;
});

function placesPath(grid: Grid, square: boolean): string {
  const r = grid.pitch * (square ? 0.43 : 0.37);
  let d = '';
  for (let i = 0; i < grid.places; i++) {
    const [x, y] = placeAt(grid, i);
    d += square ? roundedSquare(x, y, r) : `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
  return d;
}

function roundedSquare(x: number, y: number, r: number): string {
  const c = r * 0.35;
  const s = 2 * (r - c);
  return `M${x - r + c} ${y - r}h${s}a${c} ${c} 0 0 1 ${c} ${c}v${s}a${c} ${c} 0 0 1 ${-c} ${c}h${-s}a${c} ${c} 0 0 1 ${-c} ${-c}v${-s}a${c} ${c} 0 0 1 ${c} ${-c}`;
}

export function QueueArt({ form, refusing, spills, beyond }: ArtProps & { readonly refusing: boolean; readonly spills: boolean; readonly beyond: number }) {
  const { grid, tank, lip, river, outX } = form;
  const [lipX, lipY] = lip;
  const bed = river + grid.pitch / 2 + 2;
  const inner = outX - 8;
  const open = !Number.isFinite(form.places);
  const top = lipY + 7;
  return (
    <>
      <path className="art-water" d={`M2 ${bed}V${top}H${inner}V${bed}Z`} />
      {tank === null
        ? <Places className="art-places" grid={grid} square={false} />
        : <TankMarks x={inner} bed={bed} top={top} />}
      <path className={open ? 'art-wall art-wall-open' : 'art-wall'} d={`M${inner} ${top - 4}q0 -6 6 -6q5 0 6 5L${outX + 9} ${bed + 4}H${inner}Z`} />
      {open && <path className="art-open" d={`M${inner} ${top - 8}v-14M${lipX} ${top - 8}v-14`} />}
      <path className="art-outlet" d={`M${inner - 1} ${river - 5}H${outX + 9}V${river + 5}H${inner - 1}Z`} />
      <path className="art-bed" d={`M0 ${bed}H${outX + 9}`} />
      {spills && <Spill form={form} />}
      {refusing && <path className="art-gate" d={`M1 ${river - 11}v22`} />}
      {beyond > 0 && tank === null && <text className="art-beyond" x={inner - 4} y={top - 12} textAnchor="end">{`+ ${formatCount(beyond)} more`}</text>}
    </>
  );
}

/** The spillway: over the lip, and down into a basin where those who were turned away are counted. */
export function Spill({ form: { lip: [lipX, lipY], tray } }: ArtProps) {
  return (
    <>
      <path className="art-chute" d={`M${lipX} ${lipY - 1}Q${tray[0] + 3} ${lipY} ${tray[0] + 3} ${lipY + 16}V${tray[1] - 4}`} />
      <path className="art-tray" d={`M${tray[0] - 22} ${tray[1] - 6}q1 12 14 12h16q13 0 14 -12`} />
    </>
  );
}

/** All of a station but its words. */
function extent({ kind, width, river, grid, inX, outX }: StationForm): { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number } {
  return {
    left: Math.min(inX, width / 2 - 34) - 8, right: Math.max(outX, width / 2 + 34) + 8,
    top: Math.min(river - 34, river - (grid.rows - 0.5) * grid.pitch - 12),
    bottom: river + (kind === 'workers' || kind === 'queue' || kind === 'topic' ? grid.pitch / 2 + 9 : 34),
  };
}

/** The job that is followed is in this station, or was: a firm frame, or a broken one. */
export function LitArt({ form, isHere }: ArtProps & { readonly isHere: boolean }) {
  const { left, right, top, bottom } = extent(form);
  return <rect className={isHere ? 'art-lit art-lit-here' : 'art-lit'} x={left - 6} y={top - 6} width={right - left + 12} height={bottom - top + 6} rx={14} />;
}

/** What a fault has done to a station: a frame of stripes around it, and signs over it that differ in form. */
export function FaultArt({ form, fault }: ArtProps & { readonly fault: number }) {
  const { left, right, top, bottom } = extent(form);
  const signs = FAULT_SIGNS.filter(([bit]) => (fault & bit) !== 0);
  return (
    <>
      <rect className="art-fault" x={left} y={top} width={right - left} height={bottom - top} rx={10} />
      {signs.map(([bit, d], n) => (
        <g key={bit} transform={`translate(${left + 13 + n * 24} ${top - 1})`}>
          <circle className="art-fault-ground" r="10" />
          <path className="art-fault-sign" d={d} />
        </g>
      ))}
    </>
  );
}

/** A snail's spiral, two bars, a bolt, a cross. */
const FAULT_SIGNS: readonly (readonly [number, string])[] = [
  [StationFault.slow, 'M-5.5 4.5H5.5M-4 4.5a4 4 0 1 1 7 -3a2.4 2.4 0 1 1 -4.4 0'],
  [StationFault.paused, 'M-2.6 -4.6V4.6M2.6 -4.6V4.6'],
  [StationFault.crashed, 'M1.5 -5.6L-3.4 1H0L-1.5 5.6L3.4 -1H0Z'],
  [StationFault.fails, 'M-4 -4L4 4M4 -4L-4 4'],
];

/** Quarters of the level, as on a gauge at a dam. */
function TankMarks({ x, bed, top }: { readonly x: number; readonly bed: number; readonly top: number }) {
  const marks = [0.25, 0.5, 0.75, 1].map((share) => bed - 2 - (bed - 2 - top) * share);
  return <path className="art-marks" d={marks.map((y, i) => `M${x} ${y}h${i === 3 ? -14 : -8}`).join('')} />;
}

export function WorkersArt({ form }: ArtProps) {
  const { grid, inX, outX, river, tank } = form;
  const top = river - (grid.rows - 0.5) * grid.pitch - 7;
  const bottom = river + grid.pitch / 2 + 7;
  return (
    <>
      <rect className="art-house" x={inX} y={top} width={outX - inX} height={bottom - top} rx={10} />
      {tank === null ? <Places className="art-cells" grid={grid} square /> : <TankMarks x={outX - 7} bed={bottom - 5} top={top + 7} />}
    </>
  );
}

export function ProducerArt({ form, held }: ArtProps & { readonly held: boolean }) {
  const { river, grid } = form;
  const x = 62;
  const half = 4 * grid.pitch + 3;
  const low = grid.y + grid.pitch / 2 + 1;
  // It rises when somebody has to wait; empty, it stays out of the way of what stands above.
  const high = held ? low - 3 * grid.pitch - 3 : low - 12;
  return (
    <>
      <path className={held ? 'art-hopper art-hopper-held' : 'art-hopper'} d={`M${x - half} ${high}V${low - 4}q0 4 5 5L${x - 18} ${river - 24}M${x + half} ${high}V${low - 4}q0 4 -5 5L${x + 18} ${river - 24}`} />
      <circle className="art-spring" cx={x} cy={river} r={28} />
      <circle className="art-spring-ring" cx={x} cy={river} r={20} />
      <path className="art-drop" d={`M${x} ${river - 12}c5 7 8 11 8 15a8 8 0 0 1 -16 0c0 -4 3 -8 8 -15Z`} />
      {held && <path className="art-gate" d={`M${x + 31} ${river - 12}v24`} />}
    </>
  );
}

export function SinkArt({ form: { river } }: ArtProps) {
  const x = 62;
  return (
    <>
      <circle className="art-drain" cx={x} cy={river} r={28} />
      <circle className="art-drain-ring" cx={x} cy={river} r={19} />
      <circle className="art-drain-hole" cx={x} cy={river} r={10} />
      <path className="art-drain-swirl" d={`M${x - 23} ${river - 6}A24 24 0 0 1 ${x + 8} ${river - 22}M${x + 23} ${river + 6}A24 24 0 0 1 ${x - 8} ${river + 22}`} />
    </>
  );
}

export function PlainArt({ form: { inX, outX, river } }: ArtProps) {
  return <rect className="art-house" x={inX} y={river - 26} width={outX - inX} height={52} rx={10} />;
}
