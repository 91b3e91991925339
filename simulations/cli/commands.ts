import type { Command } from './command';
import { checkCommand } from './check-command';
import { compareCommand } from './compare-command';
import { exportCommand } from './export-command';
import { listCommand } from './list-command';
import { mergeCommand } from './merge-command';
import { promoteCommand } from './promote-command';
import { recordCommand } from './record-command';
import { replayCommand } from './replay-command';
import { runCommand } from './run-command';
import { schemaCommand } from './schema-command';
import { seekCommand } from './seek-command';
import { showCommand } from './show-command';
import { sweepCommand } from './sweep-command';
import { traceCommand } from './trace-command';

/**
 * Every command by its name. None is loaded only when it is asked for: the bundler would then write every constant of the engine as a variable that is
 * set later, and the engine would run at little more than half its pace. All of it together is read in a twentieth of a second.
 */
export const commands = {
  run: runCommand,
  sweep: sweepCommand,
  merge: mergeCommand,
  compare: compareCommand,
  check: checkCommand,
  seek: seekCommand,
  trace: traceCommand,
  record: recordCommand,
  replay: replayCommand,
  promote: promoteCommand,
  export: exportCommand,
  list: listCommand,
  show: showCommand,
  schema: schemaCommand,
} as const satisfies Readonly<Record<string, Command>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];
