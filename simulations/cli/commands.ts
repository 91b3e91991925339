import type { Command } from './command';

/** Every command by its name, loaded when it is asked for: help and version should not wait for the engine. */
export const commands = {
  run: async () => (await import('./run-command')).runCommand,
  sweep: async () => (await import('./sweep-command')).sweepCommand,
  merge: async () => (await import('./merge-command')).mergeCommand,
  compare: async () => (await import('./compare-command')).compareCommand,
  check: async () => (await import('./check-command')).checkCommand,
  seek: async () => (await import('./seek-command')).seekCommand,
  trace: async () => (await import('./trace-command')).traceCommand,
  record: async () => (await import('./record-command')).recordCommand,
  replay: async () => (await import('./replay-command')).replayCommand,
  promote: async () => (await import('./promote-command')).promoteCommand,
  export: async () => (await import('./export-command')).exportCommand,
  list: async () => (await import('./list-command')).listCommand,
  show: async () => (await import('./show-command')).showCommand,
  schema: async () => (await import('./schema-command')).schemaCommand,
} as const satisfies Readonly<Record<string, () => Promise<Command>>>;

export type CommandName = keyof typeof commands;
export const commandNames = Object.keys(commands) as readonly CommandName[];
