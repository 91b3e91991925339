import type { ParamValue, ParamValues } from '../engine/param';

/** A scenario: what is saved in a `*.spillway` file, and nothing else. Times are in seconds. */
export interface Scenario {
  readonly format: typeof SCENARIO_FORMAT;
  readonly title: string;
  /** Markdown: what is it, what to notice, what to try. Always shown as text. */
  readonly about: string;
  readonly seed: number;
  readonly warmupS: number;
  readonly durationS: number;
  readonly classes: Readonly<Record<string, JobClass>>;
  readonly stations: Readonly<Record<string, StationSpec>>;
  readonly links: readonly LinkSpec[];
  readonly timeline: readonly TimelineItem[];
  readonly checks: readonly CheckSpec[];
  readonly changelog: readonly ChangelogEntry[];
}

export const SCENARIO_FORMAT = 'spillway/1';

export interface JobClass {
  /** Relative share of the jobs that producers make; shares are normalised. */
  readonly share: number;
  /** Larger is more important. */
  readonly priority: number;
  /** A job served later than this after its intended time is not good. Absent: no deadline. */
  readonly deadlineS?: number;
}

/** Whole ns after the intended time; Infinity where there is none. */
export const classDeadlineNs = ({ deadlineS }: Pick<JobClass, 'deadlineS'>): number => Math.round((deadlineS ?? Infinity) * 1e9);

/** A station: its kind, its place in the picture, and its kind's parameters beside them. */
export interface StationSpec {
  readonly kind: string;
  readonly label?: string;
  /** Left upper corner in the picture, in pixels at zoom 1. */
  readonly at?: readonly [number, number];
  readonly [param: string]: ParamValue | readonly [number, number] | undefined;
}

/** A flow link: a job that leaves `from` goes to `to`. With `call` a call link: `from` asks `to` and waits for the answer. */
export interface LinkSpec {
  readonly from: string;
  readonly to: string;
  /** Parameters of links/flow.ts; where one of them stands, the link is a way of its own that takes time or loses jobs. */
  readonly delayS?: number;
  readonly lossRatio?: number;
  /** Parameters of links/call.ts; {} is a call with all of them as declared. */
  readonly call?: ParamValues;
}

/** A link's name in paths and reports. */
export const linkId = ({ from, to }: Pick<LinkSpec, 'from' | 'to'>): string => `${from}>${to}`;

/** What happens at a time: a change, or a fault. */
export interface TimelineItem {
  readonly atS: number;
  readonly change?: Change;
  readonly fault?: FaultSpec;
}

/** Something that goes wrong for a while at a station or on a link (simulations/faults). Its kind's parameters stand beside these. */
export interface FaultSpec {
  readonly kind: string;
  readonly station?: string;
  /** A link's name, `from>to`. */
  readonly link?: string;
  readonly forS: number;
  readonly [param: string]: ParamValue | undefined;
}

/** Sets one parameter, e.g. `stations.orders.arrivals.ratePerS` to 200. */
export interface Change {
  readonly path: string;
  readonly value: ParamValue;
}

export interface CheckSpec {
  readonly name: string;
  /** A station's id, or absent for the whole. */
  readonly station?: string;
  /** Where the figure stands in the report, e.g. `latencyS.p99`. */
  readonly metric: string;
  readonly min?: number;
  readonly max?: number;
}

export interface ChangelogEntry {
  readonly version: number;
  readonly date: string;
  readonly why: string;
  readonly changes: readonly Change[];
}
