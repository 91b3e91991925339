// Method: a fork and join of two, whose formula is exact, must agree over several seeds, and a merge that hands on in another order must be named; of
// more branches, and of a router that looks at two lines, there are only approximations, which are held against what was measured within what is known of them.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import { knownFigures, namedFigures } from '../../../../simulations/experiments/figure-names';
import { MeasuredRun } from '../../../../simulations/experiments/measured-run';
import { replicatedTheory } from '../../../../simulations/experiments/replicated-theory';
import type { Report } from '../../../../simulations/experiments/report';
import type { LinkSpec, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { chain, change, startValid } from '../../../properties/kit';

/** Lines of one exponential worker each, between two stations. */
function between(head: StationSpec, tail: StationSpec, lines: number, ratePerS: number, rest: Partial<Scenario> = {}): Scenario {
  const { stations, ...scenario } = chain({ arrivals: { kind: 'poisson', ratePerS } }, { warmupS: 50, durationS: 6_000, ...rest });
  const numbers = Array.from({ length: lines }, (_, n) => n + 1);
  const links = numbers.flatMap((n): LinkSpec[] => [{ from: 'head', to: `line-${n}` }, { from: `line-${n}`, to: `desk-${n}` }, { from: `desk-${n}`, to: 'tail' }]);
  return {
    ...scenario,
    stations: {
      source: stations['source']!, head,
      ...Object.fromEntries(numbers.map((n) => [`line-${n}`, { kind: 'queue', capacityJobs: 'unbounded' }])),
      ...Object.fromEntries(numbers.map((n) => [`desk-${n}`, { kind: 'workers', workers: 1, service: { kind: 'exponential', meanS: 0.1 } }])),
      tail, ...(tail.kind === 'sink' ? {} : { end: stations['end']! }),
    },
    links: [{ from: 'source', to: 'head' }, ...links, ...(tail.kind === 'sink' ? [] : [{ from: 'tail', to: 'end' }])],
  };
}

const fork: StationSpec = { kind: 'fork', copies: 'all' };
const join: StationSpec = { kind: 'join', needed: 'unbounded' };

function reported(scenario: Scenario, seed = 1): Report {
  const run = new MeasuredRun(startValid(scenario, { seed }));
  run.advanceTo(Infinity);
  return run.report();
}

describe('a fork and join of two', () => {
  it('agrees by the time from the fork until all copies are back, and so does the whole', () => {
    for (const seed of [1, 2, 3]) {
      const { theory, theoryOfWhole, stations } = reported(between(fork, join, 2, 5), seed);
      const { model, agrees, why, compared } = theory['head>tail']!;
      expect({ model, agrees, why }, `seed ${seed}`).toEqual({ model: 'fork and join of two', agrees: true, why: '' });
      // (12 − ρ) / 8 of an M/M/1's time: Nelson and Tantawi (1988).
      expect(compared.meanStayS!.theory).toBeCloseTo((11.5 / 8) * 0.2, 12);
      expect(compared.meanStayS!.measured).toBeCloseTo((stations['head']!.meanJobs * 6_000) / stations['head']!.left, 12);
      expect(theoryOfWhole).toMatchObject({ agrees: true });
    }
  });

  it('is too early in a short run, and an assumption that is broken is named', () => {
    expect(reported(between(fork, join, 2, 9, { durationS: 300 })).theory['head>tail']).toMatchObject({ agrees: null, why: expect.stringMatching(/^too early: known to ±/) as string });
    expect(reported(between(fork, { ...join, order: 'fork' }, 2, 5, { durationS: 300 })).theory['head>tail']).toMatchObject({ agrees: null, compared: {}, why: expect.stringContaining('in the order of the fork') as string });
  });

  it('is compared over replications as well', () => {
    const scenario = between(fork, join, 2, 5, { durationS: 1_500 });
    const figures = Array.from({ length: 5 }, (_, r) => namedFigures(reported(scenario, r + 1), knownFigures(scenario)));
    const { model, agrees, compared } = replicatedTheory(scenario, catalog, figures)['head>tail']!;
    expect({ model, agrees }).toEqual({ model: 'fork and join of two', agrees: true });
    expect(compared.meanStayS!.batches).toBe(5);
  });
});

describe('over replications', () => {
  it('what was done in the warm-up is part of the system, what is done later is not', () => {
    const at = (...timeline: Scenario['timeline']): string[] => {
      const { model, why } = replicatedTheory(chain({ arrivals: { kind: 'poisson', ratePerS: 5 } }, { warmupS: 100, durationS: 1_000, timeline }), catalog, [])['line>desk']!;
      return [model, /more than one steady state/.exec(why)?.[0] ?? ''];
    };
    const two = change('stations.desk.workers', 2);
    const pause = { kind: 'pause', station: 'desk', forS: 1 };
    expect(at({ atS: 1, change: two })).toEqual(['M/M/2', '']);
    expect(at({ atS: 1, fault: pause }, { atS: 1_100, change: two })).toEqual(['M/M/1', '']);
    expect(at({ atS: 101, change: two })).toEqual(['', 'more than one steady state']);
    expect(at({ atS: 99.5, fault: pause })).toEqual(['', 'more than one steady state']);
  });
});

describe('what there is only an approximation for', () => {
  it('is shown beside the measured stay of a fork and join of four: Nelson and Tantawi’s is within 5 %', () => {
    const { agrees, compared, approximation } = reported(between(fork, join, 4, 5)).theory['head>tail']!;
    expect({ agrees, compared }).toEqual({ agrees: null, compared: {} });
    const { model, meanStayS, measuredMeanStayS } = approximation!;
    expect(model).toBe('Nelson–Tantawi');
    expect(Math.abs(measuredMeanStayS! / meanStayS! - 1)).toBeLessThan(0.05);
  });

  it('is shown beside the measured wait of two choices: its limit lies below, and not by half', () => {
    const two = between({ kind: 'router', choice: { kind: 'd-choices', choices: 2 } }, { kind: 'sink' }, 4, 28);
    const { agrees, approximation } = reported(two).theory['head']!;
    expect(agrees).toBeNull();
    expect(approximation!.measuredMeanWaitS! / approximation!.meanWaitS).toBeGreaterThan(1);
    expect(approximation!.measuredMeanWaitS! / approximation!.meanWaitS).toBeLessThan(1.5);
  });
});
