import { FILE_WORDS, SCENARIO_OPTIONS, type Command } from './command';
import { runCommand } from './run-command';

export const runEntry: Command = {
  name: 'run',
  usage: 'FILE [options]',
  summary: 'Runs a scenario and prints its figures.',
  about: `FILE is ${FILE_WORDS}. Exit code 1 when a check of the scenario fails.`,
  options: {
    ...SCENARIO_OPTIONS,
    '--set': {
      ...SCENARIO_OPTIONS['--set'],
      help: `${SCENARIO_OPTIONS['--set'].help}:
  --set stations.orders.arrivals.ratePerS=130
  --set stations.inbox.capacityJobs=unbounded
  --set stations.inbox.whenFull=shed-newest
  --set 'stations.pickers.service={"kind":"lognormal","meanS":0.04,"cv":2}'
  --set classes.order.deadlineS=0.5`,
    },
    '--replications': { takes: 'R', help: 'so many independent runs, each with a seed of its own; means with 95 % intervals' },
    '--json': { help: 'print one JSON object, durations in seconds' },
  },
  examples: [
    { line: 'run bounded-queue', what: 'A built-in scenario' },
    { line: 'run overload --set stations.inbox.whenFull=shed-oldest --duration 600 --json', what: 'With another policy, longer, for a program' },
    { line: 'run - < my.spillway', what: 'From standard input' },
  ],
  run: () => { throw new Error('run reads its own arguments'); },
  runArgv: runCommand,
};
