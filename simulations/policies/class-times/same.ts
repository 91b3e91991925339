import type { VariantKind } from '../../engine/kind';

/** Jobs of all classes take as long. */
export const sameTimes: VariantKind = {
  kind: 'same',
  label: 'The same for all',
  help: 'The service time does not depend on the class.',
  params: {},
  compile: () => [0],
};
