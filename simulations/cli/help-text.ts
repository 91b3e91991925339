import { libraryScenarios } from '../library';

export function helpText(): string {
  const idWidth = Math.max(...libraryScenarios.map(({ id }) => id.length));
  const builtIn = libraryScenarios.map(({ id, summary }) => `  ${id.padEnd(idWidth)}  ${summary}`).join('\n');
  return `Spillway: see queues fill, overflow and recover. Runs a scenario without the screen.

Usage
  npm run --silent sim -- run FILE [options]   run it once and print the figures
  npm run --silent sim -- schema               print the JSON Schema of scenario files
  npm run --silent sim -- help                 print this
  npm run --silent sim -- --version            print the version

FILE is a *.spillway file, - for standard input, or a built-in scenario:
${builtIn}

Options of run
  --seed N            another history of the same scenario
  --warmup S          seconds before the figures begin to count
  --duration S        seconds that the figures cover, after the warm-up
  --set PATH=VALUE    another value for a parameter; may be given several times:
                        --set stations.orders.arrivals.ratePerS=130
                        --set stations.inbox.capacityJobs=unbounded
                        --set stations.inbox.whenFull=shed-newest
                        --set 'stations.pickers.service={"kind":"lognormal","meanS":0.04,"cv":2}'
                        --set classes.order.deadlineS=0.5
  --json              print one JSON object, durations in seconds

Exit code: 0; 1 when a check of the scenario fails; 2 for bad input, with the problems on standard error; 130 after Ctrl-C.
`;
}
