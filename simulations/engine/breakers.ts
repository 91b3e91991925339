import { NOW_NS, f64, i32 } from './arena';
import type { BreakerKind, LinkHandle } from './kind';
import type { Kernel } from './kernel';
import { L_BREAKER, L_BREAKER_KIND, L_BREAKER_OF, L_BREAKER_STATE, L_BUDGET_STATE, L_OPEN_AREA, L_OPEN_LAST, L_PROBE } from './layout';

/** The breaker of a call link, and its probe: the one attempt that a half-open breaker has let through. */

export const Breaker = { closed: 0, open: 1, halfOpen: 2 } as const;

/** The breaker at work. One of another kind begins closed: what the one before had seen says nothing to it. */
export function breakerOf(k: Kernel, link: LinkHandle): BreakerKind {
  const l = link << 1;
  const kind = i32[(link + L_BREAKER_KIND) << 1];
  if (i32[l + L_BREAKER_OF] !== kind) {
    i32[l + L_BREAKER_OF] = kind;
    f64.fill(0, link + L_BREAKER_STATE, link + L_BUDGET_STATE);
    setBreaker(link, Breaker.closed);
  }
  return k.families.breaker[kind];
}

/** It opens, lets one attempt through, or closes. */
export function setBreaker(link: LinkHandle, state: number): void {
  const l = link << 1;
  if (i32[l + L_BREAKER] === Breaker.open) f64[link + L_OPEN_AREA] += f64[NOW_NS] - f64[link + L_OPEN_LAST];
  f64[link + L_OPEN_LAST] = f64[NOW_NS];
  i32[l + L_BREAKER] = state;
  i32[l + L_PROBE] = 0;
}

/** An attempt was let through. */
export function letThrough(link: LinkHandle, a: number): void {
  if (i32[(link << 1) + L_BREAKER] === Breaker.halfOpen) i32[(link << 1) + L_PROBE] = a;
}

/** Another row stands for the attempt from now on; 0: nobody will hear how it went, and the next one may be the probe. */
export function standsFor(link: LinkHandle, a: number, row: number): void {
  if (i32[(link << 1) + L_PROBE] === a) i32[(link << 1) + L_PROBE] = row;
}

/** How an attempt went. While the breaker is half open only its probe counts: the others were made before it opened. */
export function learnOf(k: Kernel, link: LinkHandle, a: number, answered: boolean): void {
  const breaker = breakerOf(k, link);
  if (i32[(link << 1) + L_BREAKER] === Breaker.halfOpen && i32[(link << 1) + L_PROBE] !== a) return;
  breaker.outcome?.(k, link, link + L_BREAKER_KIND + 1, link + L_BREAKER_STATE, answered);
}
