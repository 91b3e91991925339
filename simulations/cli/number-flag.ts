import { ok, refuse, type Result } from '../scenario/problem';
import { numberProblem, type NumberRange } from '../scenario/wording';
import type { Args } from './args';

/** The number that an option gives, or `initial`. Problems name the option. */
export function numberFlag(args: Args, flag: string, initial: number, range: Partial<NumberRange> = {}): Result<number> {
  const text = args.values.get(flag)?.[0];
  if (text === undefined) return ok(initial);
  const value = text.trim() === '' ? NaN : Number(text);
  const message = numberProblem(Number.isNaN(value) ? text : value, { min: 1, max: 1_000_000, integer: true, unbounded: false, unit: '', ...range });
  return message === '' ? ok(value) : refuse({ path: flag, message });
}
