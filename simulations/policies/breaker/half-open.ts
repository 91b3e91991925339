import { NOW_NS, f64, i32 } from '../../engine/arena';
import { setBreaker } from '../../engine/calls';
import type { LinkHandle } from '../../engine/kind';
import { L_BREAKER } from '../../engine/layout';
import { numberParam } from '../../engine/param';

/**
 * What every breaker does once it is open: it lets nothing through for a while, then one probe at a time, and closes
 * when a probe is answered. Its first two state numbers are when it opened and whether a probe is under way.
 * Source: Nygard, Release It! (2007), "Circuit Breaker".
 */
export const Breaker = { closed: 0, open: 1, halfOpen: 2 } as const;
const OPENED_AT = 0;
const PROBING = 1;
/** The first state number that is a breaker kind's own. */
export const OWN_STATE = 2;

export const openS = numberParam({
  label: 'Open for', unit: 's', min: 0.001, max: 3600, initial: 5, slider: [0.1, 30],
  help: 'How long an open breaker refuses every call before it lets one through as a probe.',
});

export function mayTry(link: LinkHandle, openNs: number, stateAt: number): boolean {
  const state = i32[(link << 1) + L_BREAKER];
  if (state === Breaker.closed) return true;
  if (state === Breaker.open) {
    if (f64[NOW_NS] - f64[stateAt + OPENED_AT] < openNs) return false;
    setBreaker(link, Breaker.halfOpen);
    f64[stateAt + PROBING] = 0;
  }
  if (f64[stateAt + PROBING] === 1) return false;
  f64[stateAt + PROBING] = 1;
  return true;
}

export function open(link: LinkHandle, stateAt: number): void {
  setBreaker(link, Breaker.open);
  f64[stateAt + OPENED_AT] = f64[NOW_NS];
}

/** True when the outcome was a probe's, and so decided. Answers to calls from before it opened change nothing. */
export function probed(link: LinkHandle, stateAt: number, answered: boolean): boolean {
  const state = i32[(link << 1) + L_BREAKER];
  if (state === Breaker.closed) return false;
  if (state === Breaker.open) return true;
  f64[stateAt + PROBING] = 0;
  if (answered) setBreaker(link, Breaker.closed);
  else open(link, stateAt);
  return true;
}
