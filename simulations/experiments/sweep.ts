import type { ParamValue } from '../engine/param';
import { replicatedFigure, type ReplicatedFigure } from './replicated-figure';
import { replicationSeed } from './replication-seed';
import type { FigurePath } from './report-figures';

export const SWEEP_FORMAT = 'spillway-sweep/1';

/** All that decides a sweep's numbers, and nothing else: two parts of one sweep have the same plan. */
export interface SweepPlan {
  readonly title: string;
  readonly seed: number;
  readonly replications: number;
  readonly warmupS: number;
  readonly durationS: number;
  /** The last one changes fastest from point to point. */
  readonly axes: readonly SweepAxis[];
  readonly figures: readonly FigurePath[];
  /** Of the scenario's text, so that parts of different scenarios are not taken for one. */
  readonly fingerprint: string;
}

export interface SweepAxis {
  readonly path: string;
  /** "jobs", "per s" … or ''. */
  readonly unit: string;
  readonly values: readonly ParamValue[];
}

/** Part `k` of `of`, counted from 1. */
export interface Shard {
  readonly k: number;
  readonly of: number;
}

/** What one run gave; its figures in the order of the plan's. */
export interface SweepRow {
  readonly unit: number;
  readonly events: number;
  readonly stopped: string;
  readonly figures: readonly (number | null)[];
}

/** A sweep or a part of one, as it is written to a file. */
export interface SweepResult {
  readonly format: typeof SWEEP_FORMAT;
  readonly plan: SweepPlan;
  readonly shard: Shard | null;
  readonly points: readonly SweepPoint[];
  /** In the order of their units. */
  readonly runs: readonly SweepRow[];
  /** Runs that could not be made, and why. */
  readonly failed: readonly { readonly unit: number; readonly why: string }[];
}

export interface SweepPoint {
  readonly values: Readonly<Record<string, ParamValue>>;
  /** Finished replications. */
  readonly n: number;
  /** Why runs ended before their time, each reason once. */
  readonly stopped: readonly string[];
  readonly figures: Readonly<Record<FigurePath, Pick<ReplicatedFigure, 'n' | 'mean' | 'sd' | 'ci95'>>>;
}

export function pointCount({ axes }: SweepPlan): number {
  return axes.reduce((count, { values }) => count * values.length, 1);
}

export function unitCount(plan: SweepPlan): number {
  return pointCount(plan) * plan.replications;
}

/** The value of every axis at a point. */
export function valuesAt({ axes }: SweepPlan, point: number): readonly ParamValue[] {
  let rest = point;
  const values: ParamValue[] = [];
  for (const axis of [...axes].reverse()) {
    values.unshift(axis.values[rest % axis.values.length]);
    rest = Math.floor(rest / axis.values.length);
  }
  return values;
}

export function pointOf({ replications }: SweepPlan, unit: number): number {
  return Math.floor(unit / replications);
}

/** The same seeds at every point, so that points differ by their parameters alone. */
export function seedOf({ seed, replications }: SweepPlan, unit: number): number {
  return replicationSeed(seed, unit % replications);
}

/** Every `of`-th unit, so that no part gets all of the slow ones. */
export function unitsOf(plan: SweepPlan, shard: Shard | null): readonly number[] {
  const all = Array.from({ length: unitCount(plan) }, (_, unit) => unit);
  return shard === null ? all : all.filter((unit) => unit % shard.of === shard.k - 1);
}

/** Puts runs together, whoever made them and in whatever order they came: the same runs give the same result, to the digit. */
export function sweepResult(plan: SweepPlan, shard: Shard | null, rows: readonly SweepRow[], failed: SweepResult['failed'] = []): SweepResult {
  const runs = [...rows].sort((a, b) => a.unit - b.unit);
  const byPoint = new Map<number, SweepRow[]>();
  for (const row of runs) {
    const point = pointOf(plan, row.unit);
    const there = byPoint.get(point);
    if (there === undefined) byPoint.set(point, [row]);
    else there.push(row);
  }
  const points = [...byPoint].map(([point, its]) => pointFigures(plan, point, its));
  return { format: SWEEP_FORMAT, plan, shard, points, runs, failed: [...failed].sort((a, b) => a.unit - b.unit) };
}

function pointFigures(plan: SweepPlan, point: number, rows: readonly SweepRow[]): SweepPoint {
  const values = valuesAt(plan, point);
  return {
    values: Object.fromEntries(plan.axes.map(({ path }, a) => [path, values[a]])),
    n: rows.length,
    stopped: [...new Set(rows.map(({ stopped }) => stopped).filter((why) => why !== ''))],
    figures: Object.fromEntries(plan.figures.map((name, f) => {
      const { n, mean, sd, ci95 } = replicatedFigure(rows.map(({ figures }) => figures[f]));
      return [name, { n, mean, sd, ci95 }];
    })),
  };
}
