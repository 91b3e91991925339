// Method: scenarios that satisfy a model, and each of their near misses, which must be told in a sentence that names what fails.
// For some of them a run of the engine shows that what is named is true, and that what is refused would have been wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import type { Catalog } from '../../../../simulations/engine/kind';
import { numberParam, type VariantValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';
import { md1MeanWaitS, mg1MeanWaitS } from '../../../../simulations/theory/mg1';
import { mmcMeanWaitS } from '../../../../simulations/theory/mmc';
import { mmckLossShare, mmckMeanWaitS } from '../../../../simulations/theory/mmck';
import { recogniseGroups, recogniseModels, type Recognised } from '../../../../simulations/theory/recognise';
import { someScenario } from '../scenario/random-scenario';
import { desk, expectFit, expectMiss, poisson, queue, recognise, regular, row, scenario, sink, traced } from './recognise-kit';

describe('one line', () => {
  it('M/M/1 and M/M/c', () => {
    const one = recognise(row({}));
    expectFit(one, 'M/M/1');
    expect(one.figures!.waitS.mean).toBeCloseTo(0.4, 12);
    expect(one.figures!.timeInSystemS.p50).toBeCloseTo(Math.LN2 / 2, 10);
    const four = recognise(row({ source: poisson(90), desk: desk(4, 0.04) }));
    expectFit(four, 'M/M/4');
    expect(four.figures!.waitS.mean).toBeCloseTo(mmcMeanWaitS({ arrivalPerS: 90, servicePerS: 25, servers: 4 }), 12);
    expect(four.waitAt).toEqual(['line']);
  });

  it('values that the file leaves out are the declared ones', () => {
    expectFit(recognise(row({ source: { kind: 'producer' }, desk: { kind: 'workers' }, line: { kind: 'queue' } })), 'M/M/4');
  });

  it('M/M/c/K counts the workers among the places', () => {
    const found = recognise(row({ source: poisson(130), line: queue(20, 'shed-newest'), desk: desk(4, 0.04) }));
    expectFit(found, 'M/M/4/24');
    const model = { arrivalPerS: 130, servicePerS: 25, servers: 4, places: 24 };
    expect(found.figures!.lossShare).toBeCloseTo(mmckLossShare(model), 13);
    expect(found.figures!.waitS.mean).toBeCloseTo(mmckMeanWaitS(model), 13);
  });

  it('without waiting places it is Erlang’s loss system, whatever the service time', () => {
    expectFit(recognise(row({ line: queue(0, 'shed-newest'), desk: desk(2, 0.1) })), 'M/M/2/2');
    const constant = recognise(row({ line: queue(0, 'shed-newest'), desk: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 0.1 } } }));
    expectFit(constant, 'M/G/2/2');
    expect(constant.figures!.lossShare).toBeCloseTo((0.8 ** 2 / 2) / (1 + 0.8 + 0.8 ** 2 / 2), 13);
  });

  it('M/D/1 and M/G/1', () => {
    const clockwork = recognise(row({ desk: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 } } }));
    expectFit(clockwork, 'M/D/1');
    expect(clockwork.figures!.waitS.mean).toBeCloseTo(md1MeanWaitS({ arrivalPerS: 8, serviceMeanS: 0.1 }), 13);
    expect(clockwork.figures!.waitS.p99).toBeGreaterThan(clockwork.figures!.waitS.mean);
    const general = recognise(row({ desk: { kind: 'workers', workers: 1, service: { kind: 'lognormal', meanS: 0.1, cv: 2 } } }));
    expectFit(general, 'M/G/1');
    expect(general.figures!.waitS).toMatchObject({ mean: expect.closeTo(mg1MeanWaitS({ arrivalPerS: 8, serviceMeanS: 0.1, serviceCv: 2 }), 12), p99: null });
  });

  it('goes by what the service times are, not by their name', () => {
    const served = (workers: number, service: VariantValue): Recognised => recognise(row({ desk: { kind: 'workers', workers, service } }));
    expectFit(served(3, { kind: 'erlang', meanS: 0.1, phases: 1 }), 'M/M/3');
    expectFit(served(3, { kind: 'gamma', meanS: 0.1, cv: 1 }), 'M/M/3');
    expectMiss(served(3, { kind: 'erlang', meanS: 0.1, phases: 2 }), 'service times are not exponential (“Erlang”)');
    expectFit(served(1, { kind: 'erlang', meanS: 0.1, phases: 2 }), 'M/G/1');
    for (const service of [{ kind: 'lognormal', meanS: 0.1, cv: 1 }, { kind: 'gamma', meanS: 0.1, cv: 0.99 }]) expectMiss(served(3, service), 'not exponential');
  });

  it('service "from the trace" is exponential where no trace comes', () => {
    expectFit(recognise(row({ desk: { kind: 'workers', workers: 3, service: { kind: 'own-demand', meanS: 0.1 } } })), 'M/M/3');
  });

  it('workers that a source feeds directly, and waits for outside, are a line too', () => {
    const found = recognise(scenario({ source: poisson(8), desk: desk(1, 0.1), end: sink }, ['source > desk > end']), 'source>desk');
    expectFit(found, 'M/M/1');
    expect(found.waitAt).toEqual(['source']);
  });
});

describe('the figures, by hand', () => {
  it('M/M/1/2 at λ = μ: no, one and two jobs inside for a third of the time each', () => {
    const { figures } = recognise(row({ source: poisson(10), line: queue(1, 'shed-newest') }));
    // A third is lost. Of those let in half find nobody, half wait 1/μ; one waits for a third of the time.
    const expected = { lossShare: 1 / 3, throughputPerS: 20 / 3, utilisation: 2 / 3, shareThatWaits: 1 / 2, meanWaitingJobs: 1 / 3, meanJobs: 1 };
    for (const [name, value] of Object.entries(expected)) expect(figures![name as keyof typeof expected]).toBeCloseTo(value, 12);
    expect(figures!.waitS.mean).toBeCloseTo(0.05, 13);
    expect(figures!.timeInSystemS.mean).toBeCloseTo(0.15, 13);
  });

  it('M/M/1 and M/G/1 at ρ = 0.8: four fifths wait, and Little holds', () => {
    for (const service of [{ kind: 'exponential', meanS: 0.1 }, { kind: 'lognormal', meanS: 0.1, cv: 1 }]) {
      const { figures } = recognise(row({ desk: { kind: 'workers', workers: 1, service } }));
      const expected = { lossShare: 0, throughputPerS: 8, utilisation: 0.8, shareThatWaits: 0.8, meanWaitingJobs: 3.2, meanJobs: 4 };
      for (const [name, value] of Object.entries(expected)) expect(figures![name as keyof typeof expected]).toBeCloseTo(value, 12);
    }
  });

  it('loss without waiting: who gets in is served at once', () => {
    const { figures } = recognise(row({ line: queue(0, 'shed-newest') }));
    expect(figures).toMatchObject({ shareThatWaits: 0, waitS: { mean: 0, p99: 0 }, meanWaitingJobs: 0 });
    expect(figures!.timeInSystemS.p50).toBeCloseTo(0.1 * Math.LN2, 12);
    expect(figures!.meanJobs).toBeCloseTo(0.8 / 1.8, 12);
  });
});

describe('kinds that the formulas do not know', () => {
  const future: Catalog = {
    links: catalog.links,
    faults: catalog.faults,
    stations: [
      ...catalog.stations.map((each) => (each.kind === 'queue' ? { ...each, params: { ...each.params, temper: numberParam({ label: 'Temper', help: '', unit: 's', min: 0, max: 9, initial: 0 }) } } : each)),
      { ...catalog.stations.find(({ kind }) => kind === 'queue')!, kind: 'tollgate', label: 'Tollgate', params: {} },
    ],
    families: {
      ...catalog.families,
      discipline: ['fifo', 'lifo', 'shortest-first'].map((kind) => ({ ...catalog.families.discipline[0]!, kind, label: kind })),
      arrivals: [...catalog.families.arrivals, { ...catalog.families.arrivals[0]!, kind: 'bursts', label: 'Bursts' }],
    },
  };
  const found = (given: Scenario): Recognised => recogniseModels(given, future)['line>desk']!;

  it('an order that does not look at the service time keeps the means, not the percentiles; another one keeps nothing', () => {
    const lifo = found(row({ line: { ...queue(), discipline: { kind: 'lifo' } } }));
    expectFit(lifo, 'M/M/1');
    expect(lifo.figures).toMatchObject({ waitS: { mean: expect.closeTo(0.4, 12), p50: null, p99: null }, timeInSystemS: { p99: null } });
    expectMiss(found(row({ line: { ...queue(), discipline: { kind: 'shortest-first' } } })), '“line” does not serve first come first served: who is next depends on “shortest-first”');
  });

  it('parameters and links of which they know nothing, once they are set', () => {
    expectFit(found(row({ line: { ...queue(), temper: 0 } })), 'M/M/1');
    expectMiss(found(row({ line: { ...queue(), temper: 2 } })), '“line” has something that no formula here knows: temper');
    const slow = row({});
    const links = slow.links.map((link) => (link.to === 'line' ? { ...link, colour: 1 } : link));
    expectMiss(found({ ...slow, links }), /^the link from “source” to “line” has something that no formula here knows$/);
  });

  it('other arrivals, stations and endless variance', () => {
    expectMiss(found(row({ source: { kind: 'producer', arrivals: { kind: 'bursts', ratePerS: 8 } } })), 'arrivals are not Poisson: those of “source” are “Bursts”');
    expectMiss(found(row({ desk: { kind: 'workers', workers: 1, service: { kind: 'pareto', meanS: 0.1, shape: 1.5 } } })), 'no finite variance');
    const routed = scenario({ source: poisson(1), r: { kind: 'tollgate' }, line: queue(), desk: desk(1, 0.1), r2: { kind: 'tollgate' }, end: sink }, ['source > r > line > desk > r2 > end']);
    expectMiss(found(routed), 'no formula for “line” behind a Tollgate (“r”)', '“desk” can be held up: “r2” (Tollgate) may make it wait');
    const ledAstray = scenario({ source: poisson(1), line: queue(), desk: desk(1, 0.1), r: { kind: 'tollgate' }, end: sink }, ['source > line > desk > end', 'line > r > end']);
    expectMiss(found(ledAstray), '“line” leads to “r”, which serves nobody itself (Tollgate)');
  });

  it('passed on by a queue that itself has something special', () => {
    const given = scenario({ source: poisson(8), first: { ...queue(), temper: 1 }, line: queue(), desk: desk(1, 0.1), end: sink }, ['source > first > line > desk > end']);
    expectMiss(found(given), '“first” has something that no formula here knows: temper');
  });
});

describe('near misses', () => {
  it('arrivals', () => {
    expectMiss(recognise(row({ source: { ...regular(8), label: 'Orders' } })), /^arrivals are not Poisson: those of “Orders” come regularly$/);
    expectMiss(recognise(row({ source: traced })), 'the arrivals of “source” come from a recorded trace and are not known to be Poisson');
    expectMiss(recognise(row({ source: poisson(0) })), 'nothing comes to “line”');
  });

  it('service', () => {
    const constant = { kind: 'constant', meanS: 0.1 };
    expectMiss(recognise(row({ desk: { kind: 'workers', workers: 2, service: constant } })), 'service times are not exponential (“Constant”), and with more than one worker');
    expectMiss(recognise(row({ line: queue(5, 'shed-newest'), desk: { kind: 'workers', workers: 1, service: constant } })), 'which M/M/c/K needs');
    expectMiss(recognise(row({ desk: desk(0, 0.1) })), 'there is no worker');
  });

  it('overload is named with its numbers; with loss there is a steady state all the same', () => {
    const found = recognise(row({ source: poisson(130), desk: desk(4, 0.04) }));
    expect(found).toMatchObject({ model: 'M/M/4', figures: null, why: 'λ = 130 ≥ cμ = 100 per second: no steady state, the line grows without end' });
    expect(recognise(row({ source: poisson(10) })).why).toMatch(/no steady state/);
    expectFit(recognise(row({ source: poisson(130), line: queue(3, 'shed-newest') })), 'M/M/1/4');
    // As good as endless, or more than is worth computing.
    expectFit(recognise(row({ line: queue(1_000_000_000, 'shed-newest') })), 'M/M/1');
    expectMiss(recognise(row({ source: poisson(130), line: queue(1_000_000_000, 'shed-newest') })), 'more places than are computed with');
  });

  it('who makes way when the line is full', () => {
    expectMiss(recognise(row({ line: queue(5, 'shed-oldest') })), /when “line” is full, “Shed oldest” decides who goes: M\/M\/c\/K turns the newcomer away/);
  });

  it('blocked, not lost: where jobs wait outside the wait counts from there', () => {
    const found = recognise(row({ line: queue(5) }));
    expectFit(found, 'M/M/1');
    expect(found.note).toMatch(/^jobs are blocked, not lost, when “line” is full \(M\/M\/c\/K would lose them\); they wait at “source”/);
    expect(found.waitAt).toEqual(['source', 'line']);
    expect(recognise(row({ line: queue(1000) }))).toMatchObject({ model: 'M/M/1', note: '', waitAt: ['line'] });
    const takingTurns = scenario({ a: poisson(4), b: poisson(4), line: queue(2), desk: desk(1, 0.1), end: sink }, ['a > line > desk > end', 'b > line']);
    expect(recognise(takingTurns)).toMatchObject({ model: 'M/M/1', waitAt: ['a', 'b', 'line'], figures: { waitS: { mean: expect.closeTo(0.4, 12), p99: null } } });
    expectMiss(recognise(row({ source: { ...poisson(8), whenBlocked: 'stop-making' }, line: queue(5) })), '“source” stops making jobs while it is blocked');
    expectFit(recognise(row({ source: { ...poisson(8), whenBlocked: 'stop-making' }, line: queue(1000) })), 'M/M/1');
  });

  it('a timeline makes more than one steady state, unless it changes what does not matter here', () => {
    const timeline = [{ atS: 40, change: { path: 'stations.source.arrivals.ratePerS', value: 9 } }];
    expectMiss(recognise(row({}, { timeline })), 'the timeline changes “source” at 40 s');
    const stations = { a: poisson(1), b: queue(), c: desk(1, 0.1), end: sink, source: poisson(8), line: queue(), desk: desk(1, 0.1) };
    expectFit(recognise(scenario(stations, ['a > b > c > end', 'source > line > desk > end'], { timeline }), 'b>c'), 'M/M/1');
  });

  it('says all that fails', () => {
    expectMiss(recognise(row({ source: regular(8), line: queue(5, 'shed-oldest') })), 'come regularly; ', 'decides who goes');
  });
});

describe('upstream and downstream', () => {
  const tandem = (second: StationSpec = queue(), first: StationSpec = desk(1, 0.1), front: StationSpec = queue()): Scenario =>
    scenario({ source: poisson(8), line: front, desk: first, line2: second, desk2: desk(3, 0.3), end: sink }, ['source > line > desk > line2 > desk2 > end']);

  it('Burke: the second of two is M/M/c too', () => {
    expectFit(recognise(tandem(), 'line>desk'), 'M/M/1');
    const second = recognise(tandem(), 'line2>desk2');
    expectFit(second, 'M/M/3');
    expect(second.figures!.arrivalPerS).toBe(8);
    expectFit(recognise(tandem(queue(10, 'shed-newest')), 'line2>desk2'), 'M/M/3/13');
  });

  it('but not behind other service times, losses, overload, or something that is itself no M/M/c', () => {
    const constant = tandem(queue(), { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.1 } });
    expectFit(recognise(constant), 'M/D/1');
    expectMiss(recognise(constant, 'line2>desk2'), /^what “desk” sends on is not known to be Poisson, because its service times are not exponential$/);
    expectMiss(recognise(tandem(queue(), desk(1, 0.1), queue(5, 'shed-newest')), 'line2>desk2'), 'because “line” loses jobs');
    expectMiss(recognise(tandem(queue(), desk(1, 0.2)), 'line2>desk2'), 'because more comes to “line” than its workers can do');
    const clockwork = { ...tandem(), stations: { ...tandem().stations, source: regular(8) } };
    expectMiss(recognise(clockwork, 'line2>desk2'), 'what “desk” sends on is not known to be Poisson, because there arrivals are not Poisson: those of “source” come regularly');
  });

  it('a short line behind that blocks spoils both; one that is never full in practice does not', () => {
    const short = tandem(queue(5));
    expectMiss(recognise(short, 'line>desk'), '“desk” can be held up: “line2” blocks when it is full');
    expectMiss(recognise(short, 'line2>desk2'), 'jobs are blocked, not lost, when “line2” is full: M/M/c/K loses them');
    // Full for a ten-thousandth of the time is too often.
    expectMiss(recognise(tandem(queue(40)), 'line>desk'), '“line2” blocks when it is full');
    // Clumps may fill what a Poisson stream would not.
    const clumps = { kind: 'workers', workers: 1, service: { kind: 'hyperexponential', meanS: 0.1, cv: 3 } };
    expectMiss(recognise(tandem(queue(500), clumps), 'line>desk'), '“line2” blocks when it is full');
    expectFit(recognise(tandem(queue(), clumps), 'line>desk'), 'M/G/1');
    const long = tandem(queue(500));
    expectFit(recognise(long, 'line>desk'), 'M/M/1');
    expectFit(recognise(long, 'line2>desk2'), 'M/M/3');
    const workersBehind = scenario({ source: poisson(8), line: queue(), desk: desk(1, 0.1), desk2: desk(1, 0.1), end: sink }, ['source > line > desk > desk2 > end']);
    expectMiss(recognise(workersBehind), '“desk” can be held up: “desk2” takes a job only when a worker is free');
  });

  it('independent Poisson streams merge into one; a clockwork one spoils it', () => {
    const merge = (second: StationSpec): Scenario => scenario(
      { a: poisson(5), b: second, line: queue(), desk: desk(1, 0.1), end: sink }, ['a > line > desk > end', 'b > line'],
    );
    const found = recognise(merge(poisson(3)));
    expectFit(found, 'M/M/1');
    expect(found.figures!.arrivalPerS).toBe(8);
    expectMiss(recognise(merge(regular(3))), /^arrivals are not Poisson: those of “b” come regularly$/);
    expectFit(recognise(merge(regular(0))), 'M/M/1');
    const after = scenario(
      { a: poisson(5), line: queue(), desk: desk(1, 0.1), b: poisson(2), line2: queue(), desk2: desk(1, 0.1), end: sink },
      ['a > line > desk > line2 > desk2 > end', 'b > line2'],
    );
    expect(recognise(after, 'line2>desk2')).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 7 } });
  });

  it('equal workers behind one line are one pool; unequal ones, or two lines for one, are no model of ours', () => {
    const fan = (second: StationSpec): Scenario => scenario(
      { source: poisson(15), line: queue(), desk: desk(1, 0.1), desk2: second, line3: queue(), desk3: desk(2, 0.1), end: sink },
      ['source > line > desk > line3 > desk3 > end', 'line > desk2 > line3'],
    );
    expectFit(recognise(fan(desk(1, 0.1)), 'line>desk'), 'M/M/2');
    expectFit(recognise(fan(desk(1, 0.1)), 'line>desk2'), 'M/M/2');
    expect(recognise(fan(desk(1, 0.1)), 'line3>desk3')).toMatchObject({ model: 'M/M/2', figures: { arrivalPerS: 15 } });
    expectMiss(recognise(fan(desk(1, 0.2))), 'the workers behind “line” are not equal');

    const parted = scenario(
      { source: poisson(15), line: queue(), desk: desk(1, 0.1), desk2: desk(1, 0.1), line3: queue(), desk3: desk(2, 0.1), end: sink },
      ['source > line > desk > line3 > desk3 > end', 'line > desk2 > end'],
    );
    expectMiss(recognise(parted, 'line3>desk3'), '“line” gives its jobs to whoever is free, so what “desk” alone sends on is not Poisson');
    const twoLines = scenario({ a: poisson(1), b: poisson(2), line: queue(), line2: queue(), desk: desk(1, 0.1), end: sink }, ['a > line > desk > end', 'b > line2 > desk']);
    expectMiss(recognise(twoLines), '“desk” serves more than one line');
  });

  it('circles are seen and end', () => {
    const circle = scenario({ source: poisson(1), line: queue(), desk: desk(1, 0.1), line2: queue(3), desk2: desk(1, 0.1) }, ['source > line > desk > line2 > desk2 > line']);
    expectMiss(recognise(circle), 'jobs can come round to “line” again');
    expectMiss(recognise(circle, 'line2>desk2'), /no Jackson network: jobs that come to “\w+” never leave again/);
    // What goes round has no end: no line in a circle is long enough.
    const long = { ...circle, stations: { ...circle.stations, line2: queue(100_000) } };
    expectMiss(recognise(long), '“desk” can be held up: “line2” blocks when it is full');
  });

  it('a queue in front of a queue that has room for all passes its stream on', () => {
    const two = (second: StationSpec): Scenario => scenario({ source: poisson(8), first: queue(), line: second, desk: desk(1, 0.1), end: sink }, ['source > first > line > desk > end']);
    expectFit(recognise(two(queue())), 'M/M/1');
    expectMiss(recognise(two(queue(2))), '“first” hands a job on only when “line” has room');
    const shared = scenario(
      { source: poisson(8), first: queue(), line: queue(), desk: desk(1, 0.1), line2: queue(), desk2: desk(1, 0.1), end: sink },
      ['source > first > line > desk > end', 'first > line2 > desk2 > end'],
    );
    expectMiss(recognise(shared), '“first” shares its jobs out by who has room');
  });
});

describe('approximations are given where there is no formula, and only as such', () => {
  it('Kingman for clockwork arrivals, Allen–Cunneen for several workers', () => {
    const dm1 = recognise(row({ source: regular(8) })).approximation!;
    expect(dm1).toMatchObject({ model: 'Kingman', meanWaitS: expect.closeTo(0.2, 10), caveat: expect.stringContaining('approximation') });
    const mdc = recognise(row({ desk: { kind: 'workers', workers: 2, service: { kind: 'constant', meanS: 0.2 } } })).approximation!;
    expect(mdc).toMatchObject({ model: 'Allen–Cunneen', meanWaitS: expect.closeTo(mmcMeanWaitS({ arrivalPerS: 8, servicePerS: 5, servers: 2 }) / 2, 10) });
    for (const none of [row({}), row({ source: traced }), row({ source: regular(20) }), row({ source: regular(8), line: queue(5, 'shed-newest') })]) {
      expect(recognise(none).approximation).toBeNull();
    }
  });
});

describe('any scenario', () => {
  it('is answered: figures that are numbers, or a reason', () => {
    fc.assert(fc.property(someScenario, (given) => {
      for (const { figures, why, model, waitAt } of Object.values(recogniseModels(given, catalog))) {
        expect(figures === null).toBe(why !== '');
        expect(waitAt.every((id) => id in given.stations)).toBe(true);
        if (figures === null) continue;
        expect(model).not.toBe('');
        for (const value of [figures.throughputPerS, figures.waitS.mean, figures.meanJobs, figures.utilisation]) expect(Number.isFinite(value)).toBe(true);
        expect(figures.utilisation).toBeLessThanOrEqual(1 + 1e-9);
      }
    }), { seed: 20_261_122, numRuns: 500 });
  });

  it('a long row of short lines and a wide one of pools are answered at once', () => {
    const stations: Record<string, StationSpec> = { source: poisson(8) };
    let way = 'source';
    const ways: string[] = [];
    for (let n = 0; n < 300; n++) {
      Object.assign(stations, { [`q${n}`]: queue(300), [`a${n}`]: desk(1, 0.2), [`b${n}`]: desk(1, 0.2) });
      ways.push(`${way} > q${n} > a${n}`, `q${n} > b${n}`, ...(n === 0 ? [] : [`b${n - 1} > q${n}`]));
      way = `a${n}`;
    }
    stations['end'] = sink;
    const found = recogniseModels(scenario(stations, [...ways, 'a299 > end', 'b299 > end']), catalog);
    expect(Object.values(found).map(({ model }) => model)).toEqual(Array.from({ length: 600 }, () => 'M/M/2'));
  });
});

describe('against the engine', () => {
  it('the wait counts where `waitAt` says: Little over queue and source', () => {
    const given = row({ source: poisson(8), line: queue(2) }, { warmupS: 500, durationS: 40_000 });
    const started = startRun(given);
    if (!started.ok) throw new Error(JSON.stringify(started.problems));
    started.value.advanceTo(Infinity);
    const { stations, throughputPerS } = reportOf(started.value);
    const { waitAt, figures } = recognise(given);
    const measured = waitAt.reduce((sum, id) => sum + stations[id]!.meanJobs, 0) / throughputPerS;
    expect(measured / figures!.waitS.mean).toBeCloseTo(1, 1);
    expect(stations['line']!.meanJobs / throughputPerS).toBeLessThan(0.7 * figures!.waitS.mean);
  });

  it('the library: each scenario is recognised, or said why not', () => {
    const found = Object.fromEntries(libraryScenarios.map(({ id, scenario: each }) => [id, recogniseModels(each, catalog)]));
    expect(found['bounded-queue']!['inbox>pickers']).toMatchObject({ model: 'M/M/4', why: '' });
    expect(found['overload']!['inbox>pickers']).toMatchObject({ model: 'M/M/4', figures: null, why: expect.stringContaining('λ = 130 ≥ cμ = 100') });
    expect(found['trace-replay']!['line>agents']!.why).toMatch(/recorded trace/);
    for (const pairs of Object.values(found)) for (const { figures, why } of Object.values(pairs)) expect(figures === null).toBe(why !== '');
  });

  it('the library: no reason is given twice, by itself and as what holds up another', () => {
    for (const { id, scenario: each } of libraryScenarios) {
      for (const { why } of [...Object.values(recogniseModels(each, catalog)), ...Object.values(recogniseGroups(each, catalog))]) {
        const reasons = why.split('; ');
        expect(reasons.filter((one, at) => reasons.some((other, n) => n !== at && (one === other || one.endsWith(`: ${other}`)))), id).toEqual([]);
      }
    }
    const { stations, links } = libraryScenarios.find(({ id }) => id === 'fan-in-fan-out')!.scenario;
    const { why } = recogniseGroups({ ...libraryScenarios[0]!.scenario, stations, links }, catalog)['fan-out>merge']!;
    expect(why.match(/copies/g)).toHaveLength(1);
    expect(why).toMatch(/^“Fan-out” has something that no formula here knows: copies: one branch; /);
  });
});
