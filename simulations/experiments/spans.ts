import type { Scenario } from '../scenario/scenario';
import type { JobWay, Visit } from './job-log';

/** A stretch of a job's way, as tracing tools draw it: the whole, its stay at a station, and what happened there. */
export interface Span {
  readonly name: string;
  /** The id of the station, or the producer's for the whole way. */
  readonly station: string;
  readonly what: 'job' | 'attempt' | 'stay' | 'wait' | 'service' | 'calls' | 'blocked';
  readonly fromNs: number;
  readonly toNs: number;
  /** Index of the span that it is a part of, among the job's; −1: the job itself. */
  readonly parent: number;
}

/** What a trace file says of one job. */
export interface TracedJob {
  readonly way: JobWay;
  readonly producer: string;
  readonly jobClass: string;
  /** "orders 417" */
  readonly name: string;
  /** "served", "shed (full)" … */
  readonly ended: string;
  readonly spans: readonly Span[];
}

/** What did not end is drawn up to `endNs`, the end of the run. */
export function tracedJob(way: JobWay, { stations, classes }: Scenario, endNs: number): TracedJob {
  const ids = Object.keys(stations);
  const producer = ids[way.producer];
  const name = `${producer} ${way.serial}`;
  const end = (ns: number): number => (ns < 0 ? endNs : ns);
  const spans: Span[] = [{ name, station: producer, what: 'job', fromNs: way.madeNs, toNs: end(way.endNs), parent: -1 }];
  const addVisits = (visits: readonly Visit[], parent: number): void => {
    for (const visit of visits) {
      const toNs = end(visit.toNs);
      // A job goes through many stations in no time; those that held it are what one wants to see.
      if (toNs === visit.fromNs && visit.serviceFromNs < 0) continue;
      const station = ids[visit.station];
      const stay = spans.push({ name: stations[station].label ?? station, station, what: 'stay', fromNs: visit.fromNs, toNs, parent }) - 1;
      for (const part of piecesOf(visit, toNs)) spans.push({ name: part.what, station, ...part, parent: stay });
    }
  };
  addVisits(way.visits, 0);
  // An attempt or a copy that outlives its job is drawn to its own end.
  for (const part of way.parts) {
    const station = ids[part.visits[0]?.station ?? way.producer];
    const outcome = part.reason === '' ? part.outcome : `${part.outcome} (${part.reason})`;
    addVisits(part.visits, spans.push({ name: `${part.called}, ${outcome}`, station, what: 'attempt', fromNs: part.madeNs, toNs: end(part.endNs), parent: 0 }) - 1);
  }
  return { way, producer, jobClass: Object.keys(classes)[way.jobClass] ?? '', name, ended: way.reason === '' ? way.outcome : `${way.outcome} (${way.reason})`, spans };
}

/** A stretch of a stay. */
export interface Piece {
  readonly what: 'wait' | 'service' | 'calls' | 'blocked';
  readonly fromNs: number;
  readonly toNs: number;
}

/** Waited, was served, waited for the answers to its calls, was blocked: each up to the next. */
export function piecesOf({ fromNs, serviceFromNs, callingNs, blockedNs }: Visit, toNs: number): readonly Piece[] {
  const steps = ([['wait', fromNs], ['service', serviceFromNs], ['calls', callingNs], ['blocked', blockedNs]] as const).filter(([, atNs]) => atNs >= 0);
  const parts = steps.map(([what, atNs], i) => ({ what, fromNs: atNs, toNs: steps[i + 1]?.[1] ?? toNs }));
  return parts.filter(({ what, ...part }) => part.toNs > part.fromNs || what === 'service');
}
