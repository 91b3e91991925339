import { f64 } from '../engine/arena';
import type { FaultKind } from '../engine/kind';
import { FAULT_SHARE } from '../engine/layout';
import { numberParam } from '../engine/param';

/** A share of the jobs fails there at the end of its service, beside what the station's own failure share says. Two of them are independent. */
export const fail: FaultKind = {
  kind: 'fail',
  label: 'Fail jobs',
  help: 'A share of the jobs fails for a while.',
  on: 'station',
  suits: ({ params, onFault }) => onFault !== undefined && params['workers'] !== undefined,
  params: {
    share: numberParam({ label: 'Share', unit: 'share', min: 0, max: 1, initial: 0.5, primary: true, help: 'The share of jobs that fails.' }),
  },
  apply: (k, s, active) => {
    f64[s + FAULT_SHARE] = 1 - active.reduce((good, values) => good * (1 - (values['share'] as number)), 1);
    k.kindOf(s).onFault?.(k, s);
  },
};
