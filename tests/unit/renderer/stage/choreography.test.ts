import { beforeEach, describe, expect, it } from 'vitest';
import { layOut } from '../../../../renderer/stage/geometry/layout';
import { Choreography } from '../../../../renderer/stage/picture/choreography';
import { FlightLook } from '../../../../renderer/stage/picture/flight-ring';
import { STANDING_TEXELS, StandingKind, type StandingPicture } from '../../../../renderer/stage/picture/standing';
import { Header, Occupant } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { overload } from '../../../../simulations/library/overload';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';

// Method: real runs of the overload scenario in frames of 1/60 s, at a tenth of real time and at twenty times it; what is
// launched and what stands is compared with the frames it came from.
const FRAME_MS = 1_000 / 60;
const ways = { linkRow: (n: number) => n, linkSpillRow: (n: number) => 10 + n, linkLossRow: (n: number) => 30 + n, stationSpillRow: (n: number) => 20 + n, pathLength: () => 150 };

interface Leg { readonly path: number; readonly startMs: number; readonly endMs: number; readonly look: number; readonly to: number }

function legs({ flights }: Choreography): Leg[] {
  return flights.rings.flatMap(({ numbers, used }) => Array.from({ length: used }, (_, i) => {
    const [path, startMs, durationMs, look] = numbers.subarray(i * 12, i * 12 + 4) as unknown as [number, number, number, number];
    return { path, startMs, endMs: startMs + durationMs, look, to: numbers[i * 12 + 6]! };
  }));
}

const standing = (picture: StandingPicture, row: number, kind: number): number =>
  Array.from({ length: picture.items }, (_, i) => i * STANDING_TEXELS * 4)
    .filter((o) => picture.numbers[o] === row && picture.numbers[o + 4] === kind).length;

function play(scenario: Scenario, choreography: Choreography, speed: number, frames: number, see: (picture: StandingPicture, view: FrameView) => void = () => undefined, every = 1, watched = (_n: number) => 0): FrameView {
  const started = startRun(scenario);
  if (!started.ok) throw new Error(started.problems[0]!.message);
  const run = started.value;
  run.sampleJobs(every);
  let view = new FrameView(run.readFrame());
  for (let n = 0; n < frames; n++) {
    const fromNs = run.nowNs;
    run.watchJob(watched(n));
    run.advanceTo(((n + 1) * FRAME_MS * speed) / 1e3);
    view = new FrameView(run.readFrame());
    choreography.frame(view, { fromNs, toNs: view.nowNs, fromMs: n * FRAME_MS, toMs: (n + 1) * FRAME_MS });
    const picture = choreography.due((n + 1) * FRAME_MS)!;
    see(picture, view);
    choreography.giveBack(picture);
  }
  return view;
}

describe('Choreography', () => {
  let choreography: Choreography;
  // Without a warm-up, at whose end the engine counts anew.
  const shedding: Scenario = { ...overload, warmupS: 0, stations: { ...overload.stations, inbox: { ...overload.stations['inbox']!, whenFull: { kind: 'shed-newest' } } } };

  beforeEach(() => {
    choreography = new Choreography(ways);
    choreography.setLayout(layOut(overload));
    choreography.setRunScenario(overload);
  });

  it('fills exactly as many places as jobs wait, and as many cells as are busy, in every frame', () => {
    let full = 0;
    play(shedding, choreography, 1, 300, (picture, view) => {
      const waiting = view.numbers[view.stationAt(1) + 1]!;
      expect(standing(picture, 1, StandingKind.waiting)).toBe(waiting);
      expect(standing(picture, 2, StandingKind.inService)).toBe(view.numbers[view.stationAt(2) + 2]!);
      if (waiting === 20) full++;
    });
    expect(full).toBeGreaterThan(50);
  });

  it('draws a watched job beside the sample, counts it in no flow, and forgets where it was once it is watched no more', () => {
    const every = 2 ** 20;
    const end = play(shedding, choreography, 1, 60, undefined, every);
    expect([...choreography.flows].reduce((sum, flow) => sum + flow, 0) + choreography.launched + choreography.followed).toBe(0);
    const waiting = end.numbers[end.occupantAt(end.occupants - 1) + Occupant.job]!;
    choreography.reset();
    play(shedding, choreography, 1, 60, undefined, every, () => waiting);
    expect(choreography.launched).toBeGreaterThan(0);
    expect([...choreography.flows].every((flow) => flow === 0)).toBe(true);
    expect(choreography.followed).toBe(1);
    choreography.reset();
    play(shedding, choreography, 1, 60, undefined, every, (n) => (n < 59 ? waiting : 0));
    expect(choreography.followed).toBe(0);
  });

  it('keeps where a watched job was when others are sampled', () => {
    const end = play(shedding, choreography, 1, 60, undefined, 1);
    const waiting = end.numbers[end.occupantAt(end.occupants - 1) + Occupant.job]!;
    expect(choreography.followed).toBeGreaterThan(1);
    const thinner = end.numbers.slice();
    Object.assign(thinner, { [Header.sampleEvery]: 2 ** 20, [Header.watched]: waiting, [Header.moves]: 0 });
    choreography.frame(new FrameView(thinner), { fromNs: end.nowNs, toNs: end.nowNs, fromMs: 1_000, toMs: 1_016 });
    expect(choreography.followed).toBe(1);
    expect(choreography.whereabouts(waiting)).toBeGreaterThanOrEqual(0);
  });

  // Few enough frames that no ring is used a second time and every flight is still to be read.
  it.each([[0.1, 120], [20, 60]])('launches a leg for each hand-over, and a fall for each job shed, at %s times real time', (speed, frames) => {
    choreography.setRunScenario(shedding);
    const end = play(shedding, choreography, speed, frames);
    const flown = legs(choreography);
    const at = (station: number, field: number) => end.numbers[end.stationAt(station) + field]!;
    expect(flown.filter(({ path }) => path === 0)).toHaveLength(at(1, 5) - at(1, 7));
    expect(flown.filter(({ look }) => look === FlightLook.shed)).toHaveLength(at(1, 7));
    expect(flown.filter(({ look }) => look === FlightLook.served)).toHaveLength(at(3, 5));
    expect(flown.every(({ startMs, endMs }) => endMs > startMs && startMs >= 0)).toBe(true);
    // Nobody is more than a second late, not even at the end.
    expect(Math.max(...flown.map(({ endMs }) => endMs))).toBeLessThanOrEqual(frames * FRAME_MS + 1_001);
  });

  it('draws the place of a job that still flies there as claimed, and later as taken', () => {
    let claimed = 0;
    let landed = 0;
    play(shedding, choreography, 0.1, 200, ({ numbers, items, atMs }) => {
      for (let i = 0; i < items; i++) {
        if (numbers[i * STANDING_TEXELS * 4 + 5]! > atMs) claimed++;
        else landed++;
      }
    });
    expect(claimed).toBeGreaterThan(0);
    expect(landed).toBeGreaterThan(claimed);
  });

  it('launches nothing for those who asked for less motion, and shows all that stands at once', () => {
    choreography.still = true;
    play(shedding, choreography, 0.1, 60, ({ numbers, items, atMs }) => {
      for (let i = 0; i < items; i++) expect(numbers[i * STANDING_TEXELS * 4 + 5]).toBeLessThanOrEqual(atMs);
    });
    expect(choreography.launched).toBe(0);
  });

  it('forgets what flies when another history begins', () => {
    play(shedding, choreography, 1, 60);
    expect(choreography.lastEndMs).toBeGreaterThan(0);
    choreography.reset();
    expect(legs(choreography)).toEqual([]);
    expect(choreography.due(Infinity)).toBeNull();
  });

  it('shows a picture when its time has come and not before', () => {
    const started = startRun(overload);
    if (!started.ok) throw new Error('refused');
    started.value.advanceTo(0.1);
    choreography.frame(new FrameView(started.value.readFrame()), { fromNs: 0, toNs: 1e8, fromMs: 0, toMs: 50 });
    expect(choreography.due(49)).toBeNull();
    expect(choreography.due(50)).not.toBeNull();
    expect(choreography.due(51)).toBeNull();
  });
});
