import type { ShedReason } from '../../simulations/engine/frame';

/** Why a job was shed, in a word or two. */
export const SHED_WORDS: Readonly<Record<ShedReason, string>> = {
  full: 'full', capacity: 'made smaller', left: 'left', expired: 'expired', managed: 'managed', limit: 'limit', breaker: 'breaker', cut: 'link cut', gate: 'gate',
};
