import { f64 } from '../../engine/arena';
import type { BackoffKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawJitteredNs, jitter, jitterIndex } from './jitter';

/** The same pause before each retry. With decorrelated jitter it grows from there, up to ten times as long. */
export const fixed: BackoffKind = {
  kind: 'fixed',
  label: 'Fixed',
  help: 'Waits the same time before each retry.',
  params: {
    pauseS: numberParam({ label: 'Pause', unit: 's', min: 0, max: 3600, initial: 0.1, slider: [0, 2], primary: true, help: 'How long a caller waits before it tries again.' }),
    jitter,
  },
  compile: (values) => [(values['pauseS'] as number) * 1e9, jitterIndex(values['jitter'])],
  drawPauseNs: (_k, numbersAt, _tries, c) => {
    const pauseNs = f64[numbersAt];
    drawJitteredNs(f64[numbersAt + 1], pauseNs, pauseNs, 10 * pauseNs, c);
  },
};
