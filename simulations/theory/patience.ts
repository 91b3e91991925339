import type { Network, Station } from './network';
import { timesOf, variantIn, variantOf, type Times } from './times';

/** How long a job waits before it leaves by itself; 'unknown' where theory cannot tell. */
export type Patience = Times | 'none' | 'unknown';

export function patienceOf(network: Network, queue: Station): Patience {
  if (queue.described?.params['patience'] === undefined) return 'none';
  const variant = variantOf(network, queue, 'patience');
  if (variant === null) return 'unknown';
  if (variant.kind === 'none') return 'none';
  return timesOf(variant) ?? timesOf(variantIn(network, variant.described.params, variant.values, 'time')) ?? 'unknown';
}
