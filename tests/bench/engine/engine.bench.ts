import type { Keyframe } from '../../../simulations/scenario/run-api';
import type { EngineRun } from '../../../simulations/scenario/start-run';
import { EVENTS, goOn, line, median, started, takeTurns } from './measure';
import { besideBare, rateLines } from './rates';
import { crowd, onTheWay, systems } from './systems';

for (const each of rateLines(besideBare())) console.log(each);

beside('every move written, M/M/1', 'M/M/1', false);
beside('every move written and read, M/M/1', 'M/M/1', true);
many('pending events', [10, 1_000, 100_000], (jobs) => {
  const run = started(onTheWay(jobs), 1);
  run.advanceTo(5);
  return run;
});
many('jobs inside', [10, 1_000, 1_000_000], (jobs) => {
  const run = started(crowd(jobs), 1);
  run.advanceTo(1);
  run.change({ path: 'stations.orders.arrivals.ratePerS', value: 100 });
  return run;
});
for (const jobs of [10_000, 100_000]) keyframes(jobs);
heapGrowth();

function beside(title: string, system: string, reads: boolean): void {
  const { without, written } = takeTurns({
    without: (round) => goOn(started(systems[system]!, round), EVENTS),
    written: (round) => {
      const run = started(systems[system]!, round);
      run.sampleJobs(1);
      return goOn(run, EVENTS, reads);
    },
  });
  print(title, `${(100 * (1 - written! / without!)).toFixed(0).padStart(5)} % fewer events/s`, '');
}

/** The same system at several sizes, taking turns: how much slower the largest is than the smallest. */
function many(what: string, sizes: readonly number[], make: (size: number) => EngineRun): void {
  const runs = sizes.map(make);
  const rates = runs.map((): number[] => []);
  for (let round = 0; round < 5; round++) {
    runs.forEach((run, n) => {
      goOn(run, EVENTS / 8); // has the seat, and its memory near
      const from = performance.now();
      rates[n]!.push((goOn(run, EVENTS / 2) / (performance.now() - from)) * 1000);
    });
  }
  const rate = rates.map(median);
  sizes.forEach((size, n) => { print(`${size.toLocaleString('en')} ${what}`, `${(rate[n]! / 1e6).toFixed(1).padStart(5)} million events/s`, `${(rate[0]! / rate[n]!).toFixed(2)} times slower`); });
}

function keyframes(jobs: number): void {
  const run = started(crowd(jobs), 1);
  run.advanceTo(1);
  let kept: Keyframe | undefined;
  const times = Array.from({ length: 50 }, () => {
    const from = performance.now();
    kept = run.keyframe(kept);
    return performance.now() - from;
  });
  print(`a keyframe with ${jobs.toLocaleString('en')} jobs inside`, `${median(times.slice(10)).toFixed(3)} ms`, `${(kept!.state.byteLength / jobs).toFixed(0)} bytes a job, all in all`);
}

/** What ten million events leave on the heap. */
function heapGrowth(): void {
  const run = started(systems['M/M/4']!, 1);
  goOn(run, EVENTS);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  while (run.events < 12_000_000) run.advanceSome(Infinity, 20_000);
  const grown = process.memoryUsage().heapUsed - before;
  print('heap growth over ten million events', `${(grown / 1e6).toFixed(2)} MB`, globalThis.gc === undefined ? '(garbage included)' : '');
}

function print(name: string, value: string, ratio: string): void {
  console.log(line(name, value, ratio));
}
