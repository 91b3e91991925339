// Method: random systems in which each job goes its way by itself. Who was where, when and doing what is written down from the moves; whatever a window or the report
// says of a stretch of time is then worked out anew by looking at all that lies in it, without a running sum, a histogram or a window.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SHED_REASONS, WindowClass, WindowField, WindowStation } from '../../simulations/engine/frame';
import { reportOf, type StationFigures } from '../../simulations/experiments/report';
import type { DurationFigures } from '../../simulations/metrics/duration-figures';
import { bucketFloorNs } from '../../simulations/metrics/histogram-scale';
import type { Scenario, StationSpec } from '../../simulations/scenario/scenario';
import { EVENTS_MAX, holds, same, sameNumbers, startValid, takeMoves } from './kit';
import { Presence, type Counted, type Measured } from './presence';
import { endS, someRunnable } from './some-scenario';
import { paramsOf } from './some-values';

/** What happens at the end of a window by plan happens after it, and the moves do not tell which came first: so nothing is planned for one. */
const ASIDE_S = 0.0137;
const NOT_ALONE = ['fork', 'join', 'topic', 'cache'];

const alone = ({ stations, links }: Scenario): boolean => (
  Object.values(stations).every(({ kind }) => !NOT_ALONE.includes(kind)) && links.every((link) => link.call === undefined && link.delayS === undefined && link.lossRatio === undefined)
);

/** No batches, and nobody is lost on a link or begins again. Of every other scenario's workers nothing special is asked: they have a way of their own through the engine. */
function simplified(scenario: Scenario): Scenario {
  const simple = ({ kind, workers, service, ...rest }: StationSpec): StationSpec => ({ kind, workers, service, ...(scenario.seed % 2 === 0 ? {} : { ...rest, batchSize: 1 }) });
  const stations = Object.fromEntries(Object.entries(scenario.stations).map(([id, spec]): [string, StationSpec] => [id, spec.kind === 'workers' ? simple(spec) : spec]));
  const timeline = scenario.timeline.filter(({ change, fault }) => fault?.kind !== 'cut' && fault?.kind !== 'crash' && !/\.(batchSize|sharing)$/.test(change?.path ?? ''));
  return { ...scenario, stations, timeline: timeline.map((item) => ({ ...item, atS: item.atS + ASIDE_S })).filter(({ atS }) => atS < endS(scenario)) };
}

/** The number of workers changes now and then, up and down while they are at work. */
const someAlone = someRunnable.filter(alone).map(simplified).chain((scenario) => {
  const pools = Object.keys(scenario.stations).filter((id) => scenario.stations[id]!.kind === 'workers');
  if (pools.length === 0) return fc.constant(scenario);
  const change = fc.record({ path: fc.constantFrom(...pools).map((id) => `stations.${id}.workers`), value: fc.constantFrom(0, 1, 2, 5) });
  const items = fc.array(fc.record({ atS: fc.integer({ min: 0, max: 35 }).map((tenth) => tenth / 10 + ASIDE_S), change }), { maxLength: 3 });
  return items.map((more): Scenario => ({ ...scenario, timeline: [...scenario.timeline, ...more].sort((a, b) => a.atS - b.atS) }));
});

/** What happens at the very beginning of a run is inside its first stretch; else its end is, and not its beginning. */
const isIn = (atNs: number, fromNs: number, toNs: number): boolean => (atNs > fromNs || (fromNs === 0 && atNs === 0)) && atNs <= toNs;

class Asked {
  private readonly kinds: readonly string[];
  private readonly deadlinesNs: readonly number[];

  constructor(private readonly scenario: Scenario, readonly presence: Presence) {
    this.kinds = Object.values(scenario.stations).map(({ kind }) => kind);
    this.deadlinesNs = Object.values(scenario.classes).map(({ deadlineS }) => (deadlineS === undefined ? Infinity : Math.round(deadlineS * 1e9)));
  }

  counted(what: Counted['what'], fromNs: number, toNs: number, of: Partial<Pick<Counted, 'station' | 'jobClass'>> = {}): readonly Counted[] {
    return this.presence.counted.filter((each) => (
      each.what === what && isIn(each.atNs, fromNs, toNs) && each.station === (of.station ?? each.station) && each.jobClass === (of.jobClass ?? each.jobClass)
    ));
  }

  /** As made, served, good, failed, timed out and shed for each reason, of one class or all. */
  jobs(fromNs: number, toNs: number, jobClass?: number): { readonly counts: readonly number[]; readonly shed: readonly number[]; readonly latenciesNs: readonly number[] } {
    const of = (what: Counted['what']): readonly Counted[] => this.counted(what, fromNs, toNs, jobClass === undefined ? {} : { jobClass });
    const served = of('served');
    const good = served.filter((each) => each.latencyNs <= this.deadlinesNs[each.jobClass]!);
    const shed = of('shed');
    return {
      counts: [of('made').length, served.length, good.length, of('failed').length, of('timedOut').length],
      shed: SHED_REASONS.map((reason) => shed.filter((each) => each.reason === reason).length),
      latenciesNs: served.map((each) => each.latencyNs),
    };
  }

  /** ∫ dt of jobs, busy and blocked workers, those who wait, and all workers, between two times: added up from instant to instant. */
  areasNs(station: number, fromNs: number, toNs: number): readonly [jobs: number, busy: number, blocked: number, waiting: number, workers: number] {
    const here = this.presence.stretches.filter((each) => each.station === station && each.toNs > fromNs && each.fromNs < toNs);
    const areaOf = (doing: string): number => here.filter((each) => each.doing === doing).reduce((sum, each) => sum + Math.min(each.toNs, toNs) - Math.max(each.fromNs, fromNs), 0);
    const [served, blocked, waits] = [areaOf('served'), areaOf('blocked'), areaOf('waits')];
    if (this.kinds[station] !== 'workers') return [served + blocked + waits, 0, blocked, served + blocked + waits, 0];
    const spec = Object.values(this.scenario.stations)[station]!;
    const isShared = paramsOf(spec)['sharing'] === 'processor-sharing';
    const planned = this.workersOverTime(station);
    const instants = [...new Set([fromNs, toNs, ...here.flatMap((each) => [each.fromNs, each.toNs]), ...planned.map(([atNs]) => atNs)])].filter((ns) => ns >= fromNs && ns <= toNs).sort((a, b) => a - b);
    let [busyNs, blockedNs, workersNs] = [0, 0, 0];
    for (let i = 1; i < instants.length; i++) {
      const atNs = instants[i - 1]!;
      const forNs = instants[i]! - atNs;
      const now = here.filter((each) => each.fromNs <= atNs && each.toNs > atNs);
      const [inService, stuck] = ['served', 'blocked'].map((doing) => now.filter((each) => each.doing === doing).length) as [number, number];
      const there = planned.filter(([sinceNs]) => sinceNs <= atNs).at(-1)![1];
      // One that was taken away while at work counts until its job is done; those that are shared have no job of their own.
      const workers = isShared ? there : Math.max(inService + stuck, there);
      const busy = Math.min(inService, workers);
      busyNs += busy * forNs;
      blockedNs += Math.min(stuck, workers - busy) * forNs;
      workersNs += workers * forNs;
    }
    const jobsNs = served + blocked + waits;
    return [jobsNs, busyNs, blockedNs, jobsNs - busyNs - blockedNs, workersNs];
  }

  private workersOverTime(station: number): readonly (readonly [atNs: number, workers: number])[] {
    const [id, spec] = Object.entries(this.scenario.stations)[station]!;
    const changes = this.scenario.timeline.filter(({ change }) => change?.path === `stations.${id}.workers`);
    return [[0, Number(paramsOf(spec)['workers'])], ...changes.map(({ atS, change }) => [Math.round(atS * 1e9), Number(change!.value)] as const)];
  }
}

/** Each bucket holds as many as lie between its edges, and no others are there. */
function sameHistogram(pairs: readonly (readonly [bucket: number, count: number])[], ns: readonly number[], about: string): void {
  same(pairs.reduce((sum, [, count]) => sum + count, 0), ns.length, `${about}: how many`);
  for (const [bucket, count] of pairs) same(count, ns.filter((each) => bucketFloorNs(bucket) <= each && each < bucketFloorNs(bucket + 1)).length, `${about}: bucket ${bucket}`);
}

/** n, mean and maximum exactly, percentiles as the ⌈p n⌉-th smallest to half the width of a bucket. */
function sameDurations(figures: DurationFigures, ns: readonly number[], about: string): void {
  const sorted = [...ns].sort((a, b) => a - b);
  same(figures.n, sorted.length, `${about}: n`);
  if (sorted.length === 0) {
    same(figures.mean ?? figures.p50 ?? figures.p999 ?? figures.max, null, about);
    return;
  }
  expect(figures.mean, about).toBeCloseTo(sorted.reduce((sum, each) => sum + each, 0) / sorted.length / 1e9, 9);
  expect(figures.max, about).toBeCloseTo(sorted.at(-1)! / 1e9, 9);
  for (const [name, perMille] of [['p50', 500], ['p90', 900], ['p95', 950], ['p99', 990], ['p999', 999]] as const) {
    const exact = sorted[Math.ceil((perMille * sorted.length) / 1000) - 1]!;
    expect(Math.abs(figures[name]! * 1e9 - exact), `${about}: ${name}`).toBeLessThanOrEqual(Math.max(exact / 256, 8));
  }
}

const COUNTS = ['made', 'served', 'good', 'failed', 'timedOut'] as const;
/** Of these kinds every arrival and every departure is a move of its own. */
const HOLDS = ['workers', 'delay'];

describe('what is measured', () => {
  it('is what lies in each window and in all of the figures, worked out from who was where', () => {
    const cases = someAlone.chain((scenario) => fc.record({ scenario: fc.constant(scenario), windowS: fc.constantFrom(0.25, 0.4, 1.1) }));
    holds('figures', cases, ({ scenario, windowS }) => {
      const ids = Object.keys(scenario.stations);
      const kinds = Object.values(scenario.stations).map(({ kind }) => kind);
      const classIds = Object.keys(scenario.classes);
      const run = startValid(scenario);
      run.sampleJobs(1);
      run.setWindowS(windowS);
      const presence = new Presence(kinds);
      const asked = new Asked(scenario, presence);
      const looks: (() => void)[] = [];
      for (let isDone = false; !isDone;) {
        isDone = run.advanceSome(endS(scenario), 300) || run.events >= EVENTS_MAX;
        if (isDone) run.setWindowS(Infinity); // ends the one that is open
        const moves: number[] = [];
        const view = takeMoves(run, moves);
        presence.read(moves);
        for (const at of view.windowOffsets()) looks.push(() => {
          const number = (offset: number): number => view.numbers[offset]!;
          const pairs = (from: number, count: number): (readonly [number, number])[] => Array.from({ length: count }, (_, b) => [number(from + 2 * b), number(from + 2 * b + 1)]);
          const [fromNs, toNs] = [number(at + WindowField.fromNs), number(at + WindowField.toNs)];
          const about = `window from ${fromNs} to ${toNs}`;
          const { counts, shed, latenciesNs } = asked.jobs(fromNs, toNs);
          sameNumbers(COUNTS.map((name) => number(at + WindowField[name])), counts, about);
          sameNumbers(SHED_REASONS.map((_, r) => number(at + WindowField.shedAt + r)), shed, `${about}: shed`);
          sameHistogram(pairs(view.windowBucketsAt(at), number(at + WindowField.buckets)), latenciesNs, about);
          const since = asked.jobs(0, toNs);
          same(number(at + WindowField.inside), since.counts[0]! - since.counts[1]! - since.counts[3]! - since.counts[4]! - since.shed.reduce((sum, n) => sum + n, 0), `${about}: inside`);
          const bucketsAt = classIds.length > 1 ? [...view.windowClassBuckets(at, classIds.length)] : [];
          bucketsAt.forEach((from, c) => {
            const own = asked.jobs(fromNs, toNs, c);
            const o = view.windowClassAt(at, c);
            sameNumbers(COUNTS.map((name) => number(o + WindowClass[name])), own.counts, `${about}: class ${c}`);
            same(number(o + WindowClass.latencySumNs), own.latenciesNs.reduce((sum, each) => sum + each, 0), `${about}: latencies of class ${c}`);
            sameHistogram(pairs(from, number(o + WindowClass.buckets)), own.latenciesNs, `${about}: class ${c}`);
          });
          kinds.forEach((kind, s) => {
            const field = (name: keyof typeof WindowStation): number => number(view.windowStationAt(at, s) + WindowStation[name]);
            const [jobs, busy, blocked, waiting, workers] = asked.areasNs(s, fromNs, toNs);
            const where = `${about}: ${ids[s]!}`;
            sameNumbers([field('jobsNs'), field('busyNs'), field('waitingNs'), field('serversNs')], [jobs, busy, waiting, workers], where);
            if (!HOLDS.includes(kind)) return;
            same(field('blockedNs'), blocked, where);
            const count = (what: Counted['what']): number => asked.counted(what, fromNs, toNs, { station: s }).length;
            sameNumbers([field('arrived'), field('left'), field('shed'), field('failed')], [count('arrived'), count('left') + count('served'), count('shed'), count('failed')], where);
          });
        });
      }
      presence.finish(run.nowNs);
      for (const look of looks) look();
      if (run.figuresSinceNs >= 0 && run.nowNs > run.figuresSinceNs) sameReport(scenario, run.figuresSinceNs, run.nowNs, reportOf(run), asked);
    });
  });
});

function sameReport(scenario: Scenario, sinceNs: number, nowNs: number, report: ReturnType<typeof reportOf>, asked: Asked): void {
  const classIds = Object.keys(scenario.classes);
  sameDurations(report.latencyS, asked.jobs(sinceNs, nowNs).latenciesNs, 'latency');
  classIds.forEach((id, c) => sameDurations(report.classes[id]!.latencyS, asked.jobs(sinceNs, nowNs, c).latenciesNs, `latency of ${id}`));
  Object.entries(report.stations).forEach(([id, figures], s) => {
    const [jobs, busy, blocked, , workers] = asked.areasNs(s, sinceNs, nowNs);
    expect(figures.meanJobs, id).toBeCloseTo(jobs / (nowNs - sinceNs), 9);
    if (figures.kind === 'workers') {
      expect(figures.utilisation ?? 0, id).toBeCloseTo(workers === 0 ? 0 : busy / workers, 9);
      expect(figures.blockedShare, id).toBeCloseTo(workers === 0 ? 0 : blocked / workers, 9);
    }
    const name = { workers: 'serviceS', delay: 'delayS', queue: 'waitS' }[figures.kind];
    if (name === undefined || (figures.kind === 'queue' && !isLine(scenario, id))) return;
    const measured = (figures.kind === 'queue' ? asked.presence.waits : asked.presence.services).filter((each) => each.station === s && isIn(each.atNs, sinceNs, nowNs));
    const ns = (of: readonly Measured[]): readonly number[] => of.map((each) => each.ns);
    sameDurations(figures[name] as DurationFigures, ns(measured), `${id} ${name}`);
    const ofClasses = figures['classes'] as Readonly<Record<string, StationFigures>> | undefined;
    if (ofClasses !== undefined) classIds.forEach((each, c) => sameDurations(ofClasses[each]![name] as DurationFigures, ns(measured.filter(({ jobClass }) => jobClass === c)), `${id} ${name} of ${each}`));
  });
}

/** Where there are no places those who go through do not stop, and no move tells of it. */
function isLine({ stations, timeline }: Scenario, id: string): boolean {
  return paramsOf(stations[id]!)['capacityJobs'] !== 0 && timeline.every(({ change }) => change?.path !== `stations.${id}.capacityJobs`);
}
