import { Occupant, OccupantState, OCCUPANT_STRIDE, StationState, rootOfJobId } from '../../../simulations/engine/frame';
import type { FrameView } from '../../../simulations/engine/frame-view';
import type { StationForm } from '../geometry/form';
import type { Layout } from '../geometry/layout';
import { BELT_TRACKS } from './glsl';
import { isPart, signOf } from './identity';
import type { Journeys } from './journeys';
import type { Lines } from './lines';

/** Numbers of one standing item: three texels of four. */
export const STANDING_TEXELS = 3;
export const STANDING_STRIDE = STANDING_TEXELS * 4;
/** Who an item is, for those who ask; not drawn. */
export const WHO_STRIDE = 4;
export const Who = { job: 0, jobClass: 1, bornNs: 2, station: 3 } as const;
/** Items drawn at once; a multiple of a texture row. */
export const STANDING_MAX = 8_192;

/** What the fragment shader draws; the first three are OccupantState's. On a belt it is where its time is; calling, its worker waits with it for answers. */
export const StandingKind = { waiting: 0, inService: 1, blocked: 2, level: 3, belt: 4, calling: 5 } as const;

/** Parts of jobs are this much smaller. */
export const PART_SCALE = 0.72;

/** Something that stands, as it is put into the picture; one object for all. */
interface Standing {
  station: number;
  place: number;
  kind: number;
  bornNs: number;
  deadlineNs: number;
  landsAtMs: number;
  sinceNs: number;
  untilNs: number;
  sign: number;
  scale: number;
}
const item: Standing = { station: 0, place: 0, kind: 0, bornNs: 0, deadlineNs: 0, landsAtMs: 0, sinceNs: 0, untilNs: 0, sign: 0, scale: 1 };

/** Everything that stands at one moment of model time, ready for the texture. */
export class StandingPicture {
  readonly numbers = new Float32Array(STANDING_MAX * STANDING_STRIDE);
  /** WHO_STRIDE numbers for each item; a level is nobody. */
  readonly who = new Float64Array(STANDING_MAX * WHO_STRIDE);
  items = 0;
  /** From when on it is what is seen. */
  atMs = 0;
  /** The model time of which it is. */
  atNs = 0;
  /** What its times are relative to. */
  epochMs = 0;
  baseNs = 0;
  /** By row of the layout: the rank of the head of the line, and the level between 0 and 1. */
  readonly heads: Float64Array;
  readonly levels: Float64Array;
  /** The frame's station block, for those who show numbers. */
  states = new Float64Array(0);
  /** The frame's link block, likewise. */
  linkStates = new Float64Array(0);
  /** Jobs whose worker waits for answers, by index in the run's order of stations. */
  calling = new Float64Array(0);

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
    for (let o = 0; o < this.items * STANDING_STRIDE; o += STANDING_STRIDE) {
      n[o + 2] = (n[o + 2] ?? 0) - byS;
      n[o + 5] = (n[o + 5] ?? 0) - byMs;
      n[o + 6] = (n[o + 6] ?? 0) - byS;
      n[o + 7] = (n[o + 7] ?? 0) - byS;
    }
    this.epochMs = epochMs;
    this.baseNs = baseNs;
  }

  put({ station, place, kind, bornNs, deadlineNs, landsAtMs, sinceNs, untilNs, sign, scale }: Standing, baseNs: number): void {
    if (this.items === STANDING_MAX) return;
    const n = this.numbers;
    let o = this.items++ * STANDING_STRIDE;
    n[o++] = station;
    n[o++] = place;
    n[o++] = (bornNs - baseNs) / 1e9;
    n[o++] = deadlineNs > 0 && Number.isFinite(deadlineNs) ? (deadlineNs - bornNs) / 1e9 : 0;
    n[o++] = kind;
    n[o++] = landsAtMs;
    n[o++] = (sinceNs - baseNs) / 1e9;
    n[o++] = (untilNs - baseNs) / 1e9;
    n[o++] = sign;
    n[o] = scale;
  }
}

/** No end of a service is known that waits for an answer. */
const NO_END_NS = Number.MAX_SAFE_INTEGER;

/**
 * Writes what a frame says of those who stand. Must be called when the moves of this frame, and of none after it,
 * are in the journeys: a dot that has not landed yet is drawn as the outline of its place.
 */
export function writeStanding(
  into: StandingPicture, view: FrameView, rows: Int32Array, layout: Layout, lines: Lines, journeys: Journeys,
  epochMs: number, baseNs: number,
): void {
  into.items = 0;
  if (into.calling.length !== view.stations) into.calling = new Float64Array(view.stations);
  into.calling.fill(0);
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
    if (level === 0) continue;
    into.who[into.items * WHO_STRIDE + Who.job] = -1;
    into.put({ ...NOBODY, station: row, kind: StandingKind.level }, 0);
  }
  for (let i = 0, o = view.occupantAt(0); i < view.occupants; i++, o += OCCUPANT_STRIDE) {
    const s = n[o + Occupant.station] ?? -1;
    const row = rows[s] ?? -1;
    const placed = layout.stations[row];
    if (placed === undefined) continue;
    const job = n[o + Occupant.job] ?? 0;
    const { form } = placed;
    const state = (n[o + Occupant.state] ?? 0) & 15;
    item.untilNs = n[o + Occupant.untilNs] ?? 0;
    item.kind = kindOf(form, state, item.untilNs);
    if (item.kind === StandingKind.calling) into.calling[s] = (into.calling[s] ?? 0) + 1;
    item.place = placeOn(form, n[o + Occupant.place] ?? 0, job, item.kind);
    if (form.tank !== null || item.place < 0 || (item.kind !== StandingKind.belt && item.place >= form.grid.places)) continue;
    const part = isPart(job);
    item.station = row;
    item.bornNs = n[o + Occupant.bornNs] ?? 0;
    item.deadlineNs = n[o + Occupant.deadlineNs] ?? 0;
    item.landsAtMs = Math.max(journeys.station(job) === row ? journeys.endMs(job) - epochMs : -1, -1);
    item.sinceNs = n[o + Occupant.sinceNs] ?? 0;
    item.sign = part || item.kind === StandingKind.calling || form.kind === 'fork' ? signOf(job, journeys.tries(job)) : 0;
    item.scale = part ? PART_SCALE : 1;
    const w = into.items * WHO_STRIDE;
    into.put(item, baseNs);
    into.who[w + Who.job] = job;
    into.who[w + Who.jobClass] = (n[o + Occupant.state] ?? 0) >> 4;
    into.who[w + Who.bornNs] = item.bornNs;
    into.who[w + Who.station] = s;
  }
}
const NOBODY: Standing = { ...item };

function kindOf(form: StationForm, state: number, untilNs: number): number {
  if (state === OccupantState.blocked) return StandingKind.blocked;
  if (state !== OccupantState.inService) return StandingKind.waiting;
  if (form.stand === 'belt') return StandingKind.belt;
  return untilNs >= NO_END_NS ? StandingKind.calling : StandingKind.inService;
}

/** Partitions a topic has room for, in the places that it tells. */
const PARTITIONS_MAX = 64;
const LANES_MAX = PARTITIONS_MAX * 64;

/** Which of the form's places a job stands on; −1: on none that is drawn. */
export function placeOn({ stand, lanes, grid }: StationForm, place: number, job: number, kind: number): number {
  if (stand === 'belt' && kind === StandingKind.belt) return trackOf(job);
  if (stand !== 'lanes') return place;
  const offset = Math.floor(place / LANES_MAX);
  const lane = place % LANES_MAX;
  const partition = lane % PARTITIONS_MAX;
  const line = Math.floor(lane / PARTITIONS_MAX) * lanes + partition;
  // The first partition of the first group is on top.
  return partition < lanes && line < grid.rows && offset < grid.columns ? (grid.rows - 1 - line) * grid.columns + offset : -1;
}

/** A job keeps its track on a belt. */
export const trackOf = (job: number): number => (rootOfJobId(job) * 3) % BELT_TRACKS;
