import { BufferImageSource, UniformGroup } from 'pixi.js';
import type { Layout, PlacedStation } from '../geometry/layout';
import { lengthOf, PATH_SAMPLES, samplePath } from '../geometry/path-sampler';
import { STATION_TEXELS } from './glsl';

export interface StageColours {
  readonly fresh: Rgb;
  readonly ageing: Rgb;
  readonly late: Rgb;
  readonly shed: Rgb;
  readonly ink: Rgb;
}
export type Rgb = readonly [number, number, number];

/** What all meshes of the stage read: where the stations and the ways are, the time, the colours. */
export class StageTextures {
  readonly stations: BufferImageSource;
  readonly paths: BufferImageSource;
  readonly uniforms: UniformGroup;
  /** What the textures hold, for those who work out in JavaScript where a dot is. */
  readonly stationNumbers: Float32Array<ArrayBuffer>;
  readonly pathNumbers: Float32Array<ArrayBuffer>;
  private readonly values: Record<string, number | Float32Array>;
  private readonly lengths: Float32Array;

  constructor(readonly stationsMax: number, readonly linksMax: number) {
    const rows = linksMax * 3 + stationsMax;
    this.stationNumbers = new Float32Array(stationsMax * STATION_TEXELS * 4);
    this.pathNumbers = new Float32Array(rows * PATH_SAMPLES * 4);
    this.lengths = new Float32Array(rows);
    this.stations = texture(this.stationNumbers, STATION_TEXELS, stationsMax);
    this.paths = texture(this.pathNumbers, PATH_SAMPLES, rows);
    this.uniforms = new UniformGroup({
      uNow: { value: 0, type: 'f32' },
      uModelS: { value: 0, type: 'f32' },
      uFresh: { value: new Float32Array(3), type: 'vec3<f32>' },
      uAgeing: { value: new Float32Array(3), type: 'vec3<f32>' },
      uLate: { value: new Float32Array(3), type: 'vec3<f32>' },
      uShed: { value: new Float32Array(3), type: 'vec3<f32>' },
      uInk: { value: new Float32Array(3), type: 'vec3<f32>' },
    });
    this.values = this.uniforms.uniforms as Record<string, number | Float32Array>;
  }

  /** Rows of the path texture. */
  linkRow(link: number): number { return link; }
  linkSpillRow(link: number): number { return this.linksMax + link; }
  linkLossRow(link: number): number { return this.linksMax * 2 + link; }
  stationSpillRow(station: number): number { return this.linksMax * 3 + station; }
  pathLength(row: number): number { return this.lengths[row] ?? 0; }

  layOut(layout: Layout): void {
    layout.stations.forEach((station, row) => this.putStation(row, station));
    layout.links.forEach(({ way, spill, loss }, link) => {
      this.putPath(this.linkRow(link), way, 1);
      this.putPath(this.linkSpillRow(link), spill, lengthOf(way) / Math.max(lengthOf(spill), 1));
      this.putPath(this.linkLossRow(link), loss, (lengthOf(way) / 2) / Math.max(lengthOf(loss), 1));
    });
    layout.spills.forEach((spill, station) => this.putPath(this.stationSpillRow(station), spill, 0));
    this.paths.update();
    this.stations.update();
  }

  /** What changes from frame to frame: the head of the line, how far it still moves up, and the level. */
  putState(row: number, headRank: number, lag: number, level: number): void {
    const o = row * STATION_TEXELS * 4;
    this.stationNumbers[o + 6] = headRank;
    this.stationNumbers[o + 7] = lag;
    this.stationNumbers[o + 13] = level;
  }
  uploadStates(): void { this.stations.update(); }

  setTime(nowMs: number, modelS: number): void {
    this.values['uNow'] = nowMs;
    this.values['uModelS'] = modelS;
  }

  setColours(colours: StageColours): void {
    (this.values['uFresh'] as Float32Array).set(colours.fresh);
    (this.values['uAgeing'] as Float32Array).set(colours.ageing);
    (this.values['uLate'] as Float32Array).set(colours.late);
    (this.values['uShed'] as Float32Array).set(colours.shed);
    (this.values['uInk'] as Float32Array).set(colours.ink);
  }

  destroy(): void {
    this.stations.destroy();
    this.paths.destroy();
  }

  private putStation(row: number, { x, y, form }: PlacedStation): void {
    const { grid, tank, belt } = form;
    const box = tank ?? belt;
    const o = row * STATION_TEXELS * 4;
    const n = this.stationNumbers;
    n[o] = x + grid.x;
    n[o + 1] = y + grid.y;
    n[o + 2] = grid.pitch;
    n[o + 3] = grid.direction;
    n[o + 4] = grid.columns;
    n[o + 5] = grid.snake ? 1 : 0;
    n[o + 8] = x + (box?.x ?? 0);
    n[o + 9] = y + (box?.y ?? 0);
    n[o + 10] = box?.width ?? 0;
    n[o + 11] = box?.height ?? 0;
    n[o + 12] = tank !== null ? 1 : belt !== null ? 2 : 0;
    n[o + 14] = dotRadius(form.kind === 'workers' || form.kind === 'cache', grid.pitch);
    n[o + 15] = grid.places;
  }

  private putPath(row: number, points: readonly number[], spillsAt: number): void {
    const o = row * PATH_SAMPLES * 4;
    samplePath(points, this.pathNumbers, o, 4);
    const length = lengthOf(points);
    this.lengths[row] = length;
    this.pathNumbers[o + 2] = length;
    this.pathNumbers[o + 3] = spillsAt;
  }
}

/** A job in a cell leaves room for the ring that says how far it is. */
const dotRadius = (cell: boolean, pitch: number): number => Math.min(cell ? pitch * 0.24 : pitch * 0.36, 7);

const texture = (resource: Float32Array<ArrayBuffer>, width: number, height: number): BufferImageSource =>
  new BufferImageSource({ resource, width, height, format: 'rgba32float', alphaMode: 'no-premultiply-alpha', scaleMode: 'nearest' });

export function quadIndices(quads: number): Uint32Array {
  const index = new Uint32Array(quads * 6);
  for (let i = 0; i < quads; i++) index.set([i * 4, i * 4 + 1, i * 4 + 2, i * 4, i * 4 + 2, i * 4 + 3], i * 6);
  return index;
}
