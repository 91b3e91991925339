import { NOW_NS, f64, i32 } from './arena';
import type { BreakerKind, LinkHandle } from './kind';
import type { Kernel } from './kernel';
import { J_BORN, L_BREAKER, L_BREAKER_KIND, L_BREAKER_LEFT, L_BREAKER_OF, L_BREAKER_STATE, L_BUDGET_STATE, L_OPEN_AREA, L_OPEN_LAST, L_PROBE } from './layout';

/** The breaker of a call link, and its probe: the one attempt that a half-open breaker has let through. */

export const Breaker = { closed: 0, open: 1, halfOpen: 2 } as const;

/** The first number of a breaker's state: how attempts went that were made before then says nothing. The nanosecond after it opened last; 0: it never did. */
export const COUNTS_FROM = 0;

const kindNow = (link: LinkHandle): number => i32[(link + L_BREAKER_KIND) << 1];

/** The breaker at work. */
export function breakerOf(k: Kernel, link: LinkHandle): BreakerKind {
  if (i32[(link << 1) + L_BREAKER_OF] !== kindNow(link)) beginAnew(link);
  return k.families.breaker[kindNow(link)];
}

/** One of another kind begins closed: what the one before had seen says nothing to it. */
function beginAnew(link: LinkHandle): void {
  const l = link << 1;
  i32[l + L_BREAKER_OF] = kindNow(link);
  i32[l + L_BREAKER] = Breaker.closed;
  i32[l + L_PROBE] = 0;
  f64.fill(0, link + L_BREAKER_STATE, link + L_BUDGET_STATE);
  f64[link + L_BREAKER_LEFT] = 0;
}

/** The link's parameters have changed. A breaker that another kind takes the place of is open no longer; put back in the same instant, it is as it was. */
export function onBreakerChange(link: LinkHandle): void {
  const leftNs = f64[link + L_BREAKER_LEFT];
  if (i32[(link << 1) + L_BREAKER_OF] === kindNow(link)) {
    if (leftNs !== 0 && leftNs < f64[NOW_NS]) beginAnew(link);
    f64[link + L_BREAKER_LEFT] = 0;
  } else if (leftNs === 0) {
    f64[link + L_OPEN_AREA] += openSinceNs(link);
    f64[link + L_OPEN_LAST] = f64[link + L_BREAKER_LEFT] = f64[NOW_NS];
  }
}

/** What the breaker is: of `Breaker`. */
export const breakerState = (link: LinkHandle): number => (f64[link + L_BREAKER_LEFT] === 0 ? i32[(link << 1) + L_BREAKER] : Breaker.closed);

/** How long it has been open in all since the figures began, ns. */
export const openNs = (link: LinkHandle): number => f64[link + L_OPEN_AREA] + (breakerState(link) === Breaker.open ? openSinceNs(link) : 0);

const openSinceNs = (link: LinkHandle): number => (i32[(link << 1) + L_BREAKER] === Breaker.open ? f64[NOW_NS] - f64[link + L_OPEN_LAST] : 0);

/** It opens, lets one attempt through, or closes. */
export function setBreaker(link: LinkHandle, state: number): void {
  const l = link << 1;
  f64[link + L_OPEN_AREA] += openSinceNs(link);
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

/** How an attempt went. Those that were made before the breaker opened say nothing, also when it has closed since; so while it is half open only its probe counts. */
export function learnOf(k: Kernel, link: LinkHandle, a: number, answered: boolean): void {
  const breaker = breakerOf(k, link);
  if (f64[a + J_BORN] < f64[link + L_BREAKER_STATE + COUNTS_FROM]) return;
  if (i32[(link << 1) + L_BREAKER] === Breaker.halfOpen && i32[(link << 1) + L_PROBE] !== a) return;
  breaker.outcome?.(k, link, link + L_BREAKER_KIND + 1, link + L_BREAKER_STATE, answered);
}
