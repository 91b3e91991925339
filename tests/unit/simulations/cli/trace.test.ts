// Method: the ways of chosen jobs, held against the run's own figures: the slowest one's latency is the report's maximum, and the parts of a way fill
// it without gap or overlap. Each format is opened by a parser that is not ours: OpenTelemetry's protobuf definitions and TracerBench's trace model.
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import type { SweepResult } from '../../../../simulations/experiments/sweep';
import { reportIn, sim, type Files } from './fake-io';

const require = createRequire(import.meta.url);
const small: Scenario = { ...boundedQueue, warmupS: 2, durationS: 20, checks: [], stations: { ...boundedQueue.stations, pickers: { ...boundedQueue.stations['pickers']!, workers: 3 } } };
const files = { 'a.spillway': printScenario(small) };

interface OwnTrace {
  readonly jobs: readonly {
    readonly producer: string;
    readonly job: number;
    readonly ended: string;
    readonly madeS: number;
    readonly endS: number;
    readonly latencyS: number;
    readonly spans: readonly { readonly station: string; readonly what: string; readonly fromS: number; readonly toS: number }[];
  }[];
}

async function traced(...argv: string[]): Promise<OwnTrace['jobs']> {
  const { code, out, err } = await sim(['trace', 'a.spillway', '--format', 'json', ...argv], { files });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return (JSON.parse(out) as OwnTrace).jobs;
}

describe('trace', () => {
  it('finds the slowest jobs, and their parts fill their ways', async () => {
    const jobs = await traced('--slowest', '25');
    const report = reportIn(await sim(['run', 'a.spillway', '--json'], { files }));
    expect(jobs).toHaveLength(25);
    expect(jobs[0]!.latencyS).toBe(report.latencyS.max);
    expect(jobs.map(({ latencyS }) => latencyS)).toEqual(jobs.map(({ latencyS }) => latencyS).sort((a, b) => b - a));
    for (const { madeS, endS, spans } of jobs) {
      const stays = spans.filter(({ what }) => what === 'stay');
      const parts = spans.filter(({ what }) => what !== 'stay');
      for (const way of [stays, parts]) {
        expect([way[0]!.fromS, way.at(-1)!.toS]).toEqual([madeS, endS]);
        for (let i = 1; i < way.length; i++) expect(way[i]!.fromS).toBe(way[i - 1]!.toS);
      }
      expect(parts.map(({ station, what }) => `${station} ${what}`)).toEqual(['orders wait', 'inbox wait', 'pickers service']);
    }
  });

  it('finds lost ones, named ones, every n-th', async () => {
    const shed = ['--set', 'stations.inbox.whenFull=shed-oldest'];
    const lost = await traced('--lost', '7', ...shed);
    expect(lost.map(({ ended }) => ended)).toEqual(Array.from({ length: 7 }, () => 'shed (full)'));
    const named = await traced('--job', 'orders/417', '--job', 'orders/5');
    expect(named.map(({ job }) => job)).toEqual([5, 417]);
    expect((await traced('--every', '100')).every(({ job }) => job % 100 === 0)).toBe(true);
    expect(await traced('--slowest', '1', '--job', 'orders/5')).toHaveLength(2);
    expect(await traced('--class', 'order')).toHaveLength(10);
  });

  it('follows a worker that cannot hand over', async () => {
    const blocking: Scenario = {
      ...small,
      stations: { ...small.stations, shelf: { kind: 'queue', capacityJobs: 1 }, packers: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: 0.02 } } },
      links: [{ from: 'orders', to: 'inbox' }, { from: 'inbox', to: 'pickers' }, { from: 'pickers', to: 'shelf' }, { from: 'shelf', to: 'packers' }, { from: 'packers', to: 'done' }],
    };
    const { out } = await sim(['trace', 'b.spillway', '--slowest', '50', '--format', 'json'], { files: { 'b.spillway': printScenario(blocking) } });
    const blocked = (JSON.parse(out) as OwnTrace).jobs.flatMap(({ spans }) => spans.filter(({ what }) => what === 'blocked'));
    expect(blocked.length).toBeGreaterThan(10);
    expect(new Set(blocked.map(({ station }) => station))).toEqual(new Set(['pickers']));
  });

  it('for a person tells the way in lines', async () => {
    const { out } = await sim(['trace', 'a.spillway', '--slowest', '1'], { files });
    expect(out).toMatch(/\norders \d+ {2}order, served after [\d.]+ s, made at [\d.]+ s\n {2}\+0\.000000 s {2}wait +[\d.]+ s {2}orders\n {2}\+[\d.]+ s {2}wait +[\d.]+ s {2}inbox\n {2}\+[\d.]+ s {2}service +[\d.]+ m?s {2}pickers\n$/);
    expect((await sim(['trace', 'a.spillway', '--lost', '3'], { files })).out).toContain('no job is like that');
  });

  it.each([
    [['--job', 'orders'], /--job: must be PRODUCER\/N, e\.g\. orders\/417, found "orders"/],
    [['--job', 'order/1'], /--job: no producer "order"; did you mean "orders"\?/],
    [['--job', 'orders/999999'], /--job: orders\/999999 was never made in this run/],
    [['--class', 'oder'], /--class: no class "oder"; did you mean "order"\?/],
    [['--format', 'crome'], /--format: must be json, chrome, otlp, found "crome"; did you mean "chrome"\?/],
    [['--format', 'perfetto'], /^trace: --format: must be json, chrome, otlp, found "perfetto"\n$/],
    [['--slowest', '-1'], /--slowest: must be 0 to 100,000, found -1/],
    [[], null],
  ])('%j', async (argv, message) => {
    const { code, out, err } = await sim(['trace', 'a.spillway', ...argv], { files });
    if (message === null) expect(code).toBe(0);
    else expect({ code, out, err: expect.stringMatching(message) as string }).toEqual({ code: 2, out: '', err });
    if (message !== null) expect(err).toMatch(message);
  });
});

describe('an export of a trace', () => {
  it('as OTLP is read by OpenTelemetry\'s protobuf definitions, and the tree of its spans is whole', async () => {
    interface Message { encode(of: unknown): { finish(): Uint8Array }; decode(bytes: Uint8Array): unknown; fromObject(object: unknown): unknown; toObject(of: unknown, how: object): unknown; verify(object: unknown): string | null }
    const root = require('@opentelemetry/otlp-transformer/build/src/generated/root.js') as { opentelemetry: { proto: { collector: { trace: { v1: { ExportTraceServiceRequest: Message } } } } } };
    const request = root.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
    const { out } = await sim(['trace', 'a.spillway', '--slowest', '5', '--lost', '5', '--set', 'stations.inbox.whenFull=shed-newest', '--format', 'otlp'], { files });
    const read = request.toObject(request.decode(request.encode(request.fromObject(JSON.parse(out))).finish()), { longs: String });
    interface Spans { resourceSpans: { resource: { attributes: { key: string; value: { stringValue: string } }[] }; scopeSpans: { spans: { name: string; startTimeUnixNano: string; endTimeUnixNano: string; status?: { code: number } }[] }[] }[] }
    const { resourceSpans } = read as Spans;
    expect(resourceSpans.map(({ resource }) => resource.attributes[0])).toEqual(['orders', 'inbox', 'pickers'].map((id) => ({ key: 'service.name', value: { stringValue: id } })));
    const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: its }) => its));
    for (const { startTimeUnixNano, endTimeUnixNano } of spans) expect(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano) >= 0n).toBe(true);
    expect(spans.filter(({ status }) => status?.code === 2)).toHaveLength(5);

    // Ids are hexadecimal in OTLP's JSON, unlike other bytes, so they are looked at as they were written.
    interface Written { traceId: string; spanId: string; parentSpanId?: string }
    const written = (JSON.parse(out) as { resourceSpans: { scopeSpans: { spans: Written[] }[] }[] }).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans: its }) => its));
    expect(new Set(written.map(({ traceId }) => traceId)).size).toBe(10);
    expect(new Set(written.map(({ spanId }) => spanId)).size).toBe(written.length);
    const byId = new Map(written.map((span) => [span.spanId, span]));
    for (const { traceId, spanId, parentSpanId } of written) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(spanId).toMatch(/^[0-9a-f]{16}$/);
      if (parentSpanId !== undefined) expect(byId.get(parentSpanId)?.traceId).toBe(traceId);
    }
    expect(written.filter(({ parentSpanId }) => parentSpanId === undefined)).toHaveLength(10);
  });

  it('as Chrome trace events is read by TracerBench: a row a job, parts inside their stays', async () => {
    interface Slice { name: string; ph: string; start: number; end: number; parent?: Slice }
    interface Model { processes: { name: string; threads: { name: string; events: Slice[] }[] }[] }
    const { buildModel } = require('@tracerbench/trace-model') as { buildModel(events: unknown[]): Model };
    const written: Files = { ...files };
    await sim(['trace', 'a.spillway', '--slowest', '4', '--format', 'chrome', '--out', 't.json'], { files: written });
    const { traceEvents } = JSON.parse(written['t.json']!) as { traceEvents: unknown[] };
    const [process] = buildModel(traceEvents).processes;
    expect(process!.name).toBe(small.title);
    expect(process!.threads).toHaveLength(4);
    const own = await traced('--slowest', '4');
    for (const [row, { name, events }] of process!.threads.entries()) {
      expect(name).toMatch(/^orders \d+, served$/);
      const slices = events.filter(({ ph }) => ph === 'X');
      const [whole] = slices;
      expect((whole!.end - whole!.start) / 1e6).toBeCloseTo(own[row]!.latencyS, 6);
      expect(slices.map((slice) => slice.name)).toEqual([`orders ${own[row]!.job}`, 'Orders', 'wait', 'Inbox', 'wait', 'Pickers', 'service']);
      for (const slice of slices.slice(1)) expect(slice.start >= whole!.start && slice.end <= whole!.end + 1e-6).toBe(true);
    }
  });
});

it('tells what a job is about, in every format', async () => {
  const keyed: Files = { 'a.spillway': printScenario({ ...small, stations: { ...small.stations, orders: { ...small.stations['orders']!, keys: { kind: 'uniform', keys: 1 } } } }) };
  const [plain, own, chrome, otlp] = await Promise.all([[], ['--format', 'json'], ['--format', 'chrome'], ['--format', 'otlp']].map(async (format) => (await sim(['trace', 'a.spillway', '--job', 'orders/40', ...format], { files: keyed })).out));
  expect(plain).toMatch(/\norders 40 +order, key 1, served after /);
  expect((JSON.parse(own!) as { jobs: unknown }).jobs).toMatchObject([{ job: 40, class: 'order', key: 1 }]);
  expect((JSON.parse(chrome!) as { traceEvents: unknown[] }).traceEvents).toContainEqual(expect.objectContaining({ name: 'orders 40', args: { class: 'order', key: 1, ended: 'served' } }));
  expect(otlp).toMatch(/"spillway\.key",\s*"value":\s*\{\s*"stringValue":\s*"1"/);
  expect((await sim(['trace', 'a.spillway', '--job', 'orders/40', '--format', 'json'], { files })).out).toMatch(/"key": ?null/);
});

it('calls a copy a copy, and not an attempt', async () => {
  const { out } = await sim(['trace', 'fan-in-fan-out', '--slowest', '1']);
  expect(out).toMatch(/\nseed 1, 1 job\n/);
  expect(out).toMatch(/ s {2}copy +[\d.]+ m?s {2}worker-\d {2}\(copy 1, served\)\n/);
});

it('tells the jobs of several producers apart', async () => {
  const two: Scenario = {
    ...small,
    stations: { calls: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 3 } }, ...small.stations },
    links: [{ from: 'calls', to: 'inbox' }, ...small.links],
  };
  const { out } = await sim(['trace', 'two.spillway', '--job', 'orders/5', '--job', 'calls/5', '--format', 'json'], { files: { 'two.spillway': printScenario(two) } });
  const { jobs } = JSON.parse(out) as OwnTrace;
  expect(jobs.map(({ producer, job }) => [producer, job]).sort()).toEqual([['calls', 5], ['orders', 5]]);
  expect(jobs.find(({ producer }) => producer === 'calls')!.madeS).toBeCloseTo(5 / 3, 9);
});

it('tells of a call: the tries, what became of each, and the caller that waits', async () => {
  const calling: Scenario = {
    ...small, warmupS: 0,
    stations: {
      orders: { kind: 'producer', arrivals: { kind: 'regular', ratePerS: 1 } }, gateway: { kind: 'workers', workers: 5, service: { kind: 'constant', meanS: 0.01 } },
      store: { kind: 'workers', workers: 5, service: { kind: 'constant', meanS: 0.3 } }, done: { kind: 'sink' },
    },
    links: [{ from: 'orders', to: 'gateway' }, { from: 'gateway', to: 'store', call: { timeoutS: 0.2, attemptsMax: 2 } }, { from: 'gateway', to: 'done' }],
  };
  const files2 = { 'call.spillway': printScenario(calling) };
  const { out } = await sim(['trace', 'call.spillway', '--job', 'orders/3'], { files: files2 });
  expect(out.split('\n').slice(4).map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    '+0.000000 s service 10 ms gateway', '+0.010000 s calls 400 ms gateway',
    '+0.010000 s attempt 200 ms store (attempt 1, withdrawn)', '+0.010000 s service 200 ms store',
    '+0.210000 s attempt 200 ms store (attempt 2, withdrawn)', '+0.210000 s service 200 ms store', '',
  ]);
  const retried = await sim(['sweep', 'call.spillway', '--vary', 'links.gateway>store.call.attemptsMax=1,3', '--replications', '2', '--json', '--figure', 'links.gateway>store.call.retries'], { files: files2 });
  const { points } = JSON.parse(retried.out) as SweepResult;
  expect(points.map(({ figures }) => figures['links.gateway>store.call.retries']!.mean)).toEqual([0, expect.closeTo(40, -1) as number]);
});
