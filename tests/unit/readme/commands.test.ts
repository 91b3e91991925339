// Method: the commands that the README shows are taken out of it and run, in their order, against files that exist only here; what they say they
// write must be there. Schedulers' scripts are run for every index with their variables filled in, for a shorter sweep, and the parts merged.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sim, type Files } from '../simulations/cli/fake-io';

const readme = readFileSync(resolve(import.meta.dirname, '../../../README.md'), 'utf8');
const PREFIX = 'npm run --silent sim -- ';

function section(title: string): string {
  const [, rest = ''] = readme.split(`\n## ${title}\n`);
  return rest.split('\n## ')[0]!;
}

/** The lines of a section that call the command line, from `npm run` to their end. */
function commandsIn(text: string): string[] {
  return text.split('\n').filter((line) => line.includes(PREFIX)).map((line) => line.slice(line.indexOf(PREFIX) + PREFIX.length));
}

/** As a shell takes a line apart: words, quotes, `> file`, and a pattern of files. */
function shellWords(line: string, files: Files): { readonly argv: string[]; readonly to: string | undefined } {
  const words = [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain ?? '');
  const redirect = words.indexOf('>');
  const argv = (redirect < 0 ? words : words.slice(0, redirect)).flatMap((word) => {
    if (!word.includes('*')) return [word];
    const pattern = new RegExp(`^${word.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    return Object.keys(files).filter((name) => pattern.test(name));
  });
  return { argv, to: redirect < 0 ? undefined : words[redirect + 1] };
}

async function run(line: string, files: Files, more: readonly string[] = []): Promise<string> {
  const { argv, to } = shellWords(line, files);
  const { code, out, err } = await sim([...argv, ...more], { files });
  expect({ line, code, err: err.replaceAll(/^wrote .*\n/gm, '') }).toEqual({ line, code: 0, err: '' });
  if (to !== undefined) files[to] = out;
  return out;
}

describe('from nothing to a report', () => {
  it('takes five commands, which give a figure and tables', async () => {
    const commands = commandsIn(section('From nothing to a report in five commands'));
    expect(commands).toHaveLength(5);
    const files: Files = {};
    const outs: string[] = [];
    for (const command of commands) {
      // As written but for the length of each run: two hundred long ones are not needed to see that it works.
      const more = /^(run|sweep|compare) /.test(command) ? ['--duration', '15'] : [];
      outs.push(await run(command, files, command.startsWith('run ') ? [...more, '--set', 'stations.pickers.workers=6'] : more));
    }
    expect(Object.keys(files).sort()).toEqual(['fifth.md', 'load.csv', 'load.md', 'load.svg', 'my.spillway']);
    expect(files['load.svg']).toMatch(/^<svg .*[\s\S]*<polyline points="[\d., ]+"[\s\S]*<\/svg>\n$/);
    // How it was made, a blank line, the table's head, and a line a point.
    const [made, blank, ...lines] = files['load.md']!.trimEnd().split('\n');
    expect([made, blank]).toEqual(['A bounded queue in front of four workers: 9 points × 10 replications of 15 s after 20 s of warm-up, seed 1; ± is half a 95 % interval of the mean of n replications', '']);
    expect(lines).toHaveLength(2 + 9);
    expect(files['load.csv']!.trimEnd().split('\r\n')).toHaveLength(1 + 9);
    expect(files['fifth.md']).toMatch(/\| latency p99 \| 20 \| /);
    expect(outs[2]).toMatch(/±|95 %/);
  }, 120_000);
});

describe('beyond one machine', () => {
  const SHARDS = 16;
  const short = ['--duration', '2', '--warmup', '0'];
  const text = section('Beyond one machine');
  const [slurm = '', parallel = '', kubernetes = '', merge = '', ...more] = commandsIn(text);

  /** As the scheduler fills it in for part k. */
  const filled: readonly (readonly [string, (k: number) => string])[] = [
    ['a Slurm array', (k) => slurm.replaceAll('$SLURM_ARRAY_TASK_ID', String(k)).replaceAll('$SLURM_CPUS_PER_TASK', '1')],
    ['GNU parallel', (k) => parallel.replace(/' ::: .*$/, '').replaceAll('{}', String(k))],
    ['a Kubernetes job', (k) => kubernetes.replaceAll('$((JOB_COMPLETION_INDEX + 1))', String(k)).replace('/parts/', '')],
  ];

  it.each(filled)('%s runs the whole sweep, and merge makes one of it', async (_name, line) => {
    expect(more).toEqual([]);
    const files: Files = { 'my.spillway': (await sim(['show', 'bounded-queue', '--json'])).out };
    const fewer = (command: string): string => command.replace('--replications 50', '--replications 2');
    for (let k = 1; k <= SHARDS; k++) await run(fewer(line(k)), files, short);
    expect(Object.keys(files)).toHaveLength(1 + SHARDS);
    const merged = await run(merge, files);
    expect(Object.keys(files)).toContain('workers.svg');
    const whole = fewer(line(1)).replace(/ --shard .*$/, '');
    expect(await run(whole, files, short)).toBe(merged);
  }, 120_000);
});

it('the commands of the table are those that there are', async () => {
  const { out } = await sim(['help']);
  const there = [...out.matchAll(/^ {2}([a-z]+) +[A-Z]/gm)].map(([, name]) => name!).filter((name) => !['help', 'schema', 'npm'].includes(name));
  for (const name of there) expect(section('The command line')).toMatch(new RegExp(`^\\|.*\`${name}\``, 'm'));
});
