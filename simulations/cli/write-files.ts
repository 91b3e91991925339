import { basename, dirname, extname } from 'node:path';
import { nearestOf } from '../scenario/nearest';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import { quoted } from '../scenario/wording';
import type { Io } from './io';

/** What a result can be written as, by the end of a file's name, e.g. `.csv`. */
export type Writers = Readonly<Record<string, () => string>>;

/** Before the work begins: a name with an end that nothing is written as, or in a folder that is not there, would be found out too late. */
export function checkOutNames(files: readonly string[], ends: readonly string[], io: Io): Result<void> {
  const problems: Problem[] = files.flatMap((file) => folderProblems('--out', file, io));
  for (const [index, file] of files.entries()) {
    const end = extname(file).toLowerCase();
    if (!ends.includes(end)) problems.push({ path: '--out', message: `the name must end in ${ends.join(', ')}, found ${JSON.stringify(file)}${end === '' ? '' : nearestOf(end, ends)}` });
    if (files.indexOf(file) < index) problems.push({ path: '--out', message: `${JSON.stringify(file)} is given twice` });
  }
  return problems.length > 0 ? refuse(...problems) : ok(undefined);
}

export function folderProblems(flag: string, file: string | undefined, io: Io): readonly Problem[] {
  if (file === undefined || io.isFolder(dirname(file))) return [];
  return [{ path: flag, message: `there is no folder ${quoted(dirname(file))} to write ${quoted(basename(file))} to` }];
}

/** Writes each file as a whole, and says so; what the disk refuses is a problem, and the other files are still written. */
export function writeOutFiles(files: readonly string[], writers: Writers, io: Io): Result<void> {
  const problems = files.flatMap((file) => {
    const written = writeOut(file, writers[extname(file).toLowerCase()]?.() ?? '', io);
    return written.ok ? [] : written.problems;
  });
  return problems.length > 0 ? refuse(...problems) : ok(undefined);
}

export function writeOut(file: string, text: string, io: Io): Result<void> {
  try {
    io.writeFile(file, text);
    io.err(`wrote ${file}\n`);
    return ok(undefined);
  } catch (error) {
    return refuse({ path: file, message: `cannot be written: ${error instanceof Error ? withoutOwnName(error.message) : String(error)}` });
  }
}

/** What the disk says ends with the name under which the file is written first, which means nothing to anybody. */
function withoutOwnName(message: string): string {
  return message.replace(/, open '[^']*'$/, '');
}
