// Priorities in a finite queue. Method: with exponential times and two classes, who waits is a Markov chain of a few dozen states; its equations are solved
// here, for both ways of being full: the newcomer goes, or the least important one that waits. What each class loses and how long it waits must lie in the
// narrow 99.9 % interval of 20 seeded runs.
import { describe, expect, it } from 'vitest';
import { mmckLossShare } from '../../simulations/theory/mmck';
import { chain } from '../properties/kit';
import { REPLICATIONS, expectMeanToMatch } from './expect-mean';
import { measuredRun } from './long-runs';
import { RUNS_MS_MAX } from './replications';

interface System { readonly highPerS: number; readonly lowPerS: number; readonly servicePerS: number; readonly places: number; readonly pushesOut: boolean }
interface Figures { readonly lossHigh: number; readonly lossLow: number; readonly waitingHigh: number; readonly waitingLow: number }

/** The steady state of (idle) and (busy, h and l waiting), by letting the chain go on until it does not change. */
function steady({ highPerS, lowPerS, servicePerS, places, pushesOut }: System): Figures {
  const states = [{ busy: 0, h: 0, l: 0 }, ...Array.from({ length: places + 1 }, (_, h) => Array.from({ length: places + 1 - h }, (__, l) => ({ busy: 1, h, l }))).flat()];
  const at = (busy: number, h: number, l: number): number => states.findIndex((each) => each.busy === busy && each.h === h && each.l === l);
  const rate = highPerS + lowPerS + servicePerS;
  const moves = states.map(({ busy, h, l }, from) => {
    if (busy === 0) return [[at(1, 0, 0), highPerS + lowPerS], [from, servicePerS]] as const;
    const isFull = h + l === places;
    const high = !isFull ? at(1, h + 1, l) : pushesOut && l > 0 ? at(1, h + 1, l - 1) : from;
    const low = isFull ? from : at(1, h, l + 1);
    const next = h > 0 ? at(1, h - 1, l) : l > 0 ? at(1, h, l - 1) : 0;
    return [[high, highPerS], [low, lowPerS], [next, servicePerS]] as const;
  });
  let shares = states.map(() => 1 / states.length);
  for (let step = 0; step < 20_000; step++) {
    const next = states.map(() => 0);
    moves.forEach((ways, from) => { for (const [to, perS] of ways) next[to]! += (shares[from]! * perS) / rate; });
    shares = next;
  }
  const sum = (of: (state: { busy: number; h: number; l: number }) => number): number => states.reduce((total, state, i) => total + of(state) * shares[i]!, 0);
  const isFull = ({ busy, h, l }: { busy: number; h: number; l: number }): boolean => busy === 1 && h + l === places;
  const pushed = pushesOut ? sum((state) => (isFull(state) && state.l > 0 ? 1 : 0)) : 0;
  const full = sum((state) => (isFull(state) ? 1 : 0));
  return { lossHigh: full - pushed, lossLow: full + (highPerS * pushed) / lowPerS, waitingHigh: sum(({ h }) => h), waitingLow: sum(({ l }) => l) };
}

describe.each([
  { highPerS: 4, lowPerS: 8, places: 5 }, { highPerS: 6, lowPerS: 3, places: 3 }, { highPerS: 8, lowPerS: 8, places: 1 },
])('$highPerS important and $lowPerS other jobs a second, $places places', ({ highPerS, lowPerS, places }) => {
  it.each([['shed-newest', false], ['shed-lowest-priority', true]] as const)('%s', (whenFull, pushesOut) => {
    const servicePerS = 10;
    const base = chain({ arrivals: { kind: 'poisson', ratePerS: highPerS + lowPerS }, service: { kind: 'exponential', meanS: 1 / servicePerS } }, {
      warmupS: 100, durationS: 6_000, classes: { high: { share: highPerS, priority: 5 }, low: { share: lowPerS, priority: 0 } },
    });
    const line = { kind: 'queue', capacityJobs: places, discipline: { kind: 'priority' }, whenFull: { kind: whenFull } };
    const scenario = { ...base, stations: { ...base.stations, line } };
    const theory = steady({ highPerS, lowPerS, servicePerS, places, pushesOut });
    // Over both classes it is M/M/1/K, whoever goes.
    const lossOfAll = (highPerS * theory.lossHigh + lowPerS * theory.lossLow) / (highPerS + lowPerS);
    expect(lossOfAll).toBeCloseTo(mmckLossShare({ arrivalPerS: highPerS + lowPerS, servicePerS, servers: 1, places: places + 1 }), 9);

    const reports = Array.from({ length: REPLICATIONS }, (_, n) => measuredRun(scenario, n + 1));
    const lossOf = (id: string): number[] => reports.map(({ classes }) => (classes[id]!.jobs.shed.full ?? 0) / classes[id]!.jobs.made);
    expectMeanToMatch('low: loss', lossOf('low'), theory.lossLow, { halfWidthMax: 0.03 });
    if (theory.lossHigh > 0) expectMeanToMatch('high: loss', lossOf('high'), theory.lossHigh, { halfWidthMax: 0.15 });
    expectMeanToMatch('waiting', reports.map(({ stations }) => stations['line']!.meanJobs), theory.waitingHigh + theory.waitingLow, { halfWidthMax: 0.03 });
    // Who was let in and served: by Little's law, its wait and then its service. Those who are pushed out have waited, too.
    const stayS = theory.waitingHigh / (highPerS * (1 - theory.lossHigh)) + 1 / servicePerS;
    expectMeanToMatch('high: time in system', reports.map(({ classes }) => classes['high']!.latencyS.mean!), stayS, { halfWidthMax: 0.02 });
  }, RUNS_MS_MAX);
});
