// @vitest-environment jsdom
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { AppActions } from '../../../../renderer/document';
import { StationToolbar } from '../../../../renderer/stage/nodes/station-toolbar';
import { libraryScenarios } from '../../../../simulations/library';
import { press, render, type, type Rendered } from '../ui/render';

// Method: the bar alone in jsdom; where the diagram would put it is left out.
vi.mock('@xyflow/react', () => ({ NodeToolbar: ({ children }: { readonly children: ReactNode }) => children, Position: { Top: 'top' }, useStore: () => 'center' }));

let page: Rendered;
afterEach(() => page.unmount());

it('what was typed and refused is not shown at another station', () => {
  const { pickers, ...others } = libraryScenarios[0]!.scenario.stations;
  const scenario = { ...libraryScenarios[0]!.scenario, stations: { ...others, pickers: pickers!, packers: { ...pickers!, workers: 3 } } };
  const field = () => page.find<HTMLInputElement>('input');
  page = render(<StationToolbar scenario={scenario} station="pickers" actions={{} as AppActions} />);
  type(field(), 'many');
  press(field(), 'Enter');
  expect(field().value).toBe('many');
  page.again(<StationToolbar scenario={scenario} station="packers" actions={{} as AppActions} />);
  expect(field().value).toBe('3');
});
