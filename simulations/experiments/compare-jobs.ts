import type { Scenario } from '../scenario/scenario';
import type { JobWay, Outcome } from './job-log';

/** The same job in two runs. */
export interface JobPair {
  readonly producer: string;
  readonly serial: number;
  readonly jobClass: string;
  readonly madeS: number;
  readonly a: JobEnd;
  readonly b: JobEnd;
  /** B − A in seconds; null unless both served it. */
  readonly differenceS: number | null;
}

export interface JobEnd {
  /** null: this run never made it. */
  readonly outcome: Outcome | null;
  readonly reason: string;
  readonly latencyS: number | null;
}

export interface JobSummary {
  /** Jobs made after the warm-up by either run. */
  readonly jobs: number;
  readonly servedByBoth: number;
  readonly onlyByA: number;
  readonly onlyByB: number;
  readonly byNeither: number;
  /** Among those served by both: B was earlier, later, or as quick to the nanosecond. */
  readonly faster: number;
  readonly slower: number;
  readonly asFast: number;
  /** Of the differences of those served by both, exact. */
  readonly differenceS: { readonly mean: number; readonly min: number; readonly p5: number; readonly p50: number; readonly p95: number; readonly max: number } | null;
}

/** The ends of one run's jobs by "producer serial". */
export class JobEnds {
  private readonly ends = new Map<string, { readonly way: JobWay; readonly producer: string; readonly jobClass: string }>();
  private readonly stationIds: readonly string[];
  private readonly classIds: readonly string[];
  /** What is made at the very end of the warm-up belongs to it, as in the figures. */
  private readonly afterNs: number;

  constructor({ stations, classes, warmupS }: Scenario) {
    this.stationIds = Object.keys(stations);
    this.classIds = Object.keys(classes);
    this.afterNs = warmupS === 0 ? -1 : Math.round(warmupS * 1e9);
  }

  readonly add = (way: JobWay): void => {
    if (way.madeNs <= this.afterNs) return;
    const producer = this.stationIds[way.producer];
    this.ends.set(`${producer} ${way.serial}`, { way: { ...way, visits: [], parts: [] }, producer, jobClass: this.classIds[way.jobClass] });
  };

  /** In the order in which the jobs were made. */
  pairsWith(other: JobEnds): readonly JobPair[] {
    const keys = [...new Set([...this.ends.keys(), ...other.ends.keys()])];
    const pairs = keys.map((key): JobPair => {
      const [a, b] = [this.ends.get(key), other.ends.get(key)];
      const { producer, jobClass, way } = (a ?? b)!;
      const [ofA, ofB] = [endOf(a?.way), endOf(b?.way)];
      const isPair = ofA.latencyS !== null && ofB.latencyS !== null;
      return {
        producer, serial: way.serial, jobClass, madeS: way.madeNs / 1e9, a: ofA, b: ofB,
        // From whole nanoseconds, so that the same is 0.
        differenceS: isPair ? (b!.way.endNs - b!.way.madeNs - (a!.way.endNs - a!.way.madeNs)) / 1e9 : null,
      };
    });
    return pairs.sort((x, y) => x.madeS - y.madeS || (x.producer < y.producer ? -1 : x.producer > y.producer ? 1 : x.serial - y.serial));
  }
}

function endOf(way: JobWay | undefined): JobEnd {
  if (way === undefined) return { outcome: null, reason: '', latencyS: null };
  return { outcome: way.outcome, reason: way.reason, latencyS: way.outcome === 'served' ? (way.endNs - way.madeNs) / 1e9 : null };
}

export function summariseJobs(pairs: readonly JobPair[]): JobSummary {
  const count = (test: (pair: JobPair) => boolean): number => pairs.filter(test).length;
  const byA = ({ a }: JobPair): boolean => a.outcome === 'served';
  const byB = ({ b }: JobPair): boolean => b.outcome === 'served';
  const differences = pairs.flatMap(({ differenceS }) => (differenceS === null ? [] : [differenceS])).sort((x, y) => x - y);
  const n = differences.length;
  const quantile = (p: number): number => differences[Math.max(0, Math.ceil(p * n) - 1)];
  return {
    jobs: pairs.length, servedByBoth: n,
    onlyByA: count((pair) => byA(pair) && !byB(pair)), onlyByB: count((pair) => byB(pair) && !byA(pair)), byNeither: count((pair) => !byA(pair) && !byB(pair)),
    faster: differences.filter((each) => each < 0).length, slower: differences.filter((each) => each > 0).length, asFast: differences.filter((each) => each === 0).length,
    differenceS: n === 0 ? null : {
      mean: differences.reduce((sum, each) => sum + each, 0) / n, min: differences[0], p5: quantile(0.05), p50: quantile(0.5), p95: quantile(0.95), max: differences[n - 1],
    },
  };
}
