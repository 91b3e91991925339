import { Occupant, OccupantState, OCCUPANT_STRIDE, StationState } from '../../../simulations/engine/frame';
import type { FrameView } from '../../../simulations/engine/frame-view';
import type { Layout } from '../geometry/layout';
import { RANK_MODULUS } from './glsl';
import type { Journeys } from './journeys';

/** Numbers of one standing item: two texels of four. */
export const STANDING_TEXELS = 2;
const STRIDE = STANDING_TEXELS * 4;
/** Items drawn at once; a multiple of a texture row. */
export const STANDING_MAX = 8_192;

/** What the fragment shader draws; the first three are OccupantState's. */
export const StandingKind = { waiting: 0, inService: 1, blocked: 2, level: 3 } as const;

/** Everything that stands at one moment of model time, ready for the texture. */
export class StandingPicture {
  readonly numbers = new Float32Array(STANDING_MAX * STRIDE);
  items = 0;
  /** From when on it is what is seen. */
  atMs = 0;
  /** What its times are relative to. */
  epochMs = 0;
  baseNs = 0;
  /** By row of the layout: the rank of the head of the line, and the level between 0 and 1. */
  readonly heads: Float64Array;
  readonly levels: Float64Array;
  /** The frame's station block, for those who show numbers. */
  states = new Float64Array(0);

  constructor(stations: number) {
    this.heads = new Float64Array(stations);
    this.levels = new Float64Array(stations);
  }

  /** Its times relative to other epochs: those of the flights it is drawn with. */
  rebase(epochMs: number, baseNs: number): void {
    const byMs = epochMs - this.epochMs;
    const byS = (baseNs - this.baseNs) / 1e9;
    if (byMs === 0 && byS === 0) return;
    const n = this.numbers;
    for (let o = 0; o < this.items * STRIDE; o += STRIDE) {
      n[o + 2] = (n[o + 2] ?? 0) - byS;
      n[o + 5] = (n[o + 5] ?? 0) - byMs;
      n[o + 6] = (n[o + 6] ?? 0) - byS;
      n[o + 7] = (n[o + 7] ?? 0) - byS;
    }
    this.epochMs = epochMs;
    this.baseNs = baseNs;
  }

  put(
    station: number, place: number, kind: number, bornNs: number, deadlineNs: number, landsAtMs: number,
    sinceNs: number, untilNs: number, baseNs: number,
  ): void {
    if (this.items === STANDING_MAX) return;
    const n = this.numbers;
    let o = this.items++ * STRIDE;
    n[o++] = station;
    n[o++] = place;
    n[o++] = (bornNs - baseNs) / 1e9;
    n[o++] = deadlineNs > 0 && Number.isFinite(deadlineNs) ? (deadlineNs - bornNs) / 1e9 : 0;
    n[o++] = kind;
    n[o++] = landsAtMs;
    n[o++] = (sinceNs - baseNs) / 1e9;
    n[o] = (untilNs - baseNs) / 1e9;
  }
}

/**
 * Follows the line at each station from frame to frame, so that a job keeps its rank in the line while those
 * before it leave, and the picture can let the line move up instead of jumping.
 */
export class Lines {
  private readonly jobs: number[][];
  readonly heads: Float64Array;

  constructor(stations: number) {
    this.jobs = Array.from({ length: stations }, () => []);
    this.heads = new Float64Array(stations);
  }

  /** The jobs that now wait at `row`, head first. */
  see(row: number, now: readonly number[]): void {
    const before = this.jobs[row] ?? [];
    this.heads[row] = ((this.heads[row] ?? 0) + movedUp(before, now) + RANK_MODULUS) % RANK_MODULUS;
    this.jobs[row] = [...now];
  }

  rank(row: number, place: number): number {
    return ((this.heads[row] ?? 0) + place + RANK_MODULUS) % RANK_MODULUS;
  }

  clear(): void {
    this.jobs.forEach((_, row) => { this.jobs[row] = []; });
  }
}

/** By how many places the line moved up; negative when somebody was put before the first. */
export function movedUp(before: readonly number[], now: readonly number[]): number {
  const [first] = before;
  const [head] = now;
  if (first === undefined) return 0;
  if (head === undefined) return before.length;
  const gone = before.indexOf(head);
  if (gone >= 0) return gone;
  const pushedIn = now.indexOf(first);
  return pushedIn >= 0 ? -pushedIn : before.length;
}

/**
 * Writes what a frame says of those who stand. Must be called when the moves of this frame, and of none after it,
 * are in the journeys: a dot that has not landed yet is drawn as the outline of its place.
 */
export function writeStanding(
  into: StandingPicture, view: FrameView, rows: Int32Array, layout: Layout, lines: Lines, journeys: Journeys,
  epochMs: number, baseNs: number,
): void {
  into.items = 0;
  const n = view.numbers;
  for (let s = 0; s < view.stations; s++) {
    const row = rows[s] ?? -1;
    const placed = layout.stations[row];
    if (placed === undefined) continue;
    into.heads[row] = lines.heads[row] ?? 0;
    const at = view.stationAt(s);
    const { form } = placed;
    if (form.tank === null) continue;
    const held = form.kind === 'queue' ? n[at + StationState.waiting] ?? 0 : n[at + StationState.inService] ?? 0;
    const level = Math.min(held / form.places, 1);
    into.levels[row] = level;
    if (level > 0) into.put(row, 0, StandingKind.level, 0, 0, 0, 0, 0, 0);
  }
  for (let i = 0, o = view.occupantAt(0); i < view.occupants; i++, o += OCCUPANT_STRIDE) {
    const row = rows[n[o + Occupant.station] ?? -1] ?? -1;
    const placed = layout.stations[row];
    const place = n[o + Occupant.place] ?? 0;
    if (placed === undefined || placed.form.tank !== null || place >= placed.form.grid.places) continue;
    const job = n[o + Occupant.job] ?? 0;
    const landsAtMs = journeys.station(job) === row ? journeys.endMs(job) - epochMs : -1;
    const state = (n[o + Occupant.state] ?? 0) & 15;
    into.put(
      row, place, state === OccupantState.blocked ? StandingKind.blocked : state === OccupantState.inService ? StandingKind.inService : StandingKind.waiting,
      n[o + Occupant.bornNs] ?? 0, n[o + Occupant.deadlineNs] ?? 0, Math.max(landsAtMs, -1),
      n[o + Occupant.sinceNs] ?? 0, n[o + Occupant.untilNs] ?? 0, baseNs,
    );
  }
}
