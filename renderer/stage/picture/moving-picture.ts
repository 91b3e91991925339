import 'pixi.js/unsafe-eval';
import { Container, WebGLRenderer } from 'pixi.js';
import type { FrameView } from '../../../simulations/engine/frame-view';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { FrameSpan, StageTime } from '../../run';
import type { Layout } from '../geometry/layout';
import { beginCompiling } from './begin-compiling';
import { Choreography } from './choreography';
import { DotFinder, type FoundDot } from './dot-finder';
import { FlightMesh, flightProgram } from './flight-mesh';
import type { FlightRings } from './flight-rings';
import { RANK_MODULUS } from './glsl';
import type { StandingPicture } from './standing';
import { StandingMesh, standingProgram } from './standing-mesh';
import { StageTextures, type StageColours } from './stage-textures';

const STATIONS_MAX = 256;
const LINKS_MAX = 384;
/** Time constant of the line's moving up and of the water level, in screen time. */
const EASE_MS = 55;
/** The line is never drawn further back than this many places: what is seen is what is so. */
const LAG_PLACES_MAX = 0.98;

const NOBODY = new Float32Array(0);

let ahead: Promise<WebGLRenderer> | null = null;

/** Opens the next picture's renderer before there is a place for it: that takes long, and so does what has to be loaded meanwhile. */
export function openAhead(): void {
  ahead ??= openRenderer();
  ahead.catch(() => undefined); // Whoever opens the picture hears of it.
}

/** Rejects where there is no WebGL 2. */
async function openRenderer(): Promise<WebGLRenderer> {
  const renderer = new WebGLRenderer();
  await renderer.init({
    width: 16, height: 16, backgroundAlpha: 0, antialias: false, autoDensity: false, clearBeforeRender: true, skipExtensionImports: true,
  });
  if (renderer.context.webGLVersion < 2) {
    renderer.destroy();
    throw new Error('the moving dots need WebGL 2');
  }
  beginCompiling(renderer.gl, [flightProgram(), standingProgram()]);
  return renderer;
}

export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/**
 * The canvas over the diagram: flying dots and standing ones. All it is told is frames, the layout, the camera and
 * the time; it draws only when one of them changed what is seen.
 */
export class MovingPicture {
  readonly choreography: Choreography;
  private readonly textures = new StageTextures(STATIONS_MAX, LINKS_MAX);
  private readonly standing = new StandingMesh(this.textures);
  private readonly flights: FlightMesh[] = [];
  private readonly slowFlights: FlightMesh[] = [];
  private readonly world = new Container();
  private readonly flying = new Container();
  private stations = 0;
  private heads = new Float64Array(STATIONS_MAX);
  private readonly lags = new Float64Array(STATIONS_MAX);
  private readonly levelsAimed = new Float64Array(STATIONS_MAX);
  private readonly levels = new Float64Array(STATIONS_MAX);
  private readonly finder: DotFinder;
  /** Who stands, as it is drawn. */
  private seen: StandingPicture | null = null;
  private time: StageTime = { ms: 0, modelNs: 0 };
  private stale = true;
  private drawnMs = -1;

  private constructor(private readonly renderer: WebGLRenderer, private readonly onSeen: (picture: StandingPicture) => void) {
    this.choreography = new Choreography(this.textures);
    this.finder = new DotFinder(this.choreography, this.textures);
    this.world.addChild(this.standing.mesh, this.flying);
    renderer.canvas.addEventListener('webglcontextrestored', this.refresh);
    // Whoever takes a picture of the canvas needs it drawn in the same frame: it is empty once it has been shown.
    renderer.canvas.addEventListener('stage-redraw', this.refresh);
  }

  /** Rejects where there is no WebGL 2. `onSeen` is told each standing picture when it becomes what is seen. */
  static async open(onSeen: (picture: StandingPicture) => void): Promise<MovingPicture> {
    const opening = ahead ?? openRenderer();
    ahead = null;
    return new MovingPicture(await opening, onSeen);
  }

  get canvas(): HTMLCanvasElement { return this.renderer.canvas; }

  setLayout(layout: Layout): void {
    this.stations = Math.min(layout.stations.length, STATIONS_MAX);
    if (this.seen !== null && this.seen.heads.length !== layout.stations.length) this.seen = null;
    this.choreography.setLayout(layout);
    this.textures.layOut(layout);
    this.stale = true;
  }

  setRunScenario(scenario: Scenario): void {
    this.choreography.setRunScenario(scenario);
    this.stale = true;
  }

  setColours(colours: StageColours): void {
    this.textures.setColours(colours);
    this.stale = true;
  }

  setStill(still: boolean): void {
    this.choreography.still = still;
  }

  setCamera({ x, y, zoom }: Camera): void {
    this.world.position.set(x, y);
    this.world.scale.set(zoom);
    this.stale = true;
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.renderer.resize(Math.max(width, 1), Math.max(height, 1), pixelRatio);
    this.stale = true;
  }

  frame(view: FrameView, span: FrameSpan): void {
    this.choreography.frame(view, span);
  }

  reset(): void {
    this.choreography.reset();
    this.seen = null;
    this.standing.put(NOBODY, 0);
    this.stale = true;
  }

  /** The dot under a point of the canvas, in its pixels, and where in them a job and its parts are. */
  dotAt(x: number, y: number, reach: number): FoundDot | null {
    const dot = this.finder.at(...this.toDiagram(x, y), reach / this.world.scale.x, this.time, this.seen);
    return dot === null ? null : this.onCanvas(dot);
  }
  dotsOf(job: number): readonly FoundDot[] {
    return this.finder.of(job, this.time, this.seen).map((dot) => this.onCanvas(dot));
  }

  /** The point of the diagram that is at a point of the canvas. */
  toDiagram(x: number, y: number): readonly [number, number] {
    return [(x - this.world.x) / this.world.scale.x, (y - this.world.y) / this.world.scale.x];
  }

  /** Draws what is to be seen now; true when something was drawn. */
  draw({ ms, modelNs }: StageTime, dtMs: number): boolean {
    const { choreography, textures } = this;
    this.time = { ms, modelNs };
    const picture = choreography.due(ms);
    if (picture !== null) this.take(picture);
    const eased = this.ease(dtMs);
    if (picture === null && !this.stale && !eased && ms === this.drawnMs) return false;
    this.drawnMs = ms;
    this.stale = false;

    const now = ms - choreography.epochMs;
    textures.setTime(now, (modelNs - choreography.baseNs) / 1e9);
    this.drawFlights(choreography.flights, this.flights, ms);
    this.drawFlights(choreography.slowFlights, this.slowFlights, modelNs / 1e9);
    return this.render();
  }

  destroy(): void {
    this.canvas.removeEventListener('webglcontextrestored', this.refresh);
    this.canvas.removeEventListener('stage-redraw', this.refresh);
    for (const mesh of [...this.flights, ...this.slowFlights]) mesh.destroy();
    this.standing.destroy();
    this.textures.destroy();
    this.world.destroy({ children: true });
    this.renderer.destroy({ removeView: true });
  }

  /** While the graphics context is lost there is nothing to draw with; it is drawn when it is back. */
  private render(): boolean {
    const { gl } = this.renderer;
    if (gl.isContextLost()) return false;
    try {
      this.renderer.render(this.world);
    } catch (error) {
      if (!gl.isContextLost()) throw error; // It was lost in the midst of it.
      return false;
    }
    return true;
  }

  private onCanvas(dot: FoundDot): FoundDot {
    const { x: zoom } = this.world.scale;
    return { ...dot, x: dot.x * zoom + this.world.x, y: dot.y * zoom + this.world.y, radius: dot.radius * zoom };
  }

  private drawFlights({ rings }: FlightRings, meshes: FlightMesh[], now: number): void {
    for (const [index, ring] of rings.entries()) {
      let mesh = meshes[index];
      if (mesh === undefined) {
        mesh = new FlightMesh(ring, this.textures);
        meshes.push(mesh);
        this.flying.addChild(mesh.mesh);
      }
      mesh.frame(now);
    }
  }

  private readonly refresh = () => { this.stale = true; };

  private take(picture: StandingPicture): void {
    this.standing.put(picture.numbers, picture.items);
    for (let row = 0; row < this.stations; row++) {
      const head = picture.heads[row] ?? 0;
      let moved = head - (this.heads[row] ?? 0);
      if (moved > RANK_MODULUS / 2) moved -= RANK_MODULUS;
      if (moved < -RANK_MODULUS / 2) moved += RANK_MODULUS;
      const lag = this.choreography.still ? 0 : (this.lags[row] ?? 0) + moved;
      this.lags[row] = Math.min(Math.max(lag, -LAG_PLACES_MAX), LAG_PLACES_MAX);
      this.heads[row] = head;
      this.levelsAimed[row] = picture.levels[row] ?? 0;
      this.textures.putState(row, head, this.lags[row] ?? 0, this.levels[row] ?? 0);
    }
    this.textures.uploadStates();
    this.onSeen(picture);
    // It is asked who stands where as long as it is what is seen.
    if (this.seen !== null) this.choreography.giveBack(this.seen);
    this.seen = picture;
  }

  /** Lets lines move up and levels settle; true while something still does. */
  private ease(dtMs: number): boolean {
    let moving = false;
    const keep = this.choreography.still ? 0 : Math.exp(-dtMs / EASE_MS);
    for (let row = 0; row < this.stations; row++) {
      const lag = this.lags[row] ?? 0;
      const gap = (this.levelsAimed[row] ?? 0) - (this.levels[row] ?? 0);
      if (lag === 0 && gap === 0) continue;
      moving = true;
      this.lags[row] = Math.abs(lag * keep) < 0.01 ? 0 : lag * keep;
      this.levels[row] = (this.levelsAimed[row] ?? 0) - (Math.abs(gap * keep) < 0.0005 ? 0 : gap * keep);
      this.textures.putState(row, this.heads[row] ?? 0, this.lags[row] ?? 0, this.levels[row] ?? 0);
    }
    if (moving) this.textures.uploadStates();
    return moving;
  }
}
