// Method: every command is asked for help; what stands there is held against what the command reads, and every example is
// taken apart by the command's own argument reader.
import { describe, expect, it } from 'vitest';
import { parseArgs } from '../../../../simulations/cli/args';
import { flagsOf } from '../../../../simulations/cli/command';
import { commandNames, commands } from '../../../../simulations/cli/commands';
import { sim } from './fake-io';

it('lists every command', async () => {
  const { code, out } = await sim(['help']);
  expect(code).toBe(0);
  for (const name of commandNames) expect(out).toMatch(new RegExp(`^  ${name} +[A-Z]`, 'm'));
  expect(await sim([])).toMatchObject({ code: 2, out: '', err: out });
});

describe.each(commandNames)('help %s', (name) => {
  it('shows options and examples that the command takes', async () => {
    const command = commands[name];
    const { code, out } = await sim(['help', name]);
    expect(code).toBe(0);
    expect(await sim([name, '--help'])).toEqual({ code, out, err: '' });
    for (const option of Object.keys(command.options)) expect(out).toContain(`  ${option}`);
    expect(command.examples.length).toBeGreaterThan(0);
    for (const { line } of command.examples) {
      const [first, ...rest] = line.replace(/ [<>] .*$/, '').replaceAll('\'', '').split(' ');
      expect(first).toBe(name);
      expect(parseArgs(rest, flagsOf(command)), line).toMatchObject({ ok: true });
    }
  });
});

it.each([['help', 'swep'], ['swep']])('%s %s is answered with the nearest command', async (...argv) => {
  const { code, err } = await sim(argv);
  expect(code).toBe(2);
  expect(err).toContain('unknown command "swep"; did you mean "sweep"?');
});
