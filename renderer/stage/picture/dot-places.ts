import { PATH_SAMPLES } from '../geometry/path-sampler';
import { FLIGHT_STRIDE, FlightMode, type FlightRing } from './flight-ring';
import { BELT_TRACKS, RANK_MODULUS, STATION_TEXELS } from './glsl';
import { STANDING_STRIDE, StandingKind, type StandingPicture } from './standing';
import type { StageTextures } from './stage-textures';

/** Where a dot is drawn, and how large; one object is filled again and again. */
export interface Dot {
  x: number;
  y: number;
  radius: number;
}

type Numbers = Pick<StageTextures, 'stationNumbers' | 'pathNumbers'>;
const STATION = STATION_TEXELS * 4;
/** Radius of a dot on a link. */
const ON_LINK = 5;

/**
 * Where dots are, worked out as the vertex shaders do (flight-mesh.ts, standing-mesh.ts, glsl.ts): needed for the few that somebody points
 * at or follows. False: it is not in the picture.
 */
export class DotPlaces {
  private readonly point = { x: 0, y: 0 };

  constructor(private readonly textures: Numbers) {}

  /** `now` on the ring's clock and relative to its epoch. */
  flight(into: Dot, { numbers: n }: Pick<FlightRing, 'numbers'>, index: number, now: number): boolean {
    const o = index * FLIGHT_STRIDE;
    const at = (field: number): number => n[o + field] ?? 0;
    const mode = at(9);
    const t = (now - at(1)) / Math.max(at(2), (mode & FlightMode.onModelClock) === 0 ? 0.001 : 0.000001);
    if (at(2) <= 0 || t < 0 || t >= 1) return false;
    const isBack = (mode & FlightMode.backwards) !== 0;
    const fromTheEnd = (mode & FlightMode.fromTheEnd) !== 0;
    const row = at(0);
    const length = fromTheEnd ? 0 : this.textures.pathNumbers[row * PATH_SAMPLES * 4 + 2] ?? 0;
    const first = { ...this.path(row, isBack || fromTheEnd ? 1 : 0) };
    const last = { ...this.path(row, isBack ? 0 : 1) };
    const from = at(4) < 0 ? { ...first, radius: 4.5 } : this.departure(at(4), at(5));
    const to = at(6) < 0 ? { ...last, radius: 4.5 } : this.arrival(at(6), at(7));

    const before = Math.hypot(from.x - first.x, from.y - first.y);
    const after = Math.hypot(to.x - last.x, to.y - last.y);
    const spills = at(3) > 0.5 && at(3) < 3.5;
    const eased = (mode & FlightMode.onModelClock) !== 0 ? t : spills ? mix(t, t * t, 0.35) : mix(t, t * t * (3 - 2 * t), 0.5);
    const way = eased * (before + length + after);
    if (way < before) {
      put(into, from, first, way / Math.max(before, 0.001));
    } else if (way < before + length) {
      const along = (way - before) / Math.max(length, 0.001);
      put(into, this.path(row, isBack ? 1 - along : along), this.point, 0);
    } else {
      put(into, last, to, (way - before - length) / Math.max(after, 0.001));
    }
    into.radius = ON_LINK * at(10);
    return true;
  }

  /** `modelS` relative to the picture's base. */
  standing(into: Dot, picture: Pick<StandingPicture, 'numbers'>, index: number, modelS: number): boolean {
    const o = index * STANDING_STRIDE;
    const at = (field: number): number => picture.numbers[o + field] ?? 0;
    const [station, place, kind] = [at(0), at(1), at(4)];
    if (kind === StandingKind.level) return false;
    const s = station * STATION;
    const state = (field: number): number => this.textures.stationNumbers[s + field] ?? 0;
    const isCell = kind === StandingKind.inService || kind === StandingKind.blocked || kind === StandingKind.calling;
    if (kind === StandingKind.belt) {
      const progress = at(7) > at(6) ? Math.min(Math.max((modelS - at(6)) / (at(7) - at(6)), 0), 1) : 0;
      this.belt(into, s, place, progress);
    } else {
      this.grid(into, s, place + (isCell ? 0 : state(7)));
    }
    into.radius = state(14) * at(9);
    return true;
  }

  /** The surface of a level, where a job that is not drawn by itself has gone. */
  level(into: Dot, station: number): void {
    const s = station * STATION;
    const n = this.textures.stationNumbers;
    into.x = (n[s + 8] ?? 0) + (n[s + 10] ?? 0) / 2;
    into.y = (n[s + 9] ?? 0) + (n[s + 11] ?? 0) * (1 - (n[s + 13] ?? 0));
    into.radius = n[s + 14] ?? 5;
  }

  private arrival(station: number, rank: number): Dot {
    const s = station * STATION;
    const n = (field: number): number => this.textures.stationNumbers[s + field] ?? 0;
    const dot = { x: 0, y: 0, radius: n(14) };
    if (n(12) > 1.5) {
      this.belt(dot, s, rank, 0);
    } else if (n(12) > 0.5) {
      const across = 0.08 + 0.84 * ((rank * 0.61803398875) % 1);
      dot.x = n(8) + n(10) * across;
      dot.y = n(9) + n(11) * (1 - n(13));
    } else {
      const index = rank - n(6);
      this.grid(dot, s, index - RANK_MODULUS * Math.floor((index + RANK_MODULUS / 2) / RANK_MODULUS) + n(7));
    }
    return dot;
  }

  private departure(station: number, index: number): Dot {
    const s = station * STATION;
    const n = (field: number): number => this.textures.stationNumbers[s + field] ?? 0;
    const dot = { x: n(0), y: n(1), radius: n(14) };
    if (n(12) > 1.5) this.belt(dot, s, index, 1);
    else if (n(12) <= 0.5) this.grid(dot, s, index);
    return dot;
  }

  private belt(into: Dot, s: number, track: number, progress: number): void {
    const n = (field: number): number => this.textures.stationNumbers[s + field] ?? 0;
    into.x = n(8) + progress * n(10);
    into.y = n(9) + ((track + 0.5) / BELT_TRACKS) * n(11);
  }

  private grid(into: Dot, s: number, index: number): void {
    const places = this.textures.stationNumbers[s + 15] ?? 0;
    const at = Math.min(Math.max(index, 0), Math.max(places - 1, 0));
    const whole = Math.floor(at);
    const [a, b] = [this.wholePlace(s, whole), this.wholePlace(s, whole + 1)];
    put(into, a, b, at - whole);
  }

  private wholePlace(s: number, index: number): { x: number; y: number } {
    const n = (field: number): number => this.textures.stationNumbers[s + field] ?? 0;
    const row = Math.floor((index + 0.5) / n(4));
    const along = index - row * n(4);
    const column = n(5) > 0.5 && row % 2 === 1 ? n(4) - 1 - along : along;
    return { x: n(0) + column * n(3) * n(2), y: n(1) - row * n(2) };
  }

  private path(row: number, part: number): { x: number; y: number } {
    const n = this.textures.pathNumbers;
    const f = Math.min(Math.max(part, 0), 1) * (PATH_SAMPLES - 1);
    const i = Math.floor(f);
    const a = (row * PATH_SAMPLES + i) * 4;
    const b = (row * PATH_SAMPLES + Math.min(i + 1, PATH_SAMPLES - 1)) * 4;
    this.point.x = mix(n[a] ?? 0, n[b] ?? 0, f - i);
    this.point.y = mix(n[a + 1] ?? 0, n[b + 1] ?? 0, f - i);
    return this.point;
  }
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

function put(into: Dot, a: { readonly x: number; readonly y: number }, b: { readonly x: number; readonly y: number }, share: number): void {
  into.x = mix(a.x, b.x, share);
  into.y = mix(a.y, b.y, share);
}
