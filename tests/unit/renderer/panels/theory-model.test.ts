// Method: real runs of scenarios whose formula is known, measured as on the screen. Seeds are fixed. A gauge must agree where theory
// holds, must not where it is made wrong on purpose, must say "too early" before enough is known, and name what is broken.
import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { overload } from '../../../../simulations/library/overload';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { mmcMeanWaitS } from '../../../../simulations/theory/mmc';
import { curveModel, curveWords } from '../../../../renderer/panels/instruments/curve-model';
import { gaugeWords, offScaleWords, theoryGauges } from '../../../../renderer/panels/instruments/theory-model';
import { theoryTable } from '../../../../renderer/panels/instruments/theory-table';
import { judgeFigure } from '../../../../renderer/panels/instruments/verdict';
import { WindowStation } from '../../../../simulations/engine/frame';
import { measured } from '../run/measured';
import { recogniseWhole } from '../../../../simulations/theory/recognise-whole';
import { libraryScenarios } from '../../../../simulations/library';
import { catalog } from '../../../../simulations/catalog';

const at = (ratePerS: number, over: Partial<Scenario['stations'][string]> = {}): Scenario => ({
  ...boundedQueue,
  stations: {
    ...boundedQueue.stations,
    orders: { ...boundedQueue.stations['orders']!, arrivals: { kind: 'poisson', ratePerS } },
    inbox: { ...boundedQueue.stations['inbox']!, capacityJobs: 'unbounded' },
    pickers: { ...boundedQueue.stations['pickers']!, ...over },
  },
});
const gaugesOf = (scenario: Scenario, timeS: number, windowS = 1) => {
  const { run, measurements, goTo } = measured(scenario, { seed: 3, windowS });
  goTo(timeS);
  return { measurements, gauges: theoryGauges(measurements, run.scenario) };
};

describe('the gauges', () => {
  it('agree with M/M/4, for the line and for the whole, and say on how many jobs it rests', () => {
    const { gauges } = gaugesOf(at(70), 3000, 5);
    expect(gauges.map(({ key, model, verdict }) => [key, model, verdict])).toEqual([['whole', 'M/M/4', 'agrees'], ['inbox', 'M/M/4', 'agrees']]);
    const [wait] = gauges[1]!.rows;
    expect(wait!.theory).toBeCloseTo(mmcMeanWaitS({ arrivalPerS: 70, servicePerS: 25, servers: 4 }), 9);
    expect(wait!.n).toBeGreaterThan(200_000);
    expect(wait!.interval![0]).toBeLessThan(wait!.theory);
    expect(gaugeWords(gauges[1]!)).toMatch(/^Inbox → Pickers, M\/M\/4: agrees; mean wait .* ms in theory, .* ms measured over 20\d,\d{3} jobs; utilisation 70 % in theory/);
  });

  it('can be taken away as a table with every digit, its units, and why where there is no formula', () => {
    const { gauges } = gaugesOf(at(70), 300);
    const [head, ...rows] = theoryTable(gauges, 'measured since 20 s');
    const cells = rows.map((row) => Object.fromEntries<unknown>(row.map((cell, n) => [String(head![n]), cell])));
    expect(new Set(head).size).toBe(head!.length);
    expect(cells.map(({ of, model, figure, unit }) => [of, model, figure, unit])).toEqual([
      ['Whole system', 'M/M/4', 'mean latency', 's'], ['Inbox → Pickers', 'M/M/4', 'mean wait', 's'], ['Inbox → Pickers', 'M/M/4', 'utilisation', 'share'],
    ]);
    const wait = gauges[1]!.rows[0]!;
    expect(cells[1]).toMatchObject({ theory: wait.theory, measured: wait.measured, 'interval from': wait.interval![0], n: wait.n, 'measured since': '20 s', verdict: gauges[1]!.verdict });
    const [, none] = theoryTable([{ ...gauges[0]!, model: '', rows: [], verdict: 'assumption broken', why: 'it blocks' }], 'measured since 20 s');
    expect([none!.length, none!.slice(0, 5)]).toEqual([head!.length, ['Whole system', '', 'assumption broken', 'it blocks', '']]);
  });

  it('say of a value that lies off their scale that it does, and how far', () => {
    expect(offScaleWords({ theory: 2, measured: 2.9 })).toBe('');
    expect(offScaleWords({ theory: 2, measured: null })).toBe('');
    expect(offScaleWords({ theory: 0, measured: 0 })).toBe('');
    expect(offScaleWords({ theory: 0, measured: 1 })).toBe('off the scale');
    expect(offScaleWords({ theory: 2, measured: 0.4 })).toBe('off the scale, 0.2 times theory');
    const { gauges: [gauge] } = gaugesOf(at(99.5), 30);
    expect(gaugeWords(gauge!)).toMatch(/ measured over [\d,]+ jobs \(off the scale, 0\.\d+ times theory\)/);
  });

  it('know of no share above one', () => {
    const { gauges: [, line] } = gaugesOf(at(99.5), 30, 0.2);
    const { measured: share, interval } = line!.rows.find(({ key }) => key === 'utilisation')!;
    expect(interval![0]).toBeLessThan(share!);
    expect(interval![1]).toBe(1);
  });

  it('do not agree with a value that is a quarter off', () => {
    const { measurements } = gaugesOf(at(70), 3000, 5);
    const compare = (theory: number) => judgeFigure(measurements, {
      over: [{ station: 1, field: WindowStation.jobsNs }], under: [{ station: 2, field: WindowStation.arrived }], n: ['latencyN'], unit: 1e-9, theory,
    }).verdict;
    const right = mmcMeanWaitS({ arrivalPerS: 70, servicePerS: 25, servers: 4 });
    expect([compare(right), compare(right * 1.25), compare(right * 0.75)]).toEqual(['agrees', 'differs', 'differs']);
  });

  it('say that it is too early: in the warm-up, after it, and for how much longer', () => {
    expect(gaugesOf(at(70), 10).gauges[1]).toMatchObject({ verdict: 'too early', why: 'still warming up' });
    expect(gaugesOf(at(70), 25).gauges[1]).toMatchObject({ verdict: 'too early', why: 'there are too few windows of the run for an interval' });
    const { why } = gaugesOf(at(95), 400).gauges[1]!;
    expect(why).toMatch(/± 10 % takes about [\d.]+ times as long|settled|alike/);
  });

  it('do not hold it against a loss that is too rare to be seen that it was not seen, nor against workers who are hardly ever idle', () => {
    const shedding = (scenario: Scenario, capacityJobs: number): Scenario => (
      { ...scenario, stations: { ...scenario.stations, inbox: { ...scenario.stations['inbox']!, capacityJobs, whenFull: { kind: 'shed-newest' } } } }
    );
    const [line] = gaugesOf(shedding(at(60), 30), 2000, 5).gauges.slice(-1);
    expect(line).toMatchObject({ model: 'M/M/4/34', verdict: 'agrees' });
    expect(line!.rows.map(({ key }) => key)).not.toContain('lossShare');

    const [full] = gaugesOf(shedding(at(400), 20), 2000, 5).gauges.slice(-1);
    expect(full).toMatchObject({ model: 'M/M/4/24', verdict: 'agrees' });
    expect(full!.rows.find(({ key }) => key === 'utilisation')).toMatchObject({ measured: 1, verdict: 'agrees' });
  });

  it('name the assumption that is broken, and show an approximation without judging by it', () => {
    const [whole, line] = gaugesOf(at(70, { service: { kind: 'constant', meanS: 0.04 } }), 200).gauges;
    expect(line).toMatchObject({ model: '', verdict: 'assumption broken' });
    expect(line!.why).toContain('not exponential');
    expect(line!.rows[0]!.isApproximate).toBe(true);
    expect(whole).toMatchObject({ verdict: 'assumption broken' });
    expect(whole!.why).toContain('not exponential');
    expect(gaugesOf(overload, 60).gauges[1]!.verdict).toBe('assumption broken');
  });

  it('of the whole are what theory recognises, whatever the scenario', () => {
    const recognised = libraryScenarios.map(({ scenario }) => ({ scenario, whole: recogniseWhole(scenario, catalog) })).filter(({ whole }) => whole.figures !== null);
    expect(new Set(recognised.map(({ whole }) => whole.model)).size).toBeGreaterThan(2);
    for (const { scenario, whole } of recognised) {
      const [gauge] = gaugesOf(scenario, 1).gauges;
      expect(gauge).toMatchObject({ key: 'whole', model: whole.model });
      expect(gauge!.rows[0]!.theory).toBe(whole.figures!.latencyS.mean);
    }
  });

  it('do not trust an interval while an overload still drains away', () => {
    const { run, measurements, goTo } = measured(at(120), { seed: 3, windowS: 1 });
    goTo(300);
    const change = run.change({ path: 'stations.pickers.workers', value: 6 });
    if (!change.ok) throw new Error('refused');
    measurements.noteChange(change.value);
    goTo(800);
    expect(theoryGauges(measurements, run.scenario)[1]).toMatchObject({ model: 'M/M/6', verdict: 'too early' });
    const [wait] = theoryGauges(measurements, run.scenario)[1]!.rows;
    expect(wait!.measured! / wait!.theory).toBeGreaterThan(3);
    expect(wait).toMatchObject({ interval: null, why: 'it has not settled yet; to forget how it began, measure anew' });
  });

  it('measure anew after a change: the old system is not held against the new formula', () => {
    const { run, measurements, goTo } = measured(at(70), { seed: 3, windowS: 5 });
    goTo(500);
    const change = run.change({ path: 'stations.pickers.workers', value: 5 });
    if (!change.ok) throw new Error('refused');
    measurements.noteChange(change.value);
    goTo(520);
    expect(theoryGauges(measurements, run.scenario)[1]).toMatchObject({ model: 'M/M/5', verdict: 'too early' });
    goTo(4000);
    expect(theoryGauges(measurements, run.scenario)[1]).toMatchObject({ model: 'M/M/5', verdict: 'agrees' });
  });
});

describe('the curve', () => {
  it('runs through theory’s values at every load, and the point stands on it', () => {
    const { run, measurements, goTo } = measured(at(70), { seed: 3, windowS: 5, rollingS: 400 });
    goTo(2000);
    const { theory, now, trail, bounds } = curveModel(measurements, run.scenario, null)!;
    expect(theory!.points.length).toBe(40);
    for (const { load, timeS } of theory!.points) expect(timeS / (mmcMeanWaitS({ arrivalPerS: load * 100, servicePerS: 25, servers: 4 }) + 0.04)).toBeCloseTo(1, 6);
    const loads = theory!.points.map(({ load }) => load);
    expect(loads).toEqual(loads.toSorted((a, b) => a - b));
    expect(now!.load).toBeCloseTo(0.7, 1);
    expect(now!.timeS / (mmcMeanWaitS({ arrivalPerS: 70, servicePerS: 25, servers: 4 }) + 0.04)).toBeCloseTo(1, 0);
    expect(now!.n).toBeGreaterThan(25_000);
    expect(trail.length).toBeLessThanOrEqual(82);
    expect(bounds[0]).toBeLessThanOrEqual(0.04);
  });

  it('rests on no more time than has passed', () => {
    const { run, measurements, goTo } = measured(at(70), { seed: 3, windowS: 5, rollingS: 400 });
    goTo(60);
    expect(curveWords(curveModel(measurements, run.scenario, null)!)).toContain('in 60 s)');
  });

  it('says why there is no line of theory, and follows the system all the same', () => {
    const { run, measurements, goTo } = measured(at(70, { service: { kind: 'constant', meanS: 0.04 } }));
    goTo(60);
    const model = curveModel(measurements, run.scenario, null)!;
    expect(model.theory).toBeNull();
    expect(model.now).not.toBeNull();
    expect(curveWords(model)).toContain('not exponential');
  });

  it('is none where nobody works', () => {
    const { run, measurements } = measured(at(70));
    expect(curveModel(measurements, { ...run.scenario, stations: { done: { kind: 'sink' } }, links: [] }, null)).toBeNull();
  });
});
