// Method: random systems from the real catalogue. Whatever is recognised in them is measured in eight seeded runs; each figure must lie within the
// 99.99 % interval of the runs and a slack of 2 %. A model that is named wrongly shows here, whichever assumption was overlooked.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import { reportOf, type Report } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { startRun } from '../../../../simulations/scenario/start-run';
import { recogniseGroups, recogniseModels, type Recognised } from '../../../../simulations/theory/recognise';
import { recogniseWhole } from '../../../../simulations/theory/recognise-whole';
import { randomSystem } from './random-system';

const SYSTEMS = Number(process.env['SPILLWAY_PROPERTY_FACTOR'] ?? 1) * 40;
const RUNS = 8;
const JOBS = 6_000;
/** Two-sided 99.99 % quantile of Student's t for 7 degrees of freedom. */
const T_9999_DF7 = 7.885;

function reportsOf(scenario: Scenario): readonly Report[] {
  return Array.from({ length: RUNS }, (_, n) => {
    const started = startRun(scenario, { seed: n + 1 });
    if (!started.ok) throw new Error(JSON.stringify(started.problems));
    started.value.advanceTo(Infinity);
    return reportOf(started.value);
  });
}

function expectNear(what: string, measured: readonly number[], theory: number): void {
  const mean = measured.reduce((sum, x) => sum + x, 0) / RUNS;
  const variance = measured.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (RUNS - 1);
  const halfWidth = T_9999_DF7 * Math.sqrt(variance / RUNS);
  expect(Math.abs(mean - theory), `${what}: measured ${mean} ± ${halfWidth}, theory ${theory}`).toBeLessThanOrEqual(halfWidth + 0.02 * theory);
}

/** What a part's figures say of the run, in what every report has. */
function expectPart(id: string, { figures, waitAt, model, modelId }: Recognised, reports: readonly Report[]): void {
  if (figures === null) return;
  // A fork keeps the job until its copies are back.
  const station = id.split('>').at(modelId === 'forkJoin2' ? 0 : -1)!;
  const jobsAt = (report: Report, ids: readonly string[]): number => ids.reduce((sum, each) => sum + report.stations[each]!.meanJobs, 0);
  expectNear(`${id} ${model} throughput`, reports.map((report) => report.stations[station]!.left / report.simulatedS), figures.throughputPerS);
  expectNear(`${id} ${model} jobs`, reports.map((report) => jobsAt(report, [...waitAt, station])), figures.meanJobs);
  if (waitAt.length > 0 && figures.waitS.mean > 0) expectNear(`${id} ${model} waiting`, reports.map((report) => jobsAt(report, waitAt)), figures.meanWaitingJobs);
}

describe('what is recognised', () => {
  it.each(Array.from({ length: SYSTEMS }, (_, n) => n + 1))('holds in system %i', (n) => {
    const { scenario, pools } = randomSystem(n, JOBS);
    const parts = Object.entries({ ...recogniseModels(scenario, catalog), ...recogniseGroups(scenario, catalog) }).filter(([id, { figures }]) => figures !== null && !pools.has(id));
    const whole = recogniseWhole(scenario, catalog);
    if (parts.length === 0 && whole.figures === null) return;
    const reports = reportsOf(scenario);
    for (const [id, part] of parts) expectPart(id, part, reports);
    if (whole.figures !== null) expectNear(`whole: ${whole.model}`, reports.map(({ latencyS }) => latencyS.mean!), whole.figures.latencyS.mean);
  });

  it('is a good part of them', () => {
    const recognised = Array.from({ length: SYSTEMS }, (_, n) => Object.values(recogniseModels(randomSystem(n + 1, JOBS).scenario, catalog)).some(({ figures }) => figures !== null));
    expect(recognised.filter(Boolean).length).toBeGreaterThan(SYSTEMS / 3);
  });
});
