import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { fileFromArgv } from '../../../electron/main/argv';

const home = resolve('/home/ada');

it.each([
  [['spillway', 'queue.spillway'], resolve(home, 'queue.spillway')],
  [['spillway', '--flag', resolve('/data/Queue.SPILLWAY')], resolve('/data/Queue.SPILLWAY')],
  [['electron', '.', 'a b.spillway', 'second.spillway'], resolve(home, 'a b.spillway')],
])('%j opens %s', (argv, file) => {
  expect(fileFromArgv(argv, home)).toBe(file);
});

it.each([[['queue.spillway']], [['spillway']], [['spillway', '--open=queue.spillway']], [['spillway', 'notes.txt']], [[]]])(
  '%j opens nothing',
  (argv) => {
    expect(fileFromArgv(argv, home)).toBeNull();
  },
);
