import { invariant } from '../engine/invariant';
import type { LinkKind } from '../engine/kind';
import {
  ATTEMPTS_OF_CALL, L_ATTEMPTS_MAX, L_BACKOFF, L_BREAKER_KIND, L_BUDGET, L_HEDGE, L_ON_TIMEOUT, L_PARAMS, L_PARAMS_MAX, L_THROTTLE, L_TIMEOUT_S,
} from '../engine/layout';
import { choiceParam, numberParam, variantParam } from '../engine/param';
import { slotsOf } from '../engine/slots';
import { HEDGES_MAX } from '../policies/hedge/after';

const params = {
  timeoutS: numberParam({
    label: 'Timeout', unit: 's', min: 0.000_001, max: 86_400, initial: 'unbounded', unbounded: true, slider: [0.01, 5], primary: true,
    help: 'How long an attempt may take before the caller gives it up. Unbounded: it waits for ever.',
  }),
  attemptsMax: numberParam({
    label: 'Tries', unit: 'count', min: 1, max: 50, initial: 1, integer: true, slider: [1, 10], primary: true,
    help: 'How often a call is tried, the first time included.',
  }),
  onTimeout: choiceParam({
    label: 'On timeout', initial: 'cancel',
    help: 'What becomes of an attempt that was given up.',
    options: [
      { id: 'cancel', label: 'Cancel', help: 'It is called back wherever it is: it leaves the line, its worker becomes free.' },
      { id: 'leave', label: 'Leave running', help: 'Nobody tells the callee: it goes on working for an answer that nobody wants.' },
    ],
  }),
  backoff: variantParam({ label: 'Backoff', family: 'backoff', initial: { kind: 'none' }, help: 'How long the caller waits before it tries again.' }),
  retryBudget: variantParam({ label: 'Retry budget', family: 'retryBudget', initial: { kind: 'none' }, help: 'How many retries the calls may cause together.' }),
  breaker: variantParam({ label: 'Circuit breaker', family: 'breaker', initial: { kind: 'none' }, help: 'When the caller stops trying for a while.' }),
  hedge: variantParam({ label: 'Hedging', family: 'hedge', initial: { kind: 'none' }, help: 'Whether a second attempt is made beside one that takes long.' }),
  throttle: variantParam({ label: 'Throttling', family: 'throttle', initial: { kind: 'none' }, help: 'Whether the caller holds itself back when many of its attempts fail.' }),
};

export const callSlots = slotsOf(params, L_PARAMS, L_PARAMS_MAX);
const { timeoutS, attemptsMax, onTimeout, backoff, retryBudget, breaker, hedge, throttle } = callSlots;
invariant(
  timeoutS === L_TIMEOUT_S && attemptsMax === L_ATTEMPTS_MAX && onTimeout === L_ON_TIMEOUT && backoff === L_BACKOFF
  && retryBudget === L_BUDGET && breaker === L_BREAKER_KIND && hedge === L_HEDGE && throttle === L_THROTTLE,
  `the parameters of a call stand where the engine reads them: ${JSON.stringify(callSlots)}`,
);
// The hedges beside a try count as tries, and those beside the last one may go beyond what is allowed.
invariant(params.attemptsMax.max + HEDGES_MAX <= ATTEMPTS_OF_CALL, `${params.attemptsMax.max} tries and ${HEDGES_MAX} hedges have numbers of their own`);

/**
 * Sends a request and holds the caller's job until the answer: a worker that calls stays busy. The request goes down
 * the flow links behind the station that is called; where there are none left, the answer goes back. A request that is
 * shed or fails on its way is a failed attempt at once; one that is lost is a timeout.
 * It leaves out answers that are lost, and requests that are larger or smaller than their job.
 */
export const call: LinkKind = {
  kind: 'call',
  label: 'Call link',
  help: 'Sends a request and waits for the answer.',
  params,
};
