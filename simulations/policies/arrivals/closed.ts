import { DRAWN_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { numberParam, variantParam } from '../../engine/param';

export const USERS = 0;
export const THINK = 1;

/**
 * Users who think, send a job, wait for its end, whatever end it has, and think again: a closed source. There are never more jobs inside than
 * users, so the system slows its own load down; that is what keeps many load tests from ever seeing an overload.
 *
 * All users begin by thinking. The thinking after a job belongs to that job, so it is as long under every policy. More users begin to think
 * at once; of fewer, those leave who next finish thinking or get an answer. Another think time holds for the thinking that begins
 * after the change. Users wait for their answers also where they stand outside, so it does not matter here what the producer
 * does when blocked.
 * Source: Reiser & Lavenberg, J. ACM 27 (1980), for the formula of one class in exponential stations (theory/mva.ts).
 */
export const closed: ArrivalKind = {
  kind: 'closed',
  label: 'Users who wait',
  help: 'A closed loop: each user thinks, sends a job, waits until it has ended, and thinks again. The load gives way when the system is slow.',
  params: {
    users: numberParam({ label: 'Users', unit: 'count', min: 0, max: 100_000, initial: 20, integer: true, slider: [1, 200], primary: true, help: 'N: how many users go round. There are never more jobs inside.' }),
    thinkTime: variantParam({ label: 'Think time', family: 'distribution', initial: { kind: 'exponential', meanS: 1 }, primary: true, help: 'Z: how long a user thinks between an answer and the next job.' }),
  },
  compile: (values, context) => [values['users'] as number, ...context.variant('distribution', values['thinkTime'])],
  drawGapNs: () => {
    f64[DRAWN_NS] = -1; // nobody comes by schedule
  },
  closed: true,
};
