import { i32 } from './arena';
import { invariant } from './invariant';
import { PARAMS, PARAMS_MAX } from './layout';
import type { FamilyId, Param, Params } from './param';

/**
 * How many numbers a member of a family may compile to. A variant takes one more, for the member's index; so a
 * member that has a variant among its own parameters needs room for that.
 */
export const FAMILY_NUMBERS: Readonly<Record<FamilyId, number>> = {
  arrivals: 23, keys: 8, classMix: 1, distribution: 7, classTimes: 1, discipline: 3, whenFull: 3, patience: 8, management: 5,
  routing: 3, limit: 8, cacheAnswers: 3, gateRule: 4,
  backoff: 6, breaker: 7, hedge: 4, retryBudget: 5, throttle: 4,
};

/** How many of a record's floats a parameter takes once compiled. Text is never read on the hot path. */
function numbersOf(param: Param): number {
  switch (param.type) {
    case 'number': case 'choice': return 1;
    case 'variant': return 1 + FAMILY_NUMBERS[param.family];
    case 'text': return 0;
  }
}

/**
 * Where each parameter of a kind stands, relative to its record: a number or the index of a choice; for a
 * variant the index of its member, then the member's numbers.
 */
export function slotsOf<P extends Params>(params: P, from = PARAMS, max = PARAMS_MAX): { readonly [name in keyof P]: number } {
  let next = from;
  const slots = Object.fromEntries(Object.entries(params).map(([name, param]) => {
    const slot = next;
    next += numbersOf(param);
    return [name, slot];
  }));
  invariant(next <= from + max, `a kind's parameters take ${next - from} numbers`);
  return slots as { readonly [name in keyof P]: number };
}

/** Whether the same `count` numbers stand at two places of the arena, bit by bit: a member's index stands there as a whole number. */
export function sameNumbers(a: number, b: number, count: number): boolean {
  for (let i = 0; i < 2 * count; i++) if (i32[(a << 1) + i] !== i32[(b << 1) + i]) return false;
  return true;
}
