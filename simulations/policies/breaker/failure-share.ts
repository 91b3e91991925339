import { f64 } from '../../engine/arena';
import type { BreakerKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { OWN_STATE, mayTry, open, openS, probed } from './half-open';

/** Opens when more than a share of the last attempts failed. The last ones are counted in a ring of eight groups. Source: Nygard, Release It!, second edition (2018), "Circuit Breaker". */
const GROUPS_AT = OWN_STATE + 2;
const GROUPS = 8;

export const failureShare: BreakerKind = {
  kind: 'failure-share',
  label: 'Share of failures',
  help: 'Opens when a share of the latest attempts has failed: then calls are refused at once, until a probe is answered.',
  params: {
    share: numberParam({ label: 'Share', unit: 'share', min: 0.01, max: 1, initial: 0.5, primary: true, help: 'It opens when at least this share of the latest attempts failed.' }),
    attempts: numberParam({
      label: 'Latest attempts', unit: 'count', min: 8, max: 80_000, initial: 40, integer: true, slider: [8, 400],
      help: 'How many attempts are looked at; a multiple of 8 is counted exactly, anything else up to the next one.',
    }),
    openS,
  },
  compile: (values) => [values['share'] as number, Math.ceil((values['attempts'] as number) / GROUPS), (values['openS'] as number) * 1e9],
  mayTry: (_k, link, numbersAt, stateAt) => mayTry(link, f64[numbersAt + 2], stateAt),
  outcome: (_k, link, numbersAt, stateAt, answered) => {
    const seen = stateAt + OWN_STATE;
    const failed = seen + 1;
    if (probed(link, stateAt, answered)) {
      f64.fill(0, seen, stateAt + GROUPS_AT + GROUPS);
      return;
    }
    // The oldest group is forgotten when a new one begins; each group counts its own failures.
    const groupSize = f64[numbersAt + 1];
    const group = stateAt + GROUPS_AT + Math.floor(f64[seen] / groupSize) % GROUPS;
    if (f64[seen] % groupSize === 0) {
      f64[failed] -= f64[group];
      f64[group] = 0;
    }
    f64[seen]++;
    if (!answered) {
      f64[group]++;
      f64[failed]++;
    }
    if (f64[seen] < groupSize * GROUPS || f64[failed] < f64[numbersAt] * groupSize * GROUPS) return;
    f64.fill(0, seen, stateAt + GROUPS_AT + GROUPS);
    open(link, stateAt);
  },
};
