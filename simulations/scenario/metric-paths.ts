import type { StationKind } from '../engine/kind';
import { SHED_REASONS } from '../engine/frame';
import { linkId, type LinkSpec } from './scenario';

/**
 * The figures that a check can name, as they stand in the report (experiments/report.ts). Each is a number
 * or, while nothing was counted, null.
 */
const DURATION_FIGURES = ['n', 'mean', 'p50', 'p90', 'p95', 'p99', 'p999', 'max'];

const shed = SHED_REASONS.map((reason) => `shed.${reason}`);
const durations = (name: string): readonly string[] => DURATION_FIGURES.map((figure) => `${name}.${figure}`);
const jobs = ['made', 'insideAtStart', 'served', 'good', ...shed, 'failed', 'timedOut', 'inside'].map((name) => `jobs.${name}`);

const call = ['calls', 'answered', 'failed', 'attempts', 'retries', 'timeouts', 'hedges', 'refused', 'breakerOpenShare', ...durations('latencyS')];

/** Of the whole run, its classes, and its links that call. */
export function wholeMetrics(classIds: readonly string[], links: readonly LinkSpec[] = []): readonly string[] {
  const ofJobs = [...durations('latencyS'), ...jobs];
  return ['throughputPerS', 'goodputPerS', ...ofJobs, ...classIds.flatMap((id) => ofJobs.map((name) => `classes.${id}.${name}`)), ...links.flatMap(linkMetrics)];
}

/** Only a call has figures whose meaning does not hang on what happened. */
function linkMetrics(link: LinkSpec): readonly string[] {
  return link.call === undefined ? [] : call.map((name) => `links.${linkId(link)}.call.${name}`);
}

/** Of one station. Where jobs end, the latency of those that ended there is known. */
export function stationMetrics(kind: StationKind): readonly string[] {
  return [
    ...(kind.linksOut === 'none' ? durations('latencyS') : []),
    ...(kind.histograms ?? []).flatMap(durations),
    ...Object.keys(kind.figures ?? {}),
    'arrived', 'left', ...shed, 'failed', 'timedOut', 'withdrawn', 'inside', 'meanJobs', 'maxJobs', 'meanStayS', 'utilisation', 'blockedShare',
  ];
}
