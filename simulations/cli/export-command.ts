import { HdrHistogram } from '../experiments/hdr-histogram';
import { JobLog, type GoOn, type JobWay } from '../experiments/job-log';
import { seriesRows, type SeriesRow } from '../experiments/time-series';
import type { Problem } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { startRun, type EngineRun } from '../scenario/start-run';
import { FILE_WORDS, SCENARIO_OPTIONS, wordsOf, type Command } from './command';
import { ExitCode } from './exit-code';
import { givenScenario } from './given-scenario';
import { hdrLog, type HdrInterval } from './hdr-log';
import { interruptible } from './interruptible';
import { numberFlag } from './number-flag';
import { printProblems } from './print-problems';
import { csv } from './table';
import { checkOutNames, writeOutFiles } from './write-files';

const SLICE_EVENTS = 4_000;
const FILES = ['.csv', '.json', '.hlog'];

export const exportCommand: Command = {
  name: 'export',
  usage: 'FILE --out FILE [options]',
  summary: 'Writes a run over time: counts, latency and stations in every interval.',
  about: 'The end of the name says what is written: .csv (a row an interval), .json (the same), .hlog (HdrHistogram\'s interval log of latencies in ns, after the warm-up).',
  options: {
    '--out': { takes: 'FILE', many: true, help: 'what to write; may be given several times' },
    '--interval': { takes: 'S', help: 'length of an interval in seconds (default: 1)' },
    ...SCENARIO_OPTIONS,
  },
  examples: [
    { line: 'export overload --out overload.csv', what: 'For a spreadsheet or a plot over time' },
    { line: 'export bounded-queue --interval 10 --out latency.hlog', what: 'For the tools of HdrHistogram' },
  ],

  async run(args, io) {
    const words = wordsOf(args, ['FILE'], FILE_WORDS);
    const outs = args.values.get('--out') ?? [];
    const names = checkOutNames(outs, FILES, io);
    const interval = numberFlag(args, '--interval', 1, { min: 0.000_001, max: 1_000_000, integer: false, unit: 's' });
    const problems: Problem[] = [words, names, interval].flatMap((result) => (result.ok ? [] : result.problems));
    if (outs.length === 0) problems.push({ path: '', message: `needs --out FILE, a name that ends in ${FILES.join(', ')}` });
    if (!words.ok || !interval.ok || problems.length > 0) return printProblems('export', problems, io);
    const given = await givenScenario(words.value[0] ?? '', args, io);
    if (!given.ok) return printProblems(given.name, given.problems, io);
    const { scenario } = given;
    const run = startRun(scenario, { seed: scenario.seed });
    if (!run.ok) return printProblems(given.name, run.problems, io);

    const series = new Series(scenario, interval.value);
    if (!await interruptible(io, (goOn) => series.follow(run.value, goOn))) {
      io.err('export: interrupted; nothing is written\n');
      return ExitCode.interrupted;
    }
    const written = writeOutFiles(outs, {
      '.csv': () => seriesCsv(series.rows, scenario), '.json': () => `${JSON.stringify({ title: scenario.title, seed: scenario.seed, warmupS: scenario.warmupS, intervals: series.rows }, undefined, 1)}\n`,
      '.hlog': () => hdrLog(scenario.title, series.intervals()),
    }, io);
    return written.ok ? ExitCode.ok : printProblems('export', written.problems, io);
  },
};

/** The rows of a run's windows, and the exact latencies of its jobs by interval and class. */
class Series {
  readonly rows: SeriesRow[] = [];
  private readonly histograms = new Map<string, { readonly interval: number; readonly jobClass: number; readonly histogram: HdrHistogram }>();
  private readonly warmupNs: number;
  private readonly intervalNs: number;

  constructor(private readonly scenario: Scenario, private readonly intervalS: number) {
    this.warmupNs = Math.round(scenario.warmupS * 1e9);
    this.intervalNs = Math.round(intervalS * 1e9);
  }

  async follow(run: EngineRun, goOn: GoOn): Promise<boolean> {
    const { scenario } = this;
    const stationIds = Object.keys(scenario.stations);
    const log = new JobLog(this.take);
    run.sampleJobs(1);
    run.setWindowS(this.intervalS);
    let frame: Float64Array | undefined;
    const read = (): void => {
      frame = run.readFrame(frame);
      log.read(frame);
      this.rows.push(...seriesRows(frame, stationIds));
    };
    for (let isDone = false; !isDone;) {
      isDone = run.advanceSome(scenario.warmupS + scenario.durationS, SLICE_EVENTS);
      read();
      if (!isDone && !await goOn(run)) return false;
    }
    run.setWindowS(Infinity); // ends the one that the end of the run has cut short
    read();
    return true;
  }

  /** What ends at the very end of an interval belongs to it. */
  private readonly take = (way: JobWay): void => {
    if (way.outcome !== 'served' || (this.warmupNs > 0 && way.endNs <= this.warmupNs)) return;
    const interval = Math.max(0, Math.ceil((way.endNs - this.warmupNs) / this.intervalNs) - 1);
    const key = `${interval} ${way.jobClass}`;
    let there = this.histograms.get(key);
    if (there === undefined) {
      there = { interval, jobClass: way.jobClass, histogram: new HdrHistogram() };
      this.histograms.set(key, there);
    }
    there.histogram.record(way.endNs - way.madeNs);
  };

  intervals(): readonly HdrInterval[] {
    const { scenario: { classes, warmupS, durationS }, intervalS } = this;
    const ids = Object.keys(classes);
    return [...this.histograms.values()].sort((a, b) => a.interval - b.interval || a.jobClass - b.jobClass).map(({ interval, jobClass, histogram }) => ({
      tag: ids.length < 2 ? '' : ids[jobClass], fromS: warmupS + interval * intervalS, lengthS: Math.min(intervalS, durationS - interval * intervalS), histogram,
    }));
  }
}

function seriesCsv(rows: readonly SeriesRow[], { stations, warmupS }: Scenario): string {
  const ids = Object.keys(stations);
  const sinceS = Math.round(warmupS * 1e9) / 1e9; // the run counts whole nanoseconds
  const ofStation = ['meanJobs', 'waitingJobs', 'arrived', 'left', 'shed', 'utilisation'] as const;
  return csv([
    [
      'fromS', 'toS', 'inFigures', 'made', 'served', 'good', 'shed', 'failed', 'timedOut', 'inside', 'throughputPerS', 'latencyS.n', 'latencyS.mean', 'latencyS.p50', 'latencyS.p95', 'latencyS.p99', 'latencyS.max',
      ...ids.flatMap((id) => ofStation.map((name) => `stations.${id}.${name}`)),
    ],
    ...rows.map(({ fromS, toS, made, served, good, shed, failed, timedOut, inside, throughputPerS, latencyS, stations: its }) => [
      fromS, toS, String(fromS >= sinceS), made, served, good, shed, failed, timedOut, inside, throughputPerS, latencyS.n, latencyS.mean, latencyS.p50, latencyS.p95, latencyS.p99, latencyS.max,
      ...ids.flatMap((id) => ofStation.map((name) => its[id][name])),
    ]),
  ]);
}
