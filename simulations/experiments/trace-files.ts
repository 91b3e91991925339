import { fingerprint } from './fingerprint';
import type { Span, TracedJob } from './spans';

export const TRACE_FORMAT = 'spillway-trace/1';

export interface TraceHead {
  readonly title: string;
  readonly seed: number;
}

/** Our own: all that is known, times in seconds. */
export function ownTrace({ title, seed }: TraceHead, jobs: readonly TracedJob[]): unknown {
  return {
    format: TRACE_FORMAT, title, seed,
    jobs: jobs.map(({ way, producer, jobClass, ended, spans }) => ({
      producer, job: way.serial, class: jobClass, key: way.key === 0 ? null : way.key, ended, madeS: way.madeNs / 1e9, endS: way.endNs < 0 ? null : way.endNs / 1e9,
      latencyS: way.endNs < 0 ? null : (way.endNs - way.madeNs) / 1e9,
      spans: spans.slice(1).map(({ station, what, fromNs, toNs }) => ({ station, what, fromS: fromNs / 1e9, toS: toNs / 1e9 })),
    })),
  };
}

/**
 * Chrome's trace events, which Perfetto opens: a row for each job, a slice for each stretch, parts below. Times are microseconds.
 * Source: Trace Event Format, the "complete" (X) and "metadata" (M) events.
 */
export function chromeTrace({ title, seed }: TraceHead, jobs: readonly TracedJob[]): unknown {
  const traceEvents = [
    { ph: 'M', name: 'process_name', cat: '__metadata', pid: 1, tid: 0, ts: 0, args: { name: title } },
    ...jobs.flatMap(({ way, name, ended, jobClass, spans }, row) => [
      { ph: 'M', name: 'thread_name', cat: '__metadata', pid: 1, tid: row + 1, ts: 0, args: { name: `${name}, ${ended}` } },
      { ph: 'M', name: 'thread_sort_index', cat: '__metadata', pid: 1, tid: row + 1, ts: 0, args: { sort_index: row } },
      ...spans.map((span) => ({
        ph: 'X', name: span.name, cat: span.what, pid: 1, tid: row + 1,
        ts: span.fromNs / 1000, dur: (span.toNs - span.fromNs) / 1000, args: span.what === 'job' ? { class: jobClass, ...(way.key === 0 ? {} : { key: way.key }), ended } : { station: span.station },
      })),
    ]),
  ];
  return { traceEvents, displayTimeUnit: 'ms', otherData: { title, seed } };
}

/** Model time 0 in the calendar of tools that know no other time: 2020-01-01. */
const EPOCH_NS = 1_577_836_800n * 1_000_000_000n;
const INTERNAL = 1;
const ERROR = 2;

/**
 * OTLP as JSON, which Jaeger opens: a trace for each job, a service for each station.
 * Source: OpenTelemetry protocol 1.x, "JSON Protobuf encoding": ids in hexadecimal, 64-bit numbers as text, enumerations as numbers.
 */
export function otlpTrace({ title, seed }: TraceHead, jobs: readonly TracedJob[]): unknown {
  const byStation = new Map<string, unknown[]>();
  for (const job of jobs) {
    for (const [index, span] of job.spans.entries()) {
      const there = byStation.get(span.station);
      const written = otlpSpan(job, span, index, `${seed} ${job.name}`);
      if (there === undefined) byStation.set(span.station, [written]);
      else there.push(written);
    }
  }
  return {
    resourceSpans: [...byStation].map(([station, spans]) => ({
      resource: { attributes: [attribute('service.name', station), attribute('spillway.scenario', title)] },
      scopeSpans: [{ scope: { name: 'spillway' }, spans }],
    })),
  };
}

function otlpSpan({ way, ended, jobClass }: TracedJob, span: Span, index: number, key: string): unknown {
  const isLost = span.what === 'job' && way.outcome !== 'served' && way.outcome !== 'inside';
  return {
    traceId: hex(`trace ${key}`, 32), spanId: hex(`span ${index} of ${key}`, 16), ...(span.parent < 0 ? {} : { parentSpanId: hex(`span ${span.parent} of ${key}`, 16) }),
    name: span.name, kind: INTERNAL, startTimeUnixNano: unixNano(span.fromNs), endTimeUnixNano: unixNano(span.toNs),
    attributes: span.what === 'job' ? [attribute('spillway.class', jobClass), ...(way.key === 0 ? [] : [attribute('spillway.key', String(way.key))]), attribute('spillway.ended', ended)] : [attribute('spillway.what', span.what)],
    ...(isLost ? { status: { code: ERROR, message: ended } } : {}),
  };
}

function attribute(key: string, stringValue: string): unknown {
  return { key, value: { stringValue } };
}

function unixNano(ns: number): string {
  return (EPOCH_NS + BigInt(ns)).toString();
}

function hex(text: string, digits: number): string {
  return `${fingerprint(text)}${fingerprint(`${text}.`)}${fingerprint(`${text}..`)}`.slice(0, digits);
}
