import { betterIs } from '../experiments/figure-names';
import { shardName } from '../experiments/merge';
import { unitCount, type SweepPlan, type SweepPoint, type SweepResult } from '../experiments/sweep';
import { numeral } from '../scenario/wording';
import { figureLabel, paramText, withHalfWidth } from './figure-text';
import { csv, markdownTable, table, type Row } from './table';

/** A sweep for a person: a line a point, each figure with half the width of its 95 % interval. */
export function printSweep(result: SweepResult): string {
  const { plan, points } = result;
  const lines = [
    plan.title,
    howMade(result),
    '',
    ...table(sweepRows(result), plan.axes.length),
  ];
  const early = points.flatMap(({ stopped, values }) => stopped.map((why) => `ended early at ${Object.entries(values).map(([path, value]) => `${path} = ${paramText(value)}`).join(', ')}: ${why}`));
  return `${[...lines, ...(early.length === 0 ? [] : ['', ...early])].join('\n')}\n`;
}

/** Above the table stands what it takes to understand it, and to make it again. */
export function sweepMarkdown(result: SweepResult): string {
  return `${result.plan.title}: ${howMade(result)}\n\n${markdownTable(sweepRows(result), result.plan.axes.length)}`;
}

function howMade({ plan, points, runs, shard }: SweepResult): string {
  const { replications, durationS, warmupS, seed } = plan;
  const all = unitCount(plan);
  const part = runs.length === all ? '' : `; ${shard === null ? '' : `${shardName(shard)}, `}${numeral(runs.length)} of ${numeral(all)} runs`;
  // What is varied stands in the table.
  const isVaried = (path: string): boolean => plan.axes.some((axis) => axis.path === path);
  const length = isVaried('durationS') ? '' : ` of ${numeral(durationS)} s`;
  const warmUp = isVaried('warmupS') || warmupS === 0 ? '' : ` after ${numeral(warmupS)} s of warm-up`;
  return `${numeral(points.length)} points × ${replications} ${replications === 1 ? 'run' : 'replications'}${length}${warmUp}, seed ${seed}${part}; ± is half a 95 % interval of the mean of n replications`;
}

function sweepRows({ plan, points }: SweepResult): Row[] {
  const half = (ci95: readonly [number, number] | null): number | null => (ci95 === null ? null : (ci95[1] - ci95[0]) / 2);
  return [
    [...axisHeads(plan), 'n', ...plan.figures.map(figureLabel)],
    ...points.map((point) => [
      ...plan.axes.map(({ path }) => paramText(point.values[path])), String(point.n),
      ...plan.figures.map((name) => withHalfWidth(name, point.figures[name].mean, half(point.figures[name].ci95))),
    ]),
  ];
}

/** The part of the path that tells the axes apart, with its unit: the whole path stands in CSV and JSON. */
function axisHeads({ axes }: SweepPlan): string[] {
  return axes.map(({ path, unit }) => `${path.replace(/^(stations|classes|links)\./, '')}${unit === '' || /S$|Jobs$|\.workers$/.test(path) ? '' : `, ${unit}`}`);
}

/** One row a point; intervals beside their means; durations in seconds. */
export function sweepCsv({ plan, points }: SweepResult): string {
  return csv([
    [...plan.axes.map(({ path }) => path), 'replications', ...plan.figures.flatMap((name) => [name, `${name}.low95`, `${name}.high95`])],
    ...points.map((point) => [...axisCells(plan, point), point.n, ...plan.figures.flatMap((name) => {
      const { mean, ci95 } = point.figures[name];
      return [mean, ci95?.[0] ?? null, ci95?.[1] ?? null];
    })]),
  ]);
}

function axisCells({ axes }: SweepPlan, { values }: SweepPoint): (string | number)[] {
  return axes.map(({ path }) => {
    const value = values[path];
    return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
  });
}

/** More than somebody names one by one are too many to draw. */
const CHARTED_MAX = 4;

/** Those that a chart shows: the few that were named, or else the last one that is better when smaller, the tail as a rule. */
export function chartedFigures({ figures }: SweepPlan): readonly string[] {
  return figures.length <= CHARTED_MAX ? figures : [[...figures].reverse().find((name) => betterIs(name) === 'less') ?? figures[0]];
}
