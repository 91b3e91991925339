import { LOSS_SHARE } from '../experiments/figure-names';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import { figureLabel, figureText, withHalfWidth } from './figure-text';
import { limitsText } from './print-report';
import type { ReplicatedOutput } from './run-replicated';
import { csv, table, type Row } from './table';
import { theoryLines } from './theory-lines';

/** The means of independent replications for a person. */
export function printReplicated(output: ReplicatedOutput, scenario: Scenario): string {
  const { title, seeds, seed, replications, warmupS, durationS, events, wallS, stopped, figures, theory } = output;
  const shown = shownFigures(scenario).filter((name) => (figures[name]?.n ?? 0) > 0);
  const without = shown.filter((name) => figures[name].why !== '').map((name) => `${figureLabel(name)}: ${figures[name].why}`);
  const lines = [
    title,
    `${numeral(seeds.length)}${seeds.length < replications ? ` of ${numeral(replications)}` : ''} replication${replications === 1 ? '' : 's'} of ${numeral(durationS)} s${warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : ''}, the first with seed ${seed}, ${jobsServed(figures)}${numeral(events)} events in ${wallS} s`,
    ...stopped.map((why) => `some ended early: ${why}`),
    '',
    ...table([['figure', 'mean ± half width', '95 % interval', 'from run to run', 'n'], ...shown.map((name) => figureRow(name, figures[name]))]),
    '± and interval: where the true mean lies in 95 of 100 such experiments (Student’s t); from run to run: the standard deviation of one run',
    ...(without.length === 0 ? [] : ['', ...new Set(without)]),
    ...theoryLines(theory),
    ...checkLines(output),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many jobs all of it rests on. */
function jobsServed(figures: ReplicatedOutput['figures']): string {
  const served = figures['jobs.served'];
  return served === undefined || served.mean === null ? '' : `${numeral(Math.round(served.mean * served.n))} jobs served, `;
}

function figureRow(name: string, { mean, sd, ci95, halfWidth, n }: ReplicatedOutput['figures'][string]): Row {
  return [
    figureLabel(name), withHalfWidth(name, mean, halfWidth),
    ci95 === null ? '–' : `${figureText(name, ci95[0])} … ${figureText(name, ci95[1])}`, figureText(name, sd), numeral(n),
  ];
}

/** What a person looks at first: the whole, then each station's own figures. CSV and JSON have them all. */
function shownFigures(scenario: Scenario): readonly string[] {
  const durations = (name: string): string[] => ['mean', 'p50', 'p95', 'p99'].map((figure) => `${name}.${figure}`);
  const stations = Object.entries(scenario.stations).flatMap(([id, { kind }]) => {
    const own = kind === 'workers' ? ['utilisation'] : kind === 'queue' ? ['meanJobs', 'waitS.mean', 'waitS.p99'] : [];
    return own.map((name) => `stations.${id}.${name}`);
  });
  return ['throughputPerS', 'goodputPerS', LOSS_SHARE, ...durations('latencyS'), 'latencyS.p999', ...stations];
}

function checkLines({ checks, seeds }: ReplicatedOutput): string[] {
  if (checks.length === 0) return [];
  return ['', ...checks.map((check) => (
    `check ${check.pass ? 'passed' : 'FAILED'}: ${check.name}, ${withHalfWidth(check.figure, check.value, check.ci95 === null ? null : (check.ci95[1] - check.ci95[0]) / 2)}, ${limitsText(check.figure, check)}; kept in ${numeral(check.passedIn)} of ${numeral(seeds.length)} replications`
  ))];
}

/** A line for each figure; durations in seconds. */
export function replicatedCsv({ figures }: ReplicatedOutput): string {
  return csv([
    ['figure', 'n', 'mean', 'sd', 'low95', 'high95'],
    ...Object.entries(figures).map(([name, { n, mean, sd, ci95 }]) => [name, n, mean, sd, ci95?.[0] ?? null, ci95?.[1] ?? null]),
  ]);
}
