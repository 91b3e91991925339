import { problemText, type Problem } from '../scenario/problem';
import { ExitCode } from './exit-code';
import type { Io } from './io';

/** One problem a line, each with the name of what it is in; '' where the problems name it themselves. */
export function printProblems(name: string, problems: readonly Problem[], io: Io): number {
  io.err(problems.map((problem) => `${name === '' ? '' : `${name}: `}${problemText(problem)}\n`).join(''));
  return ExitCode.badInput;
}
