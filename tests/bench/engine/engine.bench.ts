import { reportOf } from '../../../simulations/experiments/report';
import { startRun } from '../../../simulations/scenario/start-run';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { bareMm1 } from './bare-mm1';
import { systems } from './systems';

// Method: each figure is the median of rounds that take turns within one process, the bare loop among
// them, with several engines alive. Only the ratios are stated; the machine's mood is in both sides.
const ROUNDS = 7;
const EVENTS = 2_000_000;

const names = Object.keys(systems);
const perS: Record<string, number[]> = { bare: [] };
for (const name of names) perS[name] = [];

for (let round = 0; round <= ROUNDS; round++) {
  const bare = timed(() => bareMm1(90, 100, round, EVENTS).events);
  if (round > 0) perS['bare']!.push(bare);
  for (const name of names) {
    const rate = timed(() => engineEvents(systems[name]!, round));
    if (round > 0) perS[name]!.push(rate);
  }
}

const bare = median(perS['bare']!);
console.log(`bare hand-written M/M/1 loop   ${(bare / 1e6).toFixed(1).padStart(5)} million events/s   1.00`);
for (const name of names) {
  const rate = median(perS[name]!);
  console.log(`${name.padEnd(31)}${(rate / 1e6).toFixed(1).padStart(5)} million events/s   ${(rate / bare).toFixed(2)}`);
}

function engineEvents(scenario: Scenario, seed: number): number {
  const run = startRun(scenario, { seed, endS: Infinity });
  if (!run.ok) throw new Error(run.problems[0]!.message);
  while (run.value.events < EVENTS) run.value.advanceSome(Infinity, 20_000);
  if (reportOf(run.value).jobs.served === 0) throw new Error('nothing was served');
  return run.value.events;
}

function timed(work: () => number): number {
  const from = performance.now();
  const events = work();
  return (events / (performance.now() - from)) * 1000;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
