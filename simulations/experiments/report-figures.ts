import { SHED_REASONS } from '../engine/frame';
import type { Report } from './report';

/** A figure's path in the report, e.g. `latencyS.p99`, `stations.inbox.waitS.mean`, `classes.order.jobs.made`. */
export type FigurePath = string;

const PARTS = ['jobs', 'latencyS', 'throughputPerS', 'goodputPerS', 'classes', 'stations', 'links'] as const;

/** Intervals of one run, and what is said about them, are not figures of their own. */
const NOT_FIGURES = /(Ci95|Why|^supported)$/;

/** Every figure of a report by its path, in the report's order. null: there is none yet (no job was served, for instance). */
export function figuresOf(report: Report): Readonly<Record<FigurePath, number | null>> {
  const found: Record<FigurePath, number | null> = {};
  for (const part of PARTS) collect(report[part], part, found);
  return found;
}

function collect(value: unknown, path: string, into: Record<FigurePath, number | null>): void {
  if (typeof value === 'number' || value === null) into[path] = value;
  else if (typeof value === 'object' && !Array.isArray(value)) {
    for (const [name, inner] of Object.entries(value)) if (!NOT_FIGURES.test(name)) collect(inner, `${path}.${name}`, into);
  }
}

/** One figure by its path. A reason for which nobody was shed stands nowhere in the report: it is 0. */
export function figureOf(figures: Readonly<Record<FigurePath, number | null>>, path: FigurePath): number | null {
  return figures[path] ?? (IS_SHED.test(path) ? 0 : null);
}

const IS_SHED = new RegExp(`\\.shed\\.(${SHED_REASONS.join('|')})$`);
