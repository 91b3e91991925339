import type { FullPolicyKind } from '../../engine/kind';

/** Backpressure: the sender keeps its job and waits at the door, and so may those behind it. */
export const block: FullPolicyKind = {
  kind: 'block',
  label: 'Block',
  help: 'The sender keeps the job and waits. Nothing is lost; the waiting moves upstream.',
  params: {},
  victim: () => 0,
};
