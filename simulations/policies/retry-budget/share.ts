import { f64 } from '../../engine/arena';
import type { RetryBudgetKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';

/**
 * Each call pays a share of a retry into an account, each retry takes one out of it; the account holds no more than
 * `burst`. With a share of 0.1 retries add at most a tenth to the load, however much fails. The account is full at the start.
 * Source: Beyer et al., Site Reliability Engineering (2016), ch. 21, "per-client retry budget".
 */
const SPENT = 0;

export const budgetShare: RetryBudgetKind = {
  kind: 'share',
  label: 'Share of calls',
  help: 'Retries are at most a share of the calls: a failing callee is not buried under retries.',
  params: {
    share: numberParam({ label: 'Share', unit: 'share', min: 0, max: 1, initial: 0.1, primary: true, help: 'How many retries each call allows on average.' }),
    burst: numberParam({ label: 'Saved up', unit: 'count', min: 1, max: 100_000, initial: 10, slider: [1, 100], help: 'How many retries can be saved up at most.' }),
  },
  compile: (values) => [values['share'] as number, values['burst'] as number],
  onCall: (_k, numbersAt, stateAt) => {
    f64[stateAt + SPENT] = Math.max(0, f64[stateAt + SPENT] - f64[numbersAt]);
  },
  mayRetry: (_k, numbersAt, stateAt) => {
    if (f64[stateAt + SPENT] + 1 > f64[numbersAt + 1] + 1e-9) return false;
    f64[stateAt + SPENT]++;
    return true;
  },
};
