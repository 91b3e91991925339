import { deflateSync } from 'node:zlib';
import { compressedHeader, type HdrHistogram } from '../experiments/hdr-histogram';

/** The latencies that ended in one interval, ns. */
export interface HdrInterval {
  /** The class of the jobs, or '' where there is one class only. */
  readonly tag: string;
  readonly fromS: number;
  readonly lengthS: number;
  readonly histogram: HdrHistogram;
}

/** An hour, as is usual; more where there is more. */
const HIGHEST_NS = 3_600_000_000_000;
const NS_PER_MS = 1e6;

/** HdrHistogram's interval log, version 1.3: values in ns, the column of maxima in ms, times in seconds of model time. */
export function hdrLog(title: string, intervals: readonly HdrInterval[]): string {
  const highest = Math.max(HIGHEST_NS, ...intervals.map(({ histogram }) => 2 * histogram.max));
  return `${[
    `#[Spillway: ${title.replaceAll(/[\r\n\]]/g, ' ')}; latency in ns; times are seconds of model time]`,
    '#[Histogram log format version 1.3]',
    '#[StartTime: 0.000 (seconds since epoch), model time 0]',
    '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
    ...intervals.map(({ tag, fromS, lengthS, histogram }) => [
      ...(tag === '' ? [] : [`Tag=${tag}`]), fromS.toFixed(3), lengthS.toFixed(3), (histogram.max / NS_PER_MS).toFixed(3), compressed(histogram, highest),
    ].join(',')),
  ].join('\n')}\n`;
}

function compressed(histogram: HdrHistogram, highest: number): string {
  const deflated = deflateSync(histogram.encode(highest));
  return Buffer.concat([compressedHeader(deflated.length), deflated]).toString('base64');
}
