import type { RetryBudgetKind } from '../../engine/kind';

/** Only the number of tries limits the retries. */
export const noBudget: RetryBudgetKind = {
  kind: 'none',
  label: 'None',
  help: 'Only the number of tries limits the retries.',
  params: {},
};
