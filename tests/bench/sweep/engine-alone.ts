import { replicationSeed } from '../../../simulations/experiments/replication-seed';
import { libraryScenarios } from '../../../simulations/library';
import { applyChange } from '../../../simulations/scenario/param-path';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { startRun } from '../../../simulations/scenario/start-run';

// The runs of the sweep, one after the other, with nothing around them: no reports, no threads, no looking up for Ctrl-C.
const [path = '', lowText, highText, pointsText, replicationsText, durationText] = process.argv.slice(2);
const [low, high, points, replications, durationS] = [lowText, highText, pointsText, replicationsText, durationText].map(Number) as [number, number, number, number, number];
const given = libraryScenarios.find(({ id }) => id === 'bounded-queue')!.scenario;

let events = 0;
const from = process.cpuUsage();
for (let point = 0; point < points; point++) {
  const changed = applyChange({ ...given, warmupS: 0, durationS }, { path, value: low + (point * (high - low)) / (points - 1) });
  if (!changed.ok) throw new Error(changed.problems[0]!.message);
  for (let r = 0; r < replications; r++) events += eventsOf(changed.value, replicationSeed(given.seed, r));
}
const { user, system } = process.cpuUsage(from);
console.log(JSON.stringify({ events, cpuS: (user + system) / 1e6 }));

function eventsOf(scenario: Scenario, seed: number): number {
  const run = startRun(scenario, { seed });
  if (!run.ok) throw new Error(run.problems[0]!.message);
  while (!run.value.advanceSome(Infinity, Infinity)) { /* on to the end */ }
  return run.value.events;
}
