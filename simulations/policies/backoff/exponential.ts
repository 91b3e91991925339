import { f64 } from '../../engine/arena';
import type { BackoffKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawJitteredNs, jitter, jitterIndex } from './jitter';

/** The pause before try n + 1 is base · 2ⁿ⁻¹, up to a cap, spread by the jitter. Source: Brooker 2015, see jitter.ts. */
export const exponentialBackoff: BackoffKind = {
  kind: 'exponential',
  label: 'Exponential',
  help: 'Waits twice as long before each further retry, up to a cap.',
  params: {
    baseS: numberParam({ label: 'Base', unit: 's', min: 0, max: 3600, initial: 0.05, slider: [0, 2], primary: true, help: 'The pause before the first retry.' }),
    capS: numberParam({ label: 'Cap', unit: 's', min: 0, max: 3600, initial: 1, slider: [0, 10], help: 'No pause is longer.' }),
    jitter,
  },
  refuse: (values) => {
    const { baseS, capS } = values as { baseS: number; capS: number };
    return capS < baseS ? `"capS" must be at least "baseS" (${baseS} s), found ${capS} s` : '';
  },
  compile: (values) => [(values['baseS'] as number) * 1e9, (values['capS'] as number) * 1e9, jitterIndex(values['jitter'])],
  drawPauseNs: (_k, numbersAt, tries, c) => {
    const baseNs = f64[numbersAt];
    const capNs = f64[numbersAt + 1];
    drawJitteredNs(f64[numbersAt + 2], Math.min(capNs, baseNs * 2 ** (tries - 1)), baseNs, capNs, c);
  },
};
