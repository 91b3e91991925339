import { useMemo } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import { KindGlyph } from './kind-glyph';

interface SmallDiagramProps {
  readonly scenario: Pick<Scenario, 'stations' | 'links'>;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 20;
/** Signs never stand further apart than this, so that two stations fill no picture. */
const SCALE_MAX = 0.22;

/** A system drawn small from its stations and links: signs where the stations are, lines where the links are. */
export function SmallDiagram({ scenario, width, height }: SmallDiagramProps) {
  const { places, lines, glyph } = useMemo(() => drawn(scenario, width, height), [scenario, width, height]);
  return (
    <svg className="small-diagram" viewBox={`0 0 ${width} ${height}`} aria-hidden focusable="false">
      {lines.map((d, n) => <path key={n} className="small-link" d={d} />)}
      {places.map(({ id, kind, x, y }) => (
        <g key={id} transform={`translate(${x} ${y}) scale(${glyph})`}>
          <circle className="small-ground" r="12.5" />
          <KindGlyph kind={kind} />
        </g>
      ))}
    </svg>
  );
}

interface Drawn {
  readonly places: readonly { readonly id: string; readonly kind: string; readonly x: number; readonly y: number }[];
  readonly lines: readonly string[];
  readonly glyph: number;
}

export function drawn({ stations, links }: Pick<Scenario, 'stations' | 'links'>, width: number, height: number): Drawn {
  const all = Object.entries(stations).map(([id, { kind, at }], n) => ({ id, kind, at: at ?? ([n * 260, 0] as const) }));
  const [left, right] = span(all.map(({ at }) => at[0]));
  const [top, bottom] = span(all.map(({ at }) => at[1]));
  const scale = Math.min((width - 2 * MARGIN) / Math.max(right - left, 1), (height - 2 * MARGIN) / Math.max(bottom - top, 1), SCALE_MAX);
  const places = all.map(({ id, kind, at }) => ({
    id, kind,
    x: round(width / 2 + (at[0] - (left + right) / 2) * scale),
    y: round(height / 2 + (at[1] - (top + bottom) / 2) * scale),
  }));
  // Close neighbours get smaller signs.
  const apart = Math.min(...places.flatMap((a, n) => places.slice(n + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))), 60);
  const glyph = Math.min(1.15, Math.max(0.45, apart / 34));
  const byId = new Map(places.map((place) => [place.id, place]));
  const lines = links.flatMap(({ from, to }) => {
    const [a, b] = [byId.get(from), byId.get(to)];
    if (a === undefined || b === undefined) return [];
    const ahead = b.x - a.x;
    const reach = ahead > 0 ? ahead / 2 : 18 + Math.abs(ahead) * 0.4;
    return [`M${a.x} ${a.y}C${round(a.x + reach)} ${a.y} ${round(b.x - reach)} ${b.y} ${b.x} ${b.y}`];
  });
  return { places, lines, glyph: round(glyph) };
}

const span = (values: readonly number[]): readonly [number, number] => (values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)]);
const round = (value: number): number => Math.round(value * 100) / 100;
