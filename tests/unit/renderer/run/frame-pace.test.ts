import { describe, expect, it } from 'vitest';
import { FramePace } from '../../../../renderer/run/frame-pace';
import { FRAME_HEADER, Header, MOVE_STRIDE, Move } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';

// Method: frames of a steady engine, which arrive in bursts because the page was busy; what is chosen must fit the mean.
class SteadyEngine {
  private nowNs = 0;
  private made = 0;

  /** `jobsPerS` jobs of four moves each. */
  frame(modelS: number, jobsPerS: number, sampleEvery: number): FrameView {
    const numbers = new Float64Array(FRAME_HEADER);
    numbers[Header.fromNs] = this.nowNs;
    this.nowNs += modelS * 1e9;
    this.made += modelS * jobsPerS;
    numbers[Header.nowNs] = this.nowNs;
    numbers[Header.made] = this.made;
    numbers[Header.sampleEvery] = sampleEvery;
    numbers[Header.moves] = 4 * modelS * jobsPerS / sampleEvery;
    return new FrameView(numbers);
  }

  /** The same with the moves of a job beside it that is watched and not in the sample. */
  watched(modelS: number, jobsPerS: number, sampleEvery: number, own: number): FrameView {
    const { numbers } = this.frame(modelS, jobsPerS, sampleEvery);
    const moves = numbers[Header.moves]! + own;
    const more = new Float64Array(FRAME_HEADER + moves * MOVE_STRIDE);
    more.set(numbers);
    more[Header.movesAt] = FRAME_HEADER;
    more[Header.moves] = moves;
    more[Header.watched] = 3;
    for (let n = 0; n < moves; n++) more[FRAME_HEADER + n * MOVE_STRIDE + Move.job] = n < own ? 3 : sampleEvery;
    return new FrameView(more);
  }
}

describe('as fast as it goes', () => {
  it('answers in bursts make neither the windows too long nor the sampling too thin', () => {
    const pace = new FramePace();
    const engine = new SteadyEngine();
    pace.begin(100, Infinity);
    // 30 model seconds each, two at a time every 30 ms: 2,000 model seconds per screen second.
    for (let pair = 0; pair < 50; pair++) {
      pace.saw(engine.frame(30, 100, pace.sampleEvery), 29, false, Infinity);
      pace.saw(engine.frame(30, 100, pace.sampleEvery), 1, false, Infinity);
      if (pair < 10) continue;
      expect(2000 / pace.windowS).toBeGreaterThan(8);
      expect(2000 / pace.windowS).toBeLessThan(50);
      const movesPerScreenS = 2000 * 100 * 4 / pace.sampleEvery;
      expect(movesPerScreenS).toBeGreaterThan(400);
      expect(movesPerScreenS).toBeLessThan(2500);
      expect(pace.evenMs(60)).toBeCloseTo(60 / 2000, 1);
    }
  });
});

it('a small burst in slow motion thins nothing', () => {
  const pace = new FramePace();
  const engine = new SteadyEngine();
  pace.begin(90, 0.1);
  for (let frame = 0; frame < 100; frame++) {
    pace.saw(engine.frame(0.0016, frame === 50 ? 4500 : 90, pace.sampleEvery), 16, true, 0.1);
    expect(pace.sampleEvery).toBe(1);
    expect(pace.windowS).toBeLessThanOrEqual(0.05);
  }
});

it('follows the speed down again', () => {
  const pace = new FramePace();
  const engine = new SteadyEngine();
  pace.begin(100, 1000);
  for (let frame = 0; frame < 50; frame++) pace.saw(engine.frame(16, 100, pace.sampleEvery), 16, true, 1000);
  expect(pace.sampleEvery).toBeGreaterThan(32);
  pace.fit(0.1);
  expect(pace.sampleEvery).toBe(1);
  expect(pace.windowS).toBeLessThanOrEqual(0.02);
});

it('takes a job that is watched beside the sample for itself alone', () => {
  const [plain, watching] = [new FramePace(), new FramePace()];
  const [engine, other] = [new SteadyEngine(), new SteadyEngine()];
  for (const pace of [plain, watching]) pace.begin(100, 100);
  for (let n = 0; n < 100; n++) {
    plain.saw(engine.frame(3.2, 100, plain.sampleEvery), 16, true, 100);
    watching.saw(other.watched(3.2, 100, watching.sampleEvery, 40), 16, true, 100);
  }
  expect(plain.sampleEvery).toBeGreaterThan(8);
  expect(watching.sampleEvery).toBe(plain.sampleEvery);
});
