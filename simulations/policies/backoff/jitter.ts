import { DRAWN_NS, f64 } from '../../engine/arena';
import type { JobHandle } from '../../engine/kind';
import { J_SINCE } from '../../engine/layout';
import { choiceParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';

/**
 * How chance spreads the retries of callers that failed together.
 * Source: Brooker, "Exponential backoff and jitter", AWS Architecture Blog, 2015.
 */
export const jitter = choiceParam({
  label: 'Jitter', initial: 'none',
  help: 'How chance spreads the retries, so that callers that failed together do not come back together.',
  options: [
    { id: 'none', label: 'None', help: 'Exactly the pause.' },
    { id: 'equal', label: 'Equal', help: 'Half of the pause, and up to half of it by chance.' },
    { id: 'full', label: 'Full', help: 'Anything between nothing and the pause.' },
    { id: 'decorrelated', label: 'Decorrelated', help: 'Anything between the base and three times the last pause, up to the cap.' },
  ],
});

/** Writes the pause of call `c` into DRAWN_NS: `pauseNs`, as the jitter number `kind` spreads it. */
export function drawJitteredNs(kind: number, pauseNs: number, baseNs: number, capNs: number, c: JobHandle): void {
  const last = f64[c + J_SINCE] === 0 ? baseNs : f64[c + J_SINCE];
  const spread = kind === 1 ? pauseNs / 2 + drawUniform() * (pauseNs / 2)
    : kind === 2 ? drawUniform() * pauseNs
      : kind === 3 ? Math.min(capNs, baseNs + drawUniform() * Math.max(0, 3 * last - baseNs))
        : pauseNs;
  f64[c + J_SINCE] = spread;
  f64[DRAWN_NS] = spread;
}

export const jitterIndex = (id: unknown): number => jitter.options.findIndex((option) => option.id === id);
