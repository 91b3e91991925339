import { FRAME_HEADER, Header, Move, MOVE_STRIDE, Occupant, OCCUPANT_STRIDE, OccupantState, STATION_STRIDE, StationState, What } from '../../../simulations/engine/frame';
import { FrameView } from '../../../simulations/engine/frame-view';
import { boundedQueue } from '../../../simulations/library/bounded-queue';
import { layOut } from '../../../renderer/stage/geometry/layout';
import { MovingPicture } from '../../../renderer/stage/picture/moving-picture';

/** What one display frame costs in JavaScript, in ms: taking up the engine's frame, and drawing. */
export interface Cost {
  readonly jobs: number;
  readonly frameMs: number;
  readonly drawMs: number;
  readonly p95Ms: number;
}

const STEP_MS = 1_000 / 60;
const QUEUED = 100;
const CELLS = 4;

/** A frame with `moves` jobs made and under way at once, and with full places and cells, as an engine would write it. */
function frameOf(moves: number, fromMs: number, firstJob: number): FrameView {
  const occupants = QUEUED + CELLS;
  const movesAt = FRAME_HEADER;
  const stationsAt = movesAt + moves * MOVE_STRIDE;
  const occupantsAt = stationsAt + 4 * STATION_STRIDE;
  const n = new Float64Array(occupantsAt + occupants * OCCUPANT_STRIDE);
  const fromNs = fromMs * 1e6;
  n[Header.fromNs] = fromNs;
  n[Header.nowNs] = fromNs + STEP_MS * 1e6;
  n[Header.movesAt] = movesAt;
  n[Header.moves] = moves;
  n[Header.stationsAt] = stationsAt;
  n[Header.stations] = 4;
  n[Header.occupantsAt] = occupantsAt;
  n[Header.occupants] = occupants;
  n[Header.sampleEvery] = 1;
  for (let i = 0, o = movesAt; i < moves; i++, o += MOVE_STRIDE) {
    n[o + Move.timeNs] = fromNs + (i / moves) * STEP_MS * 1e6;
    n[o + Move.job] = firstJob + i;
    n[o + Move.bornNs] = fromNs - 2e8 * Math.random();
    n[o + Move.what] = i % 3 === 2 ? What.served : What.entered;
    n[o + Move.station] = 1 + (i % 3);
    n[o + Move.link] = i % 3;
    n[o + Move.detail] = i % 3 === 1 ? i % CELLS : 50;
  }
  n[stationsAt + STATION_STRIDE + StationState.waiting] = QUEUED;
  for (let i = 0, o = occupantsAt; i < occupants; i++, o += OCCUPANT_STRIDE) {
    const cell = i >= QUEUED;
    n[o + Occupant.station] = cell ? 2 : 1;
    n[o + Occupant.place] = cell ? i - QUEUED : i;
    n[o + Occupant.job] = 1e9 + i;
    n[o + Occupant.bornNs] = fromNs - 1e8;
    n[o + Occupant.deadlineNs] = fromNs + 1e8;
    n[o + Occupant.sinceNs] = fromNs - 1e8;
    n[o + Occupant.untilNs] = fromNs + 1e8;
    n[o + Occupant.state] = cell ? OccupantState.inService : OccupantState.waiting;
  }
  return new FrameView(n);
}

/** Keeps about `jobs` dots in the air for `frames` frames; a dot flies about 400 ms. */
async function measure(jobs: number, frames: number): Promise<Cost> {
  const picture = await MovingPicture.open(() => undefined);
  document.body.append(picture.canvas);
  picture.resize(1280, 720, 1);
  picture.setLayout(layOut(boundedQueue));
  picture.setRunScenario(boundedQueue);
  picture.setCamera({ x: 60, y: 200, zoom: 1.2 });
  const moves = Math.round((jobs * STEP_MS) / 390);
  const frame: number[] = [];
  const draw: number[] = [];
  let ms = 0;
  for (let n = 0; n < frames; n++) {
    const view = frameOf(moves, ms, n * moves + 1);
    const t0 = performance.now();
    picture.frame(view, { fromNs: view.fromNs, toNs: view.nowNs, fromMs: ms, toMs: ms + STEP_MS });
    const t1 = performance.now();
    ms += STEP_MS;
    picture.draw({ ms, modelNs: view.nowNs }, STEP_MS);
    const t2 = performance.now();
    if (n > frames / 4) {
      frame.push(t1 - t0);
      draw.push(t2 - t1);
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  const both = frame.map((value, i) => value + (draw[i] ?? 0));
  picture.destroy();
  return { jobs, frameMs: quantile(frame, 0.5), drawMs: quantile(draw, 0.5), p95Ms: quantile(both, 0.95) };
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? NaN;
}

Object.assign(window, { measure });
