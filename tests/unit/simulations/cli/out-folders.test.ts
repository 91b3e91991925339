// Method: every command that writes is told to write to a folder that is not there. It must say so before it runs anything, and run nothing: a sweep
// of an hour that ends with "no such folder" is an hour lost.
import { expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import { sim, type Files } from './fake-io';

const VARY = 'stations.pickers.workers=4..6';

it.each([
  ['sweep', 'a.spillway', '--vary', `${VARY}/3`, '--out', 'there/x.json'],
  ['compare', 'a.spillway', '--set', 'stations.pickers.workers=5', '--out', 'there/x.md'],
  ['check', 'a.spillway', '--out', 'there/x.csv'],
  ['check', 'a.spillway', '--save-baseline', 'there/x.json'],
  ['seek', 'a.spillway', '--vary', VARY, '--smallest', '--out', 'there/x.json'],
  ['export', 'a.spillway', '--out', 'there/x.csv'],
  ['trace', 'a.spillway', '--out', 'there/x.txt'],
  ['record', 'a.spillway', '--out', 'there/x.json'],
  ['promote', 'r.json', '--set', 'stations.pickers.workers=5', '--why', 'x', '--out', 'there/x.spillway'],
])('%s %s … to a folder that is not there', async (...argv) => {
  const files: Files = { 'a.spillway': printScenario({ ...boundedQueue, durationS: 2 }) };
  await sim(['record', 'a.spillway', '--out', 'r.json'], { files });
  const flag = argv.includes('--save-baseline') ? '--save-baseline' : '--out';
  let runs = 0;
  const { code, out, err } = await sim(argv, { files, onInterrupt: () => { runs += 1; return () => undefined; } });
  expect(err).toMatch(new RegExp(`^${argv[0]}: ${flag}: there is no folder "there" to write "x\\.\\w+" to\\n$`));
  expect({ code, out, runs }).toEqual({ code: 2, out: '', runs: 0 });
});
