import { resolve } from 'node:path';

export const FILE_EXTENSION = 'spillway';

/** The scenario that a command line names, as an absolute path. Switches and other files are not ours to open. */
export function fileFromArgv(argv: readonly string[], workingDirectory: string): string | null {
  const file = argv.slice(1).find((word) => !word.startsWith('-') && word.toLowerCase().endsWith(`.${FILE_EXTENSION}`));
  return file === undefined ? null : resolve(workingDirectory, file);
}
