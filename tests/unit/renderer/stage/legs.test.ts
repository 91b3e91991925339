import { describe, expect, it } from 'vitest';
import { layOut } from '../../../../renderer/stage/geometry/layout';
import { Choreography } from '../../../../renderer/stage/picture/choreography';
import { FlightLook, FlightMode } from '../../../../renderer/stage/picture/flight-ring';
import { STANDING_TEXELS, StandingKind, type StandingPicture } from '../../../../renderer/stage/picture/standing';
import { Move, MOVE_STRIDE, What } from '../../../../simulations/engine/frame';
import { FrameView } from '../../../../simulations/engine/frame-view';
import type { Run } from '../../../../simulations/scenario/run-api';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { everyKind } from '../../../e2e/every-kind';

// Method: real runs in frames of 1/60 s. Small clockwork systems, whose flights can be told by hand; then a system with every kind, calls, copies,
// slow links and faults, where each request, answer and copy is counted in the frames and in the flights, until nobody is left inside.
const FRAME_MS = 1_000 / 60;
const ways = { linkRow: (n: number) => n, linkSpillRow: (n: number) => 100 + n, linkLossRow: (n: number) => 200 + n, stationSpillRow: (n: number) => 300 + n, pathLength: () => 150 };

interface Leg { path: number; start: number; end: number; look: number; fromStation: number; fromPlace: number; toStation: number; toPlace: number; mode: number; scale: number; sign: number }
const legsOf = ({ flights, slowFlights }: Choreography): Leg[] => [...flights.rings, ...slowFlights.rings].flatMap(({ numbers, used }) => Array.from({ length: used }, (_, i) => {
  const n = [...numbers.subarray(i * 12, i * 12 + 12)] as [number, number, number, number, number, number, number, number, number, number, number, number];
  return { path: n[0], start: n[1], end: n[1] + n[2], look: n[3], fromStation: n[4], fromPlace: n[5], toStation: n[6], toPlace: n[7], mode: n[9], scale: n[10], sign: n[11] };
}));

function valid(stations: object, links: object[], more: object = {}): Scenario {
  const result = validateScenario({
    format: 'spillway/1', title: 't', about: '', seed: 1, warmupS: 0, durationS: 1_000, classes: { job: { share: 1, priority: 0 } },
    stations, links, timeline: [], checks: [], changelog: [], ...more,
  });
  if (!result.ok) throw new Error(result.problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  return result.value;
}

function open(scenario: Scenario): { run: Run; choreography: Choreography; play: (frames: number, speed?: number, see?: (view: FrameView, picture: StandingPicture) => void) => void } {
  const started = startRun(scenario, { endS: Infinity });
  if (!started.ok) throw new Error(started.problems[0]!.message);
  const run = started.value;
  run.sampleJobs(1);
  const choreography = new Choreography(ways);
  choreography.setLayout(layOut(scenario));
  choreography.setRunScenario(scenario);
  let ms = 0;
  const play = (frames: number, speed = 1, see: (view: FrameView, picture: StandingPicture) => void = () => undefined) => {
    for (let n = 0; n < frames; n++) {
      const fromNs = run.nowNs;
      run.advanceTo(run.nowS + (FRAME_MS * speed) / 1e3);
      const view = new FrameView(run.readFrame());
      choreography.frame(view, { fromNs, toNs: view.nowNs, fromMs: ms, toMs: ms += FRAME_MS });
      const picture = choreography.due(ms)!;
      see(view, picture);
      choreography.giveBack(picture);
    }
  };
  return { run, choreography, play };
}

const every = (perS: number) => ({ kind: 'producer', arrivals: { kind: 'regular', ratePerS: perS } });
const worker = (meanS: number, more: object = {}) => ({ kind: 'workers', workers: 1, service: { kind: 'constant', meanS }, ...more });
const kinds = (picture: StandingPicture, row: number): number[] => Array.from({ length: picture.items }, (_, i) => i * STANDING_TEXELS * 4)
  .filter((o) => picture.numbers[o] === row).map((o) => picture.numbers[o + 4]!);

describe('a call', () => {
  const calling = (call: object, more: object = {}) => valid(
    { a: every(1), web: worker(0.1), store: worker(0.3, more), done: { kind: 'sink' } },
    [{ from: 'a', to: 'web' }, { from: 'web', to: 'done' }, { from: 'web', to: 'store', call }],
  );

  it('goes there and back over its link, between the caller’s cell and the callee’s, and the job goes on when it is back', () => {
    const { choreography, play } = open(calling({}));
    play(110);
    const [arrives, request, answer, leaves] = legsOf(choreography);
    expect(arrives).toMatchObject({ path: 0, toStation: 1, sign: 0, scale: 1 });
    expect(request).toMatchObject({ path: 2, look: FlightLook.job, mode: 0, fromStation: 1, fromPlace: 0, toStation: 2, toPlace: 0 });
    expect(answer).toMatchObject({ path: 2, look: FlightLook.answer, mode: FlightMode.backwards, fromStation: 2, toStation: 1, toPlace: 0 });
    expect(leaves).toMatchObject({ path: 1, fromStation: 1, sign: 0 });
    expect(request!.scale).toBeLessThan(1);
    expect(answer!.sign).toBe(request!.sign);
    expect(request!.start).toBeGreaterThanOrEqual(arrives!.end);
    expect(answer!.start).toBeGreaterThanOrEqual(request!.end);
    expect(leaves!.start).toBeCloseTo(answer!.end, 3);
  });

  it('holds the caller in its cell, with the ring of its attempts, until it is answered', () => {
    const { play } = open(calling({}));
    const states: number[][] = [];
    play(96, 1, (_, picture) => states.push(kinds(picture, 1)));
    expect(states[63]).toEqual([StandingKind.inService]); // at 1.067 s
    expect(states[75]).toEqual([StandingKind.calling]); // at 1.267 s
    expect(states[90]).toEqual([]); // at 1.517 s
  });

  it('that fails comes back crossed out, and the next try wears the same ring, doubled', () => {
    const { choreography, play } = open(calling({ attemptsMax: 2 }, { failShare: 1 }));
    play(115);
    const parts = legsOf(choreography).filter(({ scale }) => scale < 1);
    expect(parts.map(({ look, mode }) => [look, mode])).toEqual([[FlightLook.job, 0], [FlightLook.noAnswer, FlightMode.backwards], [FlightLook.job, 0], [FlightLook.noAnswer, FlightMode.backwards]]);
    expect(new Set(parts.map(({ sign }) => sign % 32)).size).toBe(1);
    expect(parts.map(({ sign }) => sign >= 32)).toEqual([false, false, true, true]);
  });

  it('that is called back is followed no longer, and no answer flies', () => {
    const { choreography, play } = open(calling({ timeoutS: 0.1 }));
    play(80); // at 1.33 s
    expect(choreography.followed).toBe(0);
    expect(legsOf(choreography).some(({ look }) => look === FlightLook.answer)).toBe(false);
  });

  it('over a link that is cut is seen to be lost', () => {
    const scenario = valid(
      { a: every(1), web: worker(0.1), store: worker(0.3), done: { kind: 'sink' } },
      [{ from: 'a', to: 'web' }, { from: 'web', to: 'done' }, { from: 'web', to: 'store', call: { timeoutS: 0.2 } }],
      { timeline: [{ atS: 0, fault: { kind: 'cut', link: 'web>store', forS: 100 } }] },
    );
    const { choreography, play } = open(scenario);
    play(90);
    expect(legsOf(choreography).filter(({ path, look }) => path === 202 && look === FlightLook.shed)).toHaveLength(1);
  });
});

describe('a topic', () => {
  it('has the places of a record’s copies taken, but open, until the record has landed', () => {
    const { play } = open(valid(
      { a: every(1), log: { kind: 'topic' }, b: worker(5), done: { kind: 'sink' } },
      [{ from: 'a', to: 'log' }, { from: 'log', to: 'b' }, { from: 'b', to: 'done' }],
    ));
    const lands: number[] = [];
    play(150, 1, (_, { numbers, items, atMs }) => {
      for (let i = 0; i < items; i++) if (numbers[i * STANDING_TEXELS * 4] === 1) lands.push(numbers[i * STANDING_TEXELS * 4 + 5]! - atMs);
    });
    // The second record, at 2 s, waits; the flight takes 350 ms.
    expect(lands[0]).toBeGreaterThan(300);
    expect(lands.at(-1)).toBeLessThan(0);
  });
});

describe('a link that takes time', () => {
  const slow = valid({ a: every(1), b: worker(0.1), done: { kind: 'sink' } }, [{ from: 'a', to: 'b', delayS: 2 }, { from: 'b', to: 'done' }]);

  it('has its dots on model time, and they come in from its end', () => {
    const { choreography, play } = open(slow);
    play(200);
    const out = legsOf(choreography).find(({ path, mode }) => path === 0 && mode === FlightMode.onModelClock);
    expect([out!.start, out!.end]).toEqual([1, 3]);
    expect(legsOf(choreography).find(({ path, mode }) => path === 0 && mode === FlightMode.fromTheEnd)).toMatchObject({ toStation: 1, toPlace: 0 });
  });

  it('is flown in one leg where its time is too short to be seen', () => {
    const { choreography, play } = open(slow);
    play(30, 20);
    const over = legsOf(choreography).filter(({ path }) => path === 0);
    expect(over.length).toBeGreaterThan(5);
    expect(over.every(({ mode }) => mode === 0)).toBe(true);
  });
});

describe('in a system with every kind', () => {
  const scenario = valid(everyKind.stations, everyKind.links, { ...everyKind, durationS: 1_000 });

  it.each([[0.5, 1_200], [4, 600]])('at %s times real time, everyone who is answered has an answer fly, every copy comes to its join, and in the end nobody is followed', (speed, frames) => {
    const { run, choreography, play } = open(scenario);
    const counts = { answered: 0, asked: 0 };
    const underWay = new Set<number>();
    const see = (view: FrameView) => {
      for (let i = 0, o = view.moveAt(0); i < view.moves; i++, o += MOVE_STRIDE) {
        const what = view.numbers[o + Move.what]! & 15;
        const job = view.numbers[o + Move.job]!;
        if (what === What.asked) {
          counts.asked++;
          underWay.add(job);
        } else if (what === What.served && underWay.delete(job)) counts.answered++;
      }
    };
    play(frames, speed, see);
    expect(counts.asked).toBeGreaterThan(50);
    for (const id of ['clients', 'batch']) expect(run.change({ path: `stations.${id}.arrivals.ratePerS`, value: 0.000_001 }).ok).toBe(true);
    play(300, 20, see);
    expect(new FrameView(run.readFrame()).inside).toBe(0);
    expect(choreography.followed).toBe(0);
    // The rings keep what was flown; none was used a second time.
    const flown = legsOf(choreography);
    expect(flown.filter(({ look }) => look === FlightLook.answer)).toHaveLength(counts.answered);
    expect(flown.every(({ start, end }) => end > start)).toBe(true);
    expect(flown.every(({ sign, scale }) => (sign > 0) === (scale < 1))).toBe(true);
  });

  it('draws a record in the lane of its partition, at its offset, on top the first group', () => {
    const { play, choreography } = open(scenario);
    const row = Object.keys(scenario.stations).indexOf('events');
    const { grid, lanes } = choreography.layout.stations[row]!.form;
    expect([grid.rows, lanes]).toEqual([8, 4]);
    let most = 0;
    play(800, 0.6, (view, picture) => {
      const places = Array.from({ length: picture.items }, (_, i) => i * STANDING_TEXELS * 4).filter((o) => picture.numbers[o] === row).map((o) => picture.numbers[o + 1]!);
      expect(new Set(places).size).toBe(places.length);
      // Lanes are filled from their heads.
      for (const place of places) if (place % grid.columns > 0) expect(places).toContain(place - 1);
      expect(places.length).toBe(view.numbers[view.stationAt(row)]);
      most = Math.max(most, ...places.map((place) => place % grid.columns));
    });
    expect(most).toBeGreaterThan(1);
  });
});
