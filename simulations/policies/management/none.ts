import type { ManagementKind } from '../../engine/kind';

/** Sheds nobody before the queue is full. */
export const noManagement: ManagementKind = {
  kind: 'none',
  label: 'None',
  help: 'Nobody is shed before the queue is full.',
  params: {},
};
