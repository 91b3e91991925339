import type { KeyKind } from '../../engine/kind';

/** Jobs are about nothing in particular: caches always miss, duplicates cannot be told. */
export const noKeys: KeyKind = {
  kind: 'none',
  label: 'None',
  help: 'Jobs have no key.',
  params: {},
};
