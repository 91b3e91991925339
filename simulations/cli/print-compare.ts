import type { ComparedFigure, Verdict } from '../experiments/compare';
import type { JobEnd, JobPair, JobSummary } from '../experiments/compare-jobs';
import { numeral } from '../scenario/wording';
import { differenceText, durationText, figureLabel, withHalfWidth } from './figure-text';
import { csv, markdownTable, table, type Row } from './table';

export interface ComparisonOutput {
  readonly a: string;
  readonly b: string;
  readonly seed: number;
  readonly replications: number;
  readonly warmupS: number;
  readonly durationS: number;
  /** Why A and B do not see the same requests; empty when they do. */
  readonly otherRequests: readonly string[];
  readonly figures: Readonly<Record<string, ComparedFigure>>;
  readonly jobs?: JobSummary;
}

const JOBS_SHOWN = 10;

export function printComparison(compared: ComparisonOutput, pairs: readonly JobPair[] | undefined): string {
  const { a, b, jobs } = compared;
  const lines = [
    `A  ${a}`, `B  ${b}`,
    ...howMade(compared),
    '', ...table(comparisonRows(compared)),
    ...(jobs === undefined || pairs === undefined ? [] : ['', ...jobLines(jobs, pairs)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** Above the table stands what it takes to understand it, and to make it again. */
export function comparisonMarkdown(compared: ComparisonOutput): string {
  return `A: ${compared.a}; B: ${compared.b}. ${howMade(compared).join('. ')}\n\n${markdownTable(comparisonRows(compared))}`;
}

function howMade({ seed, replications, warmupS, durationS, otherRequests }: ComparisonOutput): readonly [string, string] {
  const warmUp = warmupS > 0 ? ` after ${numeral(warmupS)} s of warm-up` : '';
  return [
    `${numeral(replications)} replication${replications === 1 ? '' : 's'} of ${numeral(durationS)} s${warmUp}, the same seeds for both (the first is ${seed}); ± is half a 95 % interval of the mean of n replications`,
    otherRequests.length === 0 ? 'Both see the same requests.' : `They do not see the same requests: ${otherRequests.join('; ')}.`,
  ];
}

function comparisonRows({ figures }: ComparisonOutput): Row[] {
  return [
    ['figure', 'n', 'A', 'B', 'B − A', 'change', 'verdict'],
    ...Object.entries(figures).map(([name, { a, b, difference, verdict }]): Row => [
      figureLabel(name), String(difference.n), withHalfWidth(name, a.mean, a.halfWidth), withHalfWidth(name, b.mean, b.halfWidth),
      differenceText(name, difference.mean, difference.halfWidth), share(difference.mean, a.mean), VERDICTS[verdict],
    ]),
  ];
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  same: 'the same', better: 'B is better', worse: 'B is worse', different: 'different', undecided: 'undecided',
};

function share(difference: number | null, of: number | null): string {
  if (difference === null || of === null || of === 0) return '–';
  const percent = (difference / of) * 100;
  return `${percent > 0 ? '+' : percent < 0 ? '−' : ''}${Math.abs(percent).toFixed(1)} %`;
}

function jobLines(jobs: JobSummary, pairs: readonly JobPair[]): string[] {
  const { differenceS } = jobs;
  const changed = pairs.filter((pair) => pair.differenceS !== null && pair.differenceS !== 0).sort((x, y) => Math.abs(y.differenceS!) - Math.abs(x.differenceS!)).slice(0, JOBS_SHOWN);
  const difference = (seconds: number): string => differenceText('latencyS', seconds, null);
  return [
    `job by job, first replication: ${numeral(jobs.jobs)} jobs; served by both ${numeral(jobs.servedByBoth)}, only by A ${numeral(jobs.onlyByA)}, only by B ${numeral(jobs.onlyByB)}, by neither ${numeral(jobs.byNeither)}`,
    ...(differenceS === null ? [] : [
      `of those served by both, B was faster for ${numeral(jobs.faster)}, slower for ${numeral(jobs.slower)}, as fast for ${numeral(jobs.asFast)}`,
      `latency, B − A: mean ${difference(differenceS.mean)}, median ${difference(differenceS.p50)}, 90 of 100 from ${difference(differenceS.p5)} to ${difference(differenceS.p95)}, all from ${difference(differenceS.min)} to ${difference(differenceS.max)}`,
    ]),
    ...(changed.length === 0 ? [] : [
      '', ...table([
        ['changed most', 'class', 'made at', 'A', 'B', 'B − A'],
        ...changed.map((pair) => [`${pair.producer} ${numeral(pair.serial)}`, pair.jobClass, durationText(pair.madeS), endText(pair.a), endText(pair.b), difference(pair.differenceS!)]),
      ], 2),
    ]),
  ];
}

function endText({ outcome, reason, latencyS }: JobEnd): string {
  if (latencyS !== null) return durationText(latencyS);
  return reason === '' ? (outcome ?? 'not made') : `${outcome ?? ''} (${reason})`;
}

export function comparisonCsv({ figures }: ComparisonOutput): string {
  return csv([
    ['figure', 'replications', 'a', 'b', 'difference', 'difference.low95', 'difference.high95', 'verdict'],
    ...Object.entries(figures).map(([name, { a, b, difference, verdict }]) => [name, difference.n, a.mean, b.mean, difference.mean, difference.ci95?.[0] ?? null, difference.ci95?.[1] ?? null, verdict]),
  ]);
}

/** A row a job. */
export function jobPairsCsv(pairs: readonly JobPair[]): string {
  return csv([
    ['producer', 'job', 'class', 'madeS', 'a.outcome', 'a.reason', 'a.latencyS', 'b.outcome', 'b.reason', 'b.latencyS', 'differenceS'],
    ...pairs.map(({ producer, serial, jobClass, madeS, a, b, differenceS }) => [
      producer, serial, jobClass, madeS, a.outcome, a.reason, a.latencyS, b.outcome, b.reason, b.latencyS, differenceS,
    ]),
  ]);
}
