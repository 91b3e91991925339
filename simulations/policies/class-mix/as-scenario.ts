import type { VariantKind } from '../../engine/kind';

/** The classes' own shares. */
export const asScenario: VariantKind = {
  kind: 'as-scenario',
  label: 'As in the scenario',
  help: 'Classes come in the shares that the scenario gives them.',
  params: {},
  compile: () => [0],
};
