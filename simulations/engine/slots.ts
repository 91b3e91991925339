import { invariant } from './invariant';
import { PARAMS, PARAMS_MAX, VARIANT_NUMBERS } from './layout';
import type { Param, Params } from './param';

/** How many of a station's floats a parameter takes once compiled. Text is never read on the hot path. */
function numbersOf(param: Param): number {
  switch (param.type) {
    case 'number': case 'choice': return 1;
    case 'variant': return 1 + VARIANT_NUMBERS;
    case 'text': return 0;
  }
}

/**
 * Where each parameter of a kind stands, relative to the station's record: a number or the index of a
 * choice; for a variant the index of its member, then the member's numbers.
 */
export function slotsOf<P extends Params>(params: P): { readonly [name in keyof P]: number } {
  let next = PARAMS;
  const slots = Object.fromEntries(Object.entries(params).map(([name, param]) => {
    const slot = next;
    next += numbersOf(param);
    return [name, slot];
  }));
  invariant(next <= PARAMS + PARAMS_MAX, `a kind's parameters take ${next - PARAMS} numbers`);
  return slots as { readonly [name in keyof P]: number };
}
