import { f64 } from '../../engine/arena';
import type { BreakerKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { OWN_STATE, mayTry, open, openS, probed } from './half-open';

/** Opens after so many failures in a row; one success in between starts the count again. Source: Nygard, Release It! (2007). */
export const consecutive: BreakerKind = {
  kind: 'consecutive',
  label: 'Failures in a row',
  help: 'Opens when so many attempts in a row have failed: then calls are refused at once, until a probe is answered.',
  params: {
    failures: numberParam({ label: 'Failures in a row', unit: 'count', min: 1, max: 10_000, initial: 5, integer: true, slider: [1, 50], primary: true, help: 'So many failed attempts in a row open it.' }),
    openS,
  },
  compile: (values) => [values['failures'] as number, (values['openS'] as number) * 1e9],
  mayTry: (_k, link, numbersAt, stateAt) => mayTry(link, f64[numbersAt + 1], stateAt),
  outcome: (_k, link, numbersAt, stateAt, answered) => {
    const failures = stateAt + OWN_STATE;
    if (probed(link, stateAt, answered)) {
      f64[failures] = 0;
      return;
    }
    f64[failures] = answered ? 0 : f64[failures] + 1;
    if (f64[failures] < f64[numbersAt]) return;
    f64[failures] = 0;
    open(link, stateAt);
  },
};
