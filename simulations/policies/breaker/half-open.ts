import { NOW_NS, f64, i32 } from '../../engine/arena';
import { Breaker, COUNTS_FROM, setBreaker } from '../../engine/breakers';
import type { LinkHandle } from '../../engine/kind';
import { L_BREAKER, L_PROBE } from '../../engine/layout';
import { numberParam } from '../../engine/param';

/**
 * What every breaker does once it is open: it lets nothing through for a while, then one probe at a time, and closes
 * when a probe is answered.
 * Source: Nygard, Release It! (2007), "Circuit Breaker".
 */

/** The first state number that is a breaker kind's own. */
export const OWN_STATE = COUNTS_FROM + 1;

export const openS = numberParam({
  label: 'Open for', unit: 's', min: 0.001, max: 3600, initial: 5, slider: [0.1, 30],
  help: 'How long an open breaker refuses every call before it lets one through as a probe.',
});

export function mayTry(link: LinkHandle, openNs: number, stateAt: number): boolean {
  const state = i32[(link << 1) + L_BREAKER];
  if (state === Breaker.closed) return true;
  if (state === Breaker.open) {
    if (f64[NOW_NS] - (f64[stateAt + COUNTS_FROM] - 1) < openNs) return false;
    setBreaker(link, Breaker.halfOpen);
  }
  return i32[(link << 1) + L_PROBE] === 0;
}

export function open(link: LinkHandle, stateAt: number): void {
  setBreaker(link, Breaker.open);
  f64[stateAt + COUNTS_FROM] = f64[NOW_NS] + 1;
}

/** True when the outcome was a probe's, and so decided. */
export function probed(link: LinkHandle, stateAt: number, answered: boolean): boolean {
  const state = i32[(link << 1) + L_BREAKER];
  if (state === Breaker.closed) return false;
  if (state === Breaker.open) return true;
  if (answered) setBreaker(link, Breaker.closed);
  else open(link, stateAt);
  return true;
}
