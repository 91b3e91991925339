import { problemText, type Result } from '../../../simulations/scenario/problem';

/** What stands beside a field whose text was refused: without the path, which the field itself is. */
export function whyNot(result: Result<unknown>): string | null {
  if (result.ok) return null;
  const [first] = result.problems;
  if (first === undefined) return 'That is not possible.';
  return /^(?:must|needs|an id|there is|the name|leads|no )/.test(first.message) ? sentence(first.message) : sentence(problemText(first));
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
