import type { PatienceKind } from '../../engine/kind';

/** Endless patience. */
export const noPatience: PatienceKind = {
  kind: 'none',
  label: 'Endless',
  help: 'Whoever waits stays until its turn comes.',
  params: {},
};
