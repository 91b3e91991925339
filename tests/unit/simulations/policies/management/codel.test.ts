// Method: the code of the paper's appendix, written down a second time over plain arrays, serves the same recorded jobs; who is shed and who is
// served, and when, must be the same to the nanosecond; also where a router behind the line keeps asking for jobs that it cannot send on. And in
// overload the wait must stay near the target, whatever the load.
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, SHED_REASONS, What, originOfJobId } from '../../../../../simulations/engine/frame';
import { reportOf } from '../../../../../simulations/experiments/report';
import type { VariantValue } from '../../../../../simulations/engine/param';
import type { Scenario } from '../../../../../simulations/scenario/scenario';
import type { EngineRun } from '../../../../../simulations/scenario/start-run';
import { chain, change, movesUntil, startValid } from '../../../../properties/kit';

const TARGET_NS = 5_000_000;
const INTERVAL_NS = 100_000_000;

interface Packet { readonly id: number; readonly atNs: number; readonly demandNs: number }
type Ends = Record<number, readonly [end: string, atNs: number]>;

/** Nichols & Jacobson 2012, appendix: names as there, times in ns, a queue of one packet at most being "less than maxpacket". */
class PaperCodel {
  readonly queue: Packet[] = [];
  private firstAboveTime = 0;
  private dropNext = 0;
  private count = 0;
  private dropping = false;

  constructor(private readonly drop: (packet: Packet) => void) {}

  deque(now: number): Packet | undefined {
    let r = this.dodeque(now);
    if (r.p === undefined) {
      this.dropping = false;
      return undefined;
    }
    if (this.dropping) {
      if (!r.okToDrop) this.dropping = false;
      else if (now >= this.dropNext) {
        while (now >= this.dropNext && this.dropping) {
          this.drop(r.p!);
          ++this.count;
          r = this.dodeque(now);
          if (!r.okToDrop) this.dropping = false;
          else this.dropNext = this.controlLaw(this.dropNext);
        }
      }
    } else if (r.okToDrop && (now - this.dropNext < INTERVAL_NS || now - this.firstAboveTime >= INTERVAL_NS)) {
      this.drop(r.p);
      r = this.dodeque(now);
      this.dropping = true;
      if (now - this.dropNext < INTERVAL_NS) this.count = this.count > 2 ? this.count - 2 : 1;
      else this.count = 1;
      this.dropNext = this.controlLaw(now);
    }
    return r.p;
  }

  private dodeque(now: number): { p: Packet | undefined; okToDrop: boolean } {
    const p = this.queue.shift();
    if (p === undefined) {
      this.firstAboveTime = 0;
      return { p, okToDrop: false };
    }
    const sojournTime = now - p.atNs;
    if (sojournTime < TARGET_NS || this.queue.length === 0) {
      this.firstAboveTime = 0;
      return { p, okToDrop: false };
    }
    if (this.firstAboveTime === 0) this.firstAboveTime = now + INTERVAL_NS;
    else if (now >= this.firstAboveTime) return { p, okToDrop: true };
    return { p, okToDrop: false };
  }

  private controlLaw(t: number): number {
    return t + INTERVAL_NS / Math.sqrt(this.count);
  }
}

function byThePaper(packets: readonly Packet[]): Ends {
  const ends: Ends = {};
  let freeNs = 0;
  let inService: Packet | undefined;
  let now = 0;
  const codel = new PaperCodel((packet) => { ends[packet.id] = ['managed', now]; });
  const serve = (packet: Packet | undefined): void => {
    inService = packet;
    if (packet !== undefined) freeNs = now + packet.demandNs;
  };
  const serveUntil = (untilNs: number): void => {
    while (inService !== undefined && freeNs <= untilNs) {
      now = freeNs;
      ends[inService.id] = ['served', now];
      serve(codel.deque(now));
    }
  };
  for (const packet of packets) {
    serveUntil(packet.atNs);
    now = packet.atNs;
    if (inService === undefined) {
      codel.queue.push(packet);
      serve(codel.deque(now));
    } else {
      codel.queue.push(packet);
    }
  }
  serveUntil(Infinity);
  return ends;
}

/** Odd nanoseconds from a seed: overloads and lulls take turns. */
function somePackets(seed: number, count: number): Packet[] {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let atNs = 0;
  return Array.from({ length: count }, (_, n) => {
    atNs += 1 + next(n % 700 < 500 ? 16_000_000 : 60_000_000);
    return { id: n + 1, atNs, demandNs: 1 + next(20_000_000) };
  });
}

const csvOf = (packets: readonly Packet[], classOf: (id: number) => string): string =>
  `atS,demandS,class\n${packets.map(({ id, atNs, demandNs }) => `${(atNs / 1e9).toFixed(9)},${(demandNs / 1e9).toFixed(9)},${classOf(id)}`).join('\n')}\n`;

/** How the jobs of the first producer end, and when. */
function endsOf(run: EngineRun, untilS: number): Ends {
  run.sampleJobs(1);
  const moves = movesUntil(run, untilS);
  const ends: Ends = {};
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    if (originOfJobId(moves[m + Move.job]!) !== 0) continue;
    if (what === What.served) ends[moves[m + Move.job]!] = ['served', moves[m + Move.timeNs]!];
    if (what === What.shed) ends[moves[m + Move.job]!] = [SHED_REASONS[moves[m + Move.detail]!]!, moves[m + Move.timeNs]!];
  }
  return ends;
}

const managed = (base: Scenario, management: object): Scenario => ({
  ...base, stations: { ...base.stations, line: { kind: 'queue', capacityJobs: 'unbounded', management: management as { kind: string } } },
});

/** The door of the router is never empty: whenever the other desk is free, the line is asked first, in vain, for its jobs go to their own desk. */
function asked(packets: readonly Packet[], discipline: VariantValue, othersPerS: number): Scenario {
  const base = chain({ arrivals: { kind: 'trace', csv: csvOf(packets, (id) => (id % 3 === 0 ? 'vip' : 'own')) }, service: { kind: 'own-demand', meanS: 1 } }, { durationS: 500 });
  return {
    ...base,
    classes: { own: { share: 1, priority: 0, deadlineS: 0.3 }, vip: { share: 0, priority: 1, deadlineS: 0.1 }, other: { share: 0, priority: 0 } },
    stations: {
      ...base.stations,
      line: { kind: 'queue', capacityJobs: 'unbounded', management: { kind: 'codel' }, discipline },
      others: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: othersPerS }, classMix: { kind: 'own-shares', shares: 'other=1' } },
      router: { kind: 'router', choice: { kind: 'by-class', ways: 'own=desk, vip=desk, other=other-desk' } },
      'other-desk': { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.007_000_1 } },
    },
    links: [
      { from: 'source', to: 'line' }, { from: 'line', to: 'router' }, { from: 'others', to: 'router' }, { from: 'router', to: 'desk' }, { from: 'router', to: 'other-desk' },
      { from: 'desk', to: 'end' }, { from: 'other-desk', to: 'end' },
    ],
  };
}
const OTHERS_PER_S = 200;

describe('CoDel', () => {
  it.each([1, 2, 3, 4, 5])('sheds whom the code of the paper sheds, when it does (jobs %i)', (seed) => {
    const packets = somePackets(seed, 6000);
    const run = startValid(managed(chain({ arrivals: { kind: 'trace', csv: csvOf(packets, () => '') }, service: { kind: 'own-demand', meanS: 1 } }, { durationS: 1000 }), { kind: 'codel' }));
    const ends = endsOf(run, 1000);
    expect(ends).toEqual(byThePaper(packets));
    expect(Object.values(ends).filter(([end]) => end === 'managed').length).toBeGreaterThan(200);
  });

  it.each([1, 2, 3])('is not moved by a router that asks for a job, and then has no room for it (jobs %i)', (seed) => {
    const packets = somePackets(seed, 3000);
    expect(endsOf(startValid(asked(packets, { kind: 'fifo' }, OTHERS_PER_S)), 500)).toEqual(byThePaper(packets));
  });

  it.each(['lifo', 'priority', 'fair', 'sjf', 'edf', 'adaptive-lifo'])('nor does the line lose its order by it (%s)', (discipline) => {
    const packets = somePackets(6, 3000);
    const [calm, busy] = [0, OTHERS_PER_S].map((ratePerS) => endsOf(startValid(asked(packets, { kind: discipline }, ratePerS)), 500));
    expect(busy).toEqual(calm);
    expect(Object.values(busy!).some(([end]) => end === 'managed')).toBe(true);
  });

  it.each([1.02, 1.05, 1.1])('keeps the wait near its target at %f times the capacity, where without it the wait grows for ever', (load) => {
    const base = chain({ arrivals: { kind: 'poisson', ratePerS: 100 * load }, service: { kind: 'exponential', meanS: 0.01 } }, { warmupS: 30, durationS: 600 });
    const meanWaitS = (management: object): number => {
      const run = startValid(managed(base, management));
      run.advanceTo(Infinity);
      return (reportOf(run).stations['line']!['waitS'] as { mean: number }).mean;
    };
    const wait = meanWaitS({ kind: 'codel', targetS: 0.05, intervalS: 0.1 });
    expect(wait).toBeGreaterThan(0.025);
    expect(wait).toBeLessThan(0.1);
    expect(meanWaitS({ kind: 'none' })).toBeGreaterThan(2);
  });

  it('switched off and on in the same instant goes on where it was, and after a while begins anew', () => {
    const base = managed(chain({ arrivals: { kind: 'poisson', ratePerS: 1300 }, service: { kind: 'exponential', meanS: 0.001 } }, { durationS: 20 }), { kind: 'codel' });
    const shed = (offForS: number | null): number => {
      const run = startValid(base);
      run.advanceTo(10);
      if (offForS !== null) {
        run.change(change('stations.line.management', { kind: 'none' }));
        run.advanceTo(10 + offForS);
        run.change(change('stations.line.management', { kind: 'codel' }));
      }
      run.advanceTo(20);
      return reportOf(run).jobs.shed['managed']!;
    };
    expect(shed(0)).toBe(shed(null));
    expect(shed(1)).not.toBe(shed(null));
  });
});
