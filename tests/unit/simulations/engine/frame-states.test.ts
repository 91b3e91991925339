import { describe, expect, it } from 'vitest';
import { LinkState, MOVE_STRIDE, Move, Occupant, OCCUPANT_STRIDE, StationFault, StationState, What } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { everyKind } from '../../../e2e/every-kind';
import { startRun } from '../../../../simulations/scenario/start-run';

// Method: small clockwork systems, stopped at instants that can be worked out by hand; what the frame says of links, faults and kinds is read.
function run(stations: object, links: object[], timeline: object[] = []) {
  const valid = validateScenario({
    format: 'spillway/1', title: 't', about: '', seed: 1, warmupS: 0, durationS: 100, classes: { job: { share: 1, priority: 0 } },
    stations, links, timeline, checks: [], changelog: [],
  });
  if (!valid.ok) throw new Error(valid.problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  const started = startRun(valid.value);
  if (!started.ok) throw new Error(started.problems[0]!.message);
  started.value.sampleJobs(1);
  return started.value;
}
const frameAt = (each: ReturnType<typeof run>, timeS: number): FrameView => {
  each.advanceTo(timeS);
  return new FrameView(each.readFrame());
};
const moves = (view: FrameView) => Array.from({ length: view.moves }, (_, i) => view.moveAt(0) + i * MOVE_STRIDE).map((o) => ({
  timeS: view.numbers[o + Move.timeNs]! / 1e9, what: view.numbers[o + Move.what]! & 15, station: view.numbers[o + Move.station],
  link: view.numbers[o + Move.link], untilS: view.numbers[o + Move.untilNs]! / 1e9,
}));
const every = (perS: number) => ({ kind: 'producer', arrivals: { kind: 'regular', ratePerS: perS } });
const worker = (meanS: number, more: object = {}) => ({ kind: 'workers', workers: 1, service: { kind: 'constant', meanS }, ...more });

describe('what a frame says beside the jobs', () => {
  it('tells when a job sets out over a link that takes time, and where and when it will arrive', () => {
    const view = frameAt(run({ a: every(1), b: { kind: 'sink' } }, [{ from: 'a', to: 'b', delayS: 0.25 }]), 1.5);
    expect(moves(view)).toEqual([
      { timeS: 1, what: What.made, station: 0, link: -1, untilS: 0 },
      { timeS: 1, what: What.sent, station: 1, link: 0, untilS: 1.25 },
      { timeS: 1.25, what: What.served, station: 1, link: 0, untilS: 0 },
    ]);
  });

  it('says which link is cut and what is wrong with which station, while it is', () => {
    const each = run(
      { a: every(10), b: worker(0.01), c: { kind: 'sink' } }, [{ from: 'a', to: 'b' }, { from: 'b', to: 'c' }],
      [{ atS: 1, fault: { kind: 'cut', link: 'b>c', forS: 1 } }, { atS: 1, fault: { kind: 'slow', station: 'b', factor: 3, forS: 2 } }, { atS: 1, fault: { kind: 'pause', station: 'b', forS: 1 } }],
    );
    const said = (timeS: number) => {
      const view = frameAt(each, timeS);
      return [view.links, view.numbers[view.linkAt(0) + LinkState.cut], view.numbers[view.linkAt(1) + LinkState.cut], view.numbers[view.stationAt(1) + StationState.fault]];
    };
    expect(said(0.5)).toEqual([2, 0, 0, 0]);
    expect(said(1.5)).toEqual([2, 0, 1, StationFault.slow + StationFault.paused]);
    expect(said(2.5)).toEqual([2, 0, 0, StationFault.slow]);
    expect(said(3.5)).toEqual([2, 0, 0, 0]);
  });

  it('says that a breaker is open', () => {
    const each = run(
      { a: every(1), b: worker(0.01), c: { ...worker(1, { failShare: 1 }) }, d: { kind: 'sink' } },
      [{ from: 'a', to: 'b' }, { from: 'b', to: 'd' }, { from: 'b', to: 'c', call: { breaker: { kind: 'consecutive', failures: 1, openS: 50 } } }],
    );
    const breaker = (timeS: number) => {
      const view = frameAt(each, timeS);
      return view.numbers[view.linkAt(2) + LinkState.breaker];
    };
    expect(breaker(1.5)).toBe(0);
    expect(breaker(2.5)).toBe(1);
  });

  it('has the jobs that a fork holds, in its order', () => {
    const view = frameAt(run(
      { a: every(10), f: { kind: 'fork' }, x: worker(50), q: { kind: 'queue' }, y: worker(50), j: { kind: 'join' }, e: { kind: 'sink' } },
      [{ from: 'a', to: 'f' }, { from: 'f', to: 'q' }, { from: 'q', to: 'x' }, { from: 'f', to: 'y' }, { from: 'x', to: 'j' }, { from: 'y', to: 'j' }, { from: 'j', to: 'e' }],
    ), 1.05);
    const held = Array.from({ length: view.occupants }, (_, i) => view.occupantAt(0) + i * OCCUPANT_STRIDE)
      .filter((o) => view.numbers[o + Occupant.station] === 1).map((o) => [view.numbers[o + Occupant.place], view.numbers[o + Occupant.job]]);
    // The second copy of the second job has no room, so nobody else comes in.
    expect(held).toEqual([[0, 1], [1, 2]]);
  });

  it('has a place of its own for everyone who stands, in a system with every kind', () => {
    const each = run(everyKind.stations, everyKind.links, everyKind.timeline);
    let most = 0;
    for (let timeS = 0.1; timeS < 20; timeS += 0.1) {
      const view = frameAt(each, timeS);
      const places = Array.from({ length: view.stations }, () => [] as number[]);
      for (let i = 0, o = view.occupantAt(0); i < view.occupants; i++, o += OCCUPANT_STRIDE) places[view.numbers[o + Occupant.station]!]!.push(view.numbers[o + Occupant.place]!);
      places.forEach((taken, s) => {
        expect(new Set(taken).size).toBe(taken.length);
        expect(taken.length, `station ${s} at ${timeS} s`).toBe(view.numbers[view.stationAt(s) + StationState.inside]);
      });
      most = Math.max(most, view.occupants);
    }
    expect(most).toBeGreaterThan(30);
  });
});
