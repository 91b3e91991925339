// Method: as in recognise.test.ts, for stations beyond one line: delays, impatience, priorities, sharing, routers, circles, forks, closed networks.
import { describe, expect, it } from 'vitest';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { JobClass, Scenario, StationSpec } from '../../../../simulations/scenario/scenario';
import { closedNetwork } from '../../../../simulations/theory/closed-network';
import { erlangAFigures } from '../../../../simulations/theory/erlang-a';
import { forkJoinMeanTimeInSystemS } from '../../../../simulations/theory/fork-join';
import { mmcMeanTimeInSystemS, mmcMeanWaitS } from '../../../../simulations/theory/mmc';
import { powerOfDMeanTimeInSystemS } from '../../../../simulations/theory/power-of-d';
import { priorityMeanWaitsS } from '../../../../simulations/theory/priority';
import type { Recognised } from '../../../../simulations/theory/recognise';
import { futureCatalog } from './future-catalog';
import { desk, expectFit, expectMiss, poisson, queue, recognise as recogniseBy, regular, row, scenario, served, sink } from './recognise-kit';

const recognise = (given: Scenario, part = 'line>desk'): Recognised => recogniseBy(given, part, futureCatalog);
const exponential = (meanS: number): VariantValue => ({ kind: 'exponential', meanS });
const delay = (time: VariantValue): StationSpec => ({ kind: 'delay', time });
const router = (choice: VariantValue = { kind: 'random' }): StationSpec => ({ kind: 'router', choice });
const fork: StationSpec = { kind: 'fork' };
const join = (parts: Readonly<Record<string, string | number>> = {}): StationSpec => ({ kind: 'join', ...parts });

describe('delays: M/M/∞ and M/G/∞', () => {
  const found = (time: VariantValue, source = poisson(8)): Recognised => recognise(scenario({ source, net: delay(time), end: sink }, ['source > net > end']), 'net');

  it('only the mean counts for how many are on their way; the time is what it is', () => {
    const net = found(exponential(0.5));
    expectFit(net, 'M/M/∞');
    expect(net.figures).toMatchObject({ meanJobs: 4, lossShare: 0, waitS: { mean: 0, p99: 0 }, timeInSystemS: { mean: 0.5 } });
    expect(net.figures!.timeInSystemS.p50).toBeCloseTo(0.5 * Math.LN2, 12);
    expectFit(found({ kind: 'lognormal', meanS: 0.5, cv: 3 }), 'M/G/∞');
    expectMiss(found(exponential(0.5), regular(8)), 'come regularly');
  });

  it('what leaves is Poisson again, whatever the time', () => {
    const given = scenario({ source: poisson(8), net: delay({ kind: 'constant', meanS: 3 }), line: queue(), desk: desk(1, 0.1), end: sink }, ['source > net > line > desk > end']);
    expectFit(recognise(given), 'M/M/1');
    const clockwork = { ...given, stations: { ...given.stations, source: regular(8) } };
    expectMiss(recognise(clockwork), 'come regularly');
    expect(recognise(clockwork).approximation).toBeNull();
  });

  it('a delay that is held up behind is none', () => {
    const given = scenario({ source: poisson(8), net: delay(exponential(1)), line: queue(2), desk: desk(1, 0.1), end: sink }, ['source > net > line > desk > end']);
    expectMiss(recognise(given, 'net'), '“net” can be held up: “line” blocks when it is full');
    expectMiss(recognise(given), 'jobs are blocked, not lost');
  });

  it('and one of endless mean is unknown', () => {
    expectMiss(found({ kind: 'tollgate' }), 'no formula knows how long “net” takes');
  });
});

describe('impatience: M/M/c+M', () => {
  const impatient = (time: VariantValue, parts = {}): StationSpec => ({ ...queue(), patience: { kind: 'drawn', time }, ...parts });
  const model = { arrivalPerS: 130, servicePerS: 25, servers: 4, patienceMeanS: 0.2 };
  const overloaded = (line: StationSpec): Recognised => recognise(row({ source: poisson(130), line, desk: desk(4, 0.04) }));

  it('is steady at every load', () => {
    const found = overloaded(impatient(exponential(0.2)));
    expectFit(found, 'M/M/4+M');
    const expected = erlangAFigures(model);
    expect(found.figures!.lossShare).toBeCloseTo(expected.shareThatLeaves, 13);
    expect(found.figures!.waitS.mean).toBeCloseTo(expected.meanWaitOfServedS, 13);
    expect(found.figures!.throughputPerS).toBeLessThan(100);
    expectFit(overloaded(impatient({ kind: 'erlang', meanS: 0.2, phases: 1 })), 'M/M/4+M');
    expectFit(overloaded(impatient(exponential(0.2), { capacityJobs: 100 })), 'M/M/4+M');
  });

  it('but not off by one assumption', () => {
    expectMiss(overloaded(impatient({ kind: 'constant', meanS: 0.2 })), 'the patience of those who wait at “line” is not exponential (“Constant”)');
    expectMiss(overloaded(impatient(exponential(0.2), { discipline: { kind: 'lifo' } })), 'M/M/c+M serves first come first served');
    expectMiss(overloaded(impatient(exponential(0.2), { capacityJobs: 10 })), 'jobs leave “line” by themselves, and M/M/c+M has room for all');
    expectMiss(overloaded(impatient(exponential(0.2), { capacityJobs: 10, whenFull: { kind: 'shed-newest' } })), 'M/M/c+M has room for all');
    expectMiss(recognise(row({ line: impatient(exponential(1)), desk: served(1, { kind: 'constant', meanS: 0.1 }) })), 'which M/M/c+M needs');
  });

  it('who leaves spoils the stream behind', () => {
    const given = scenario(
      { source: poisson(8), line: impatient(exponential(1)), desk: desk(1, 0.1), line2: queue(), desk2: desk(1, 0.1), end: sink }, ['source > line > desk > line2 > desk2 > end'],
    );
    expectMiss(recognise(given, 'line2>desk2'), 'because jobs leave “line” by themselves');
  });
});

describe('priorities', () => {
  const classes: Record<string, JobClass> = { gold: { share: 1, priority: 5 }, rest: { share: 3, priority: 0 }, also: { share: 0.5, priority: 0 }, none: { share: 0, priority: 9 } };
  const line: StationSpec = { ...queue(), discipline: { kind: 'priority' } };
  const found = (parts: Parameters<typeof row>[0] = {}, given = classes): Recognised => recognise(row({ source: poisson(9), line, ...parts }, { classes: given }));

  it('each class has its own wait; the mean over all is that without priorities', () => {
    const one = found();
    expectFit(one, 'M/M/1 with priorities');
    const [gold, rest] = priorityMeanWaitsS([2, 7].map((arrivalPerS) => ({ arrivalPerS, serviceMeanS: 0.1, serviceCv: 1 })));
    expect(Object.keys(one.classes!)).toEqual(['gold', 'rest', 'also']);
    expect(one.classes!['gold']!.meanWaitS).toBeCloseTo(gold!, 13);
    expect(one.classes!['also']).toMatchObject({ arrivalPerS: 1, meanWaitS: expect.closeTo(rest!, 12), meanTimeInSystemS: expect.closeTo(rest! + 0.1, 12) });
    expect(one.figures).toMatchObject({ waitS: { mean: expect.closeTo((2 * gold! + 7 * rest!) / 9, 12), p99: null } });
    expectFit(found({ desk: desk(3, 0.3) }), 'M/M/3 with priorities');
    expectFit(found({ desk: served(1, { kind: 'constant', meanS: 0.1 }) }), 'M/G/1 with priorities');
  });

  it('one importance alone is first come, first served', () => {
    const one = found({}, { a: { share: 1, priority: 2 }, b: { share: 1, priority: 2 } });
    expectFit(one, 'M/M/1');
    expect(one.figures!.waitS.p99).not.toBeNull();
    expect(one.classes).toBeNull();
  });

  it('in overload the important ones have a steady state, the others wait for ever', () => {
    const over = found({ source: poisson(18) });
    expect(over).toMatchObject({ model: 'M/M/1 with priorities', figures: null, why: expect.stringContaining('no steady state') });
    expect(over.classes!['gold']!.meanWaitS).toBeCloseTo(0.1 / 0.6, 12);
    expect(over.classes!['rest']!.meanWaitS).toBe(Infinity);
  });

  it('with general service and several workers, places or patience there is none; a short line keeps its total', () => {
    expectMiss(found({ desk: served(2, { kind: 'constant', meanS: 0.1 }) }), 'with more than one worker only M/M/c is known');
    const short = found({ line: { ...line, capacityJobs: 5, whenFull: { kind: 'shed-newest' } } });
    expectFit(short, 'M/M/1/6');
    expect(short).toMatchObject({ classes: null, figures: { timeInSystemS: { p99: null } } });
    const outside = found({ line: { ...line, capacityJobs: 5 } });
    expectFit(outside, 'M/M/1');
    expect(outside).toMatchObject({ classes: null, figures: { waitS: { p99: null } } });
  });

  it('behind a line with priorities the classes do not come independently', () => {
    const given = scenario(
      { source: poisson(8), line, desk: desk(1, 0.1), line2: line, desk2: desk(1, 0.1), end: sink }, ['source > line > desk > line2 > desk2 > end'], { classes },
    );
    const second = recognise(given, 'line2>desk2');
    expectFit(second, 'M/M/1');
    expect(second).toMatchObject({ classes: null, figures: { waitS: { p99: null } } });
    const plain = { ...given, stations: { ...given.stations, line: queue() } };
    expectFit(recognise(plain, 'line2>desk2'), 'M/M/1 with priorities');
  });

  it('an order that looks at the service time has no formula', () => {
    expectMiss(found({ line: { ...queue(), discipline: { kind: 'sjf' } } }), 'who is next depends on');
  });
});

describe('what is switched on and no formula knows', () => {
  it.each([
    ['line', 'expire', 'yes'], ['line', 'management', { kind: 'codel' }], ['desk', 'contention', 0.1], ['desk', 'coherency', 0.001], ['desk', 'failShare', 0.01], ['desk', 'batchSize', 3],
  ])('%s with %s', (station, name, value) => {
    const parts = { line: queue(), desk: desk(1, 0.1) };
    const given = row({ ...parts, [station]: { ...parts[station as 'line' | 'desk'], [name]: value } });
    expectMiss(recognise(given), `“${station}” has something that no formula here knows`);
  });

  it.each(['limiter', 'cache', 'topic', 'gate'])('a %s, and what stands behind it', (kind) => {
    const given = scenario({ source: poisson(8), x: { kind }, line: queue(), desk: desk(1, 0.1), end: sink }, ['source > x > line > desk > end']);
    expectMiss(recognise(given), new RegExp(`no formula for “line” behind a ${kind} \\(“x”\\)`, 'i'));
    expectMiss(recognise(given, 'x'), new RegExp(`^no formula for a ${kind}`, 'i'));
  });

  it.each(['renewal', 'on-off', 'mmpp', 'batches', 'schedule'])('arrivals: %s', (kind) => {
    const arrivals = { kind, ...(kind === 'renewal' ? { gap: { kind: 'constant', meanS: 0.125 } } : {}) };
    expectMiss(recognise(row({ source: { kind: 'producer', arrivals } })), 'arrivals are not Poisson');
  });

  it('exponential gaps are Poisson by another name, and other gaps have an approximation', () => {
    const renewal = (gap: VariantValue): Recognised => recognise(row({ source: { kind: 'producer', arrivals: { kind: 'renewal', gap } } }));
    expectFit(renewal({ kind: 'gamma', meanS: 0.125, cv: 1 }), 'M/M/1');
    expectMiss(renewal({ kind: 'lognormal', meanS: 0.125, cv: 1 }), 'are not exponential (“Log-normal”)');
    const uneven = renewal({ kind: 'lognormal', meanS: 0.125, cv: 2 });
    expectMiss(uneven, 'the gaps between those of “source” are not exponential (“Log-normal”)');
    expect(uneven.approximation).toMatchObject({ model: 'Kingman', meanWaitS: expect.closeTo(0.4 * 2.5, 10) });
  });

  it('calls: who calls stays busy, and who is called depends on the answers', () => {
    const given = scenario({ source: poisson(8), line: queue(), desk: desk(1, 0.1), end: sink, line2: queue(), store: desk(1, 0.05) }, ['source > line > desk > end', 'line2 > store']);
    const calling = { ...given, links: [...given.links, { from: 'desk', to: 'line2', call: { attemptsMax: 2 } }] };
    expectFit(recognise(given), 'M/M/1');
    expectMiss(recognise(calling), '“desk” calls “line2” and stays busy until the answer comes');
    expectMiss(recognise(calling, 'line2>store'), '“desk” calls “line2”, and when it does depends on the answers');
  });

  it('faults', () => {
    const fault = { kind: 'slow', station: 'desk', factor: 2, forS: 3 };
    expectMiss(recognise({ ...row({}), timeline: [{ atS: 5, fault }] }), 'the timeline has a fault of “desk” at 5 s');
    expectMiss(recognise({ ...row({}), timeline: [{ atS: 5, change: { path: 'links.source>line.delayS', value: 2 } }] }), 'the timeline changes “source” at 5 s');
    expectMiss(recognise({ ...row({}), timeline: [{ atS: 5, fault: { kind: 'cut', link: 'line>desk', forS: 1 } }] }), 'the timeline has a fault of “line” at 5 s');
    expectMiss(recognise({ ...row({}), timeline: [{ atS: 5, fault: { kind: 'storm' } }] as unknown as Scenario['timeline'] }), 'the timeline has a fault of something');
  });
});

describe('processor sharing', () => {
  const shared = (workers: number, service: VariantValue): StationSpec => ({ ...served(workers, service), sharing: 'processor-sharing' });

  it('only the mean of the service counts, and nobody waits', () => {
    const found = recognise(row({ desk: shared(1, { kind: 'lognormal', meanS: 0.1, cv: 4 }) }));
    expectFit(found, 'M/G/1 processor sharing');
    expect(found.figures).toMatchObject({ waitS: { mean: 0 }, timeInSystemS: { mean: expect.closeTo(0.5, 12), p99: null }, meanJobs: expect.closeTo(4, 11) });
    expectFit(recognise(row({ desk: shared(1, exponential(0.1)) })), 'M/M/1 processor sharing');
    // In overload all places are taken for good, however many there are.
    expectMiss(recognise(row({ source: poisson(10), desk: shared(1, exponential(0.1)) })), 'only so many jobs may share the time of “desk”');
    expectMiss(recognise(row({ source: regular(8), desk: shared(1, exponential(0.1)) })), 'come regularly');
    expectMiss(recognise(row({ desk: { ...shared(1, exponential(0.1)), jobsAtOnce: 20 } })), 'only so many jobs may share the time of “desk”');
    expectFit(recognise(row({ desk: { ...shared(1, exponential(0.1)), jobsAtOnce: 100 } })), 'M/M/1 processor sharing');
    const straight = scenario({ source: poisson(8), desk: shared(1, exponential(0.1)), end: sink }, ['source > desk > end']);
    const direct = recognise(straight, 'source>desk');
    expectFit(direct, 'M/M/1 processor sharing');
    expect(direct.waitAt).toEqual([]);
  });

  it('what leaves is Poisson, whatever the service', () => {
    const given = scenario(
      { source: poisson(8), line: queue(), desk: shared(1, { kind: 'constant', meanS: 0.1 }), line2: queue(), desk2: desk(1, 0.1), end: sink }, ['source > line > desk > line2 > desk2 > end'],
    );
    expectFit(recognise(given, 'line2>desk2'), 'M/M/1');
  });
});

describe('routers', () => {
  const two = (choice: VariantValue, second = queue()): Scenario => scenario(
    { source: poisson(12), r: router(choice), line: queue(), desk: desk(1, 0.1), line2: second, desk2: desk(1, 0.1), end: sink },
    ['source > r > line > desk > end', 'r > line2 > desk2 > end'],
  );

  it('chance splits a Poisson stream into independent ones', () => {
    const found = recognise(two({ kind: 'random' }));
    expectFit(found, 'M/M/1');
    expect(found.figures!.arrivalPerS).toBe(6);
    expect(recognise(two({ kind: 'weighted', weights: 'line=3, line2=1' }))).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 9 } });
    expect(recognise(two({ kind: 'weighted', weights: 'line2 = 1' }))).toMatchObject({ why: 'nothing comes to “line”' });
    expect(recognise(two({ kind: 'd-choices', choices: 1 }))).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 6 } });
    expect(recognise(two({ kind: 'weighted', weights: '' }))).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 6 } });
    for (const weights of ['line=x', 'desk=1', 'line=1,line=2', 'line']) expectMiss(recognise(two({ kind: 'weighted', weights })), 'no formula knows the weights of “r”');
  });

  it.each(['round-robin', 'least-busy', 'by-key', 'first-free'])('%s does not', (kind) => {
    expectMiss(recognise(two({ kind })), '“r” does not leave the way to chance alone');
  });

  it('by class: each class is a Poisson stream of its own, as long as nothing has changed their order', () => {
    const classes: Record<string, JobClass> = { gold: { share: 1, priority: 5 }, rest: { share: 3, priority: 0 } };
    const given = { ...two({ kind: 'by-class', ways: 'gold=line2' }), classes };
    expect(recognise(given)).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 9 } });
    expect(recognise(given, 'line2>desk2')).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 3 } });
    const behind = {
      ...given, stations: { ...given.stations, first: { ...queue(), discipline: { kind: 'priority' } }, door: desk(1, 0.05) },
      links: [{ from: 'source', to: 'first' }, { from: 'first', to: 'door' }, { from: 'door', to: 'r' }, ...given.links.slice(1)],
    };
    expectMiss(recognise(behind), 'the classes do not come independently');
    expectFit(recognise({ ...behind, stations: { ...behind.stations, first: queue() } }), 'M/M/1');
    expectMiss(recognise({ ...two({ kind: 'by-class', ways: 'gold=desk' }), classes }), 'the classes do not come independently');
  });

  it('a producer may have shares of its own', () => {
    const classes: Record<string, JobClass> = { gold: { share: 1, priority: 5 }, rest: { share: 3, priority: 0 } };
    const own = { ...two({ kind: 'by-class', ways: 'gold=line2' }), classes };
    const stations = { ...own.stations, source: { ...poisson(12), classMix: { kind: 'own-shares', shares: 'gold=1, rest=1' } } };
    expect(recognise({ ...own, stations })).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 6 } });
  });

  it('one way that blocks holds up all', () => {
    expectMiss(recognise(two({ kind: 'random' }, queue(2))), '“r” can be held up: “line2” blocks when it is full');
    const straight = scenario({ source: poisson(8), r: router(), desk: desk(1, 0.1), desk2: desk(1, 0.1), end: sink }, ['source > r > desk > end', 'r > desk2 > end']);
    expectMiss(recognise(straight, 'desk'), 'jobs are blocked, not lost, when all workers are busy');
  });

  it('what was split by chance may merge again', () => {
    const given = scenario(
      { source: poisson(8), r: router(), a: queue(), deskA: desk(1, 0.1), b: queue(), deskB: desk(1, 0.2), line: queue(), desk: desk(1, 0.1), end: sink },
      ['source > r > a > deskA > line > desk > end', 'r > b > deskB > line', 'r > line'],
    );
    const found = recognise(given);
    expectFit(found, 'M/M/1');
    expect(found.figures!.arrivalPerS).toBeCloseTo(8, 12);
  });

  it('many routers behind each other are answered at once', () => {
    const stations: Record<string, StationSpec> = { source: poisson(8), end: sink };
    const ways: string[] = [];
    let from = ['source'];
    for (let n = 0; n < 40; n++) {
      Object.assign(stations, { [`r${n}`]: router(), [`a${n}`]: queue(), [`b${n}`]: queue(), [`A${n}`]: desk(1, 0.1), [`B${n}`]: desk(1, 0.1) });
      ways.push(...from.map((each) => `${each} > r${n}`), `r${n} > a${n} > A${n}`, `r${n} > b${n} > B${n}`);
      from = [`A${n}`, `B${n}`];
    }
    const found = recognise(scenario(stations, [...ways, ...from.map((each) => `${each} > end`)]), 'a39>A39');
    expectFit(found, 'M/M/1');
    expect(found.figures!.arrivalPerS).toBeCloseTo(4, 9);
  });

  it('lost on a link, or late: still Poisson', () => {
    const given = row({});
    const links = given.links.map((link) => (link.to === 'line' ? { ...link, lossRatio: 0.25, delayS: 2 } : link));
    expect(recognise({ ...given, links })).toMatchObject({ model: 'M/M/1', figures: { arrivalPerS: 6 } });
    const short = { ...given, stations: { ...given.stations, line: queue(3) } };
    expectFit(recognise(short), 'M/M/1');
    expectMiss(recognise({ ...short, links }), 'and wait on their way to “line”');
    const within = given.links.map((link) => (link.to === 'desk' ? { ...link, delayS: 2 } : link));
    expectMiss(recognise({ ...given, links: within }), 'the way from “line” to its workers takes time or loses jobs');
  });
});

describe('d choices: a limit, and never more', () => {
  const lines = (n: number, choices: number, ratePerS = 9 * n, first: StationSpec = desk(1, 0.1)): Recognised => {
    const ids = Array.from({ length: n }, (_, i) => i);
    return recognise(scenario(
      { source: poisson(ratePerS), r: router({ kind: 'd-choices', choices }), end: sink, ...Object.fromEntries(ids.flatMap((i) => [[`q${i}`, queue()], [`w${i}`, i === 0 ? first : desk(1, 0.1)]])) },
      ['source > r', ...ids.map((i) => `r > q${i} > w${i} > end`)],
    ), 'r');
  };

  it('gives the limit with its caveat, and no figures', () => {
    const found = lines(10, 2);
    expectMiss(found, '“r” looks at 2 of 10 lines; the formula is a limit for endlessly many');
    expect(found.approximation).toMatchObject({
      model: '2 choices, in the limit', caveat: expect.stringContaining('limit'), meanTimeInSystemS: powerOfDMeanTimeInSystemS({ arrivalPerS: 9, servicePerS: 10, choices: 2 }),
    });
  });

  it('and nothing where all are looked at, in overload, or where the lines are not equal', () => {
    expect(lines(3, 3)).toMatchObject({ why: expect.stringContaining('looks at all of its 3 ways'), approximation: null });
    expect(lines(10, 2, 101)).toMatchObject({ why: expect.stringContaining('no steady state'), approximation: null });
    for (const first of [desk(1, 0.2), desk(2, 0.1), served(1, { kind: 'constant', meanS: 0.1 })]) expect(lines(10, 2, 50, first)).toMatchObject({ figures: null, approximation: null });
  });
});

describe('fork and join', () => {
  const branches = (n: number, parts: { join?: StationSpec; first?: StationSpec; firstQueue?: StationSpec; source?: StationSpec } = {}): Scenario => {
    const ids = Array.from({ length: n }, (_, i) => i);
    return scenario(
      {
        source: parts.source ?? poisson(8), split: fork, merge: parts.join ?? join(), end: sink,
        ...Object.fromEntries(ids.flatMap((i) => [[`q${i}`, i === 0 && parts.firstQueue !== undefined ? parts.firstQueue : queue()], [`w${i}`, i === 0 && parts.first !== undefined ? parts.first : desk(1, 0.1)]])),
      },
      ['source > split', ...ids.map((i) => `split > q${i} > w${i} > merge`), 'merge > end'],
    );
  };
  const found = (...given: Parameters<typeof branches>): Recognised => recognise(branches(...given), 'split>merge');

  it('of two is exact, and each branch is M/M/1', () => {
    const two = found(2);
    expectFit(two, 'fork and join of two');
    expect(two.figures!.timeInSystemS.mean).toBeCloseTo(((12 - 0.8) / 8) * 0.5, 12);
    expectFit(recognise(branches(2), 'q0>w0'), 'M/M/1');
    expectFit(found(2, { join: join({ needed: 2 }) }), 'fork and join of two');
    expectFit(found(2, { firstQueue: queue(1000) }), 'fork and join of two');
  });

  it('of more is an approximation', () => {
    const five = found(5);
    expectMiss(five, 'no exact formula for a fork and join of more than two branches, and behind “split” there are 5');
    expect(five.approximation).toMatchObject({ model: 'Nelson–Tantawi', meanTimeInSystemS: forkJoinMeanTimeInSystemS({ arrivalPerS: 8, servicePerS: 10, branches: 5 }) });
    expect(found(40).approximation).toBeNull();
    expect(found(5, { source: poisson(11) }).approximation).toBeNull();
  });

  it('but not off by one assumption', () => {
    expectMiss(found(2, { join: join({ needed: 1 }) }), '“merge” waits for 1 of 2 copies');
    expectMiss(found(2, { join: join({ order: 'fork' }) }), 'in the order of the fork');
    expectMiss(found(2, { first: desk(1, 0.05) }), 'the branches behind “split” are not equal');
    expectMiss(found(2, { first: desk(2, 0.1) }), '“w0” has 2 workers');
    expectMiss(found(2, { first: served(1, { kind: 'constant', meanS: 0.1 }) }), 'service times are not exponential');
    expectMiss(found(2, { source: regular(8) }), 'come regularly');
    expectMiss(found(2, { firstQueue: queue(3) }), 'jobs are blocked, not lost');
    expectMiss(found(2, { firstQueue: queue(3, 'shed-newest') }), '“q0” has not room for all');
    expectMiss(found(2, { firstQueue: { ...queue(), discipline: { kind: 'lifo' } } }), 'first come first served');
    expectMiss(found(2, { firstQueue: { ...queue(), patience: { kind: 'drawn', time: exponential(1) } } }), 'leave “q0” by themselves');
    expect(found(2, { source: poisson(10) })).toMatchObject({ model: 'fork and join of two', figures: null, why: expect.stringContaining('no steady state') });
  });

  it('copies of one job do not merge into a Poisson stream, nor is what a join lets out one', () => {
    const together = scenario({ source: poisson(3), split: fork, a: delay(exponential(1)), line: queue(), desk: desk(1, 0.1), end: sink }, ['source > split > a > line > desk > end', 'split > line']);
    expectMiss(recognise(together), 'copies of one job come to “line” by several ways');
    const behind = { ...branches(2), stations: { ...branches(2).stations, line: queue(), desk: desk(1, 0.1) }, links: [...branches(2).links.slice(0, -1), { from: 'merge', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'end' }] };
    expectMiss(recognise(behind), '“merge” waits for all copies of a job, so what leaves it is not Poisson');
  });
});

describe('closed networks', () => {
  const users = (count: number, think: VariantValue = exponential(1)): StationSpec => ({ kind: 'producer', arrivals: { kind: 'closed', users: count, thinkTime: think } });

  it('users who think, send and wait, for any think time', () => {
    for (const think of [exponential(1), { kind: 'constant', meanS: 1 }]) {
      const found = recognise(row({ source: users(20, think), desk: desk(2, 0.1) }));
      expectFit(found, 'closed network of 20 users');
      const { throughputPerS, responseS } = closedNetwork({ users: 20, thinkS: 1, stations: [{ demandS: 0.1, servers: 2 }] });
      expect(found.figures).toMatchObject({ throughputPerS: expect.closeTo(throughputPerS, 10), timeInSystemS: { mean: expect.closeTo(responseS, 10), p99: null } });
    }
    expectFit(recognise(row({ source: users(20), line: queue(20), desk: desk(1, 0.1) })), 'closed network of 20 users');
    expectFit(recognise(row({ source: users(20), line: queue(20, 'shed-newest'), desk: desk(1, 0.1) })), 'closed network of 20 users');
  });

  it('of one user: nobody waits', () => {
    const found = recognise(row({ source: users(1) }));
    expectFit(found, 'closed network of 1 user');
    expect(found.figures).toMatchObject({ shareThatWaits: 0, waitS: { mean: expect.closeTo(0, 12) }, throughputPerS: expect.closeTo(1 / 1.1, 12) });
  });

  it('who comes meets what one user less leaves there', () => {
    // Two users, one worker: who comes waits if the other is there, which with one user is a share S / (S + Z) of the time.
    expect(recognise(row({ source: users(2) })).figures!.shareThatWaits).toBeCloseTo(0.1 / 1.1, 12);
  });

  it('but not off by one assumption', () => {
    expectMiss(recognise(row({ source: users(20), desk: served(1, { kind: 'constant', meanS: 0.1 }) })), 'service times are not exponential');
    expectMiss(recognise(row({ source: users(20), line: queue(5) })), 'no closed network');
    expectMiss(recognise(row({ source: users(20), line: queue(5, 'shed-newest') })), 'there is not room for all at “line”');
    expectMiss(recognise(row({ source: users(20), line: { ...queue(), patience: { kind: 'drawn', time: exponential(1) } } })), 'leave “line” by themselves');
    const mixed = scenario({ source: users(5), other: poisson(1), line: queue(), desk: desk(1, 0.1), end: sink }, ['source > line > desk > end', 'other > line']);
    expectMiss(recognise(mixed), 'jobs come from “other”, too');
    expectMiss(recognise(row({ source: users(5000), desk: desk(2, 0.1) })), 'more users');
    expectFit(recognise(row({ source: users(5000) })), 'closed network of 5000 users');
    const limited = scenario({ source: users(5), x: { kind: 'limiter' }, line: queue(), desk: desk(1, 0.1), end: sink }, ['source > x > line > desk > end']);
    expectMiss(recognise(limited), 'no formula knows “x” (Limiter) in a closed network');
  });
});

describe('circles', () => {
  const circle = (back: number, parts: { desk?: StationSpec; line?: StationSpec } = {}): Scenario => scenario(
    { source: poisson(4), line: parts.line ?? queue(), desk: parts.desk ?? desk(1, 0.1), r: router({ kind: 'weighted', weights: `line=${back}, line2=${1 - back}` }), line2: queue(), desk2: desk(2, 0.2), end: sink },
    ['source > line > desk > r > line2 > desk2 > end', 'r > line'],
  );

  it('what leaves a Jackson network is Poisson, and inside each station is as if by itself', () => {
    const inside = recognise(circle(0.5));
    expectFit(inside, 'M/M/1 in a Jackson network');
    expect(inside.figures!.arrivalPerS).toBeCloseTo(8, 10);
    expect(inside.figures!.waitS.mean).toBeCloseTo(mmcMeanWaitS({ arrivalPerS: 8, servicePerS: 10, servers: 1 }), 10);
    const behind = recognise(circle(0.5), 'line2>desk2');
    expectFit(behind, 'M/M/2');
    expect(behind.figures!.timeInSystemS.mean).toBeCloseTo(mmcMeanTimeInSystemS({ arrivalPerS: 4, servicePerS: 5, servers: 2 }), 10);
  });

  it('but not off by one assumption', () => {
    expectMiss(recognise(circle(1)), 'never leave again');
    expect(recognise(circle(0.7))).toMatchObject({ model: 'M/M/1 in a Jackson network', figures: null, why: expect.stringContaining('λ = 13.33 ≥ μ = 10') });
    expectMiss(recognise(circle(0.7), 'line2>desk2'), 'more comes to “line” than its workers can do');
    expectMiss(recognise(circle(0.5, { desk: served(1, { kind: 'constant', meanS: 0.1 }) })), 'not exponential');
    expectMiss(recognise(circle(0.5, { desk: served(1, { kind: 'constant', meanS: 0.1 }) }), 'line2>desk2'), 'not exponential');
    expectMiss(recognise(circle(0.5, { line: queue(20) })), 'blocks when it is full');
  });
});
