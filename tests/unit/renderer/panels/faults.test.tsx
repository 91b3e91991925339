// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DocumentStore, type AppActions } from '../../../../renderer/document';
import { canHappen, faultOf, faultsFor, firstFault, targetsOf } from '../../../../renderer/panels/faults/fault-edits';
import { TimelineEditor } from '../../../../renderer/panels/inspector/timeline-editor';
import { catalog } from '../../../../simulations/catalog';
import { libraryScenarios } from '../../../../simulations/library';
import { checkFault } from '../../../../simulations/scenario/fault-spec';
import { ProblemList } from '../../../../simulations/scenario/problem-list';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { click, press, render, type, type Rendered } from '../ui/render';

// Method: what can be chosen is held against what the file format allows, for every built-in scenario; the editor of the plan is used in jsdom
// on a real document, with its undo.
describe('faults that are offered', () => {
  it.each(libraryScenarios.map(({ id, scenario }) => [id, scenario] as const))('can happen: %s', (_, scenario) => {
    for (const kind of faultsFor(scenario)) {
      for (const { id } of targetsOf(scenario, kind)) {
        const fault = faultOf(scenario, kind, id);
        const problems = new ProblemList();
        checkFault(fault, scenario, 'fault', problems);
        expect(problems.list(), `${kind.kind} at ${id}`).toEqual([]);
        expect(fault.station ?? fault.link).toBe(id);
      }
    }
  });

  it('are all kinds that there are, in some scenario', () => {
    const offered = new Set(libraryScenarios.flatMap(({ scenario }) => faultsFor(scenario).map(({ kind }) => kind)));
    expect([...offered].sort()).toEqual(catalog.faults.map(({ kind }) => kind).sort());
  });

  it('begin with workers, or with what is selected; one whose station is gone cannot happen', () => {
    const { scenario } = libraryScenarios[0]!;
    expect(firstFault(scenario, null)).toMatchObject({ station: 'pickers' });
    expect(firstFault(scenario, 'orders>inbox')).toMatchObject({ kind: 'cut', link: 'orders>inbox' });
    const fault = firstFault(scenario, null)!;
    const { pickers: _, ...rest } = scenario.stations;
    expect(canHappen({ ...scenario, stations: rest }, fault)).toBe(false);
  });
});

describe('the plan', () => {
  let edited: DocumentStore;
  let page: Rendered;
  const actions = { change: (label: string, after: Scenario) => edited.change(label, after, { quiet: true }) } as unknown as AppActions;
  const element = () => <TimelineEditor scenario={edited.getSnapshot().scenario} actions={actions} />;
  const named = <T extends HTMLElement = HTMLInputElement>(name: string): T => page.find<T>(`[aria-label="${name}"]`);
  const timeline = () => edited.getSnapshot().scenario.timeline;
  const choose = (name: string, value: string): void => {
    const list = named<HTMLSelectElement>(name);
    act(() => {
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
    page.again(element());
  };
  const set = (name: string, text: string): void => {
    type(named(name), text);
    press(named(name), 'Enter');
    page.again(element());
  };

  beforeEach(() => {
    edited = new DocumentStore(libraryScenarios[0]!.scenario, 'test');
    page = render(element());
    click(named<HTMLElement>('Plan a fault'));
    page.again(element());
  });
  afterEach(() => page.unmount());

  it('takes a fault with all that its kind declares, and gives it up again by undo', () => {
    choose('Planned fault 1: what', 'crash');
    set('Planned fault 1: workers', '3');
    set('Planned fault 1: at, s', '42');
    set('Planned fault 1: for, s', '5');
    expect(timeline()).toEqual([{ atS: 42, fault: { kind: 'crash', station: 'pickers', workers: 3, forS: 5 } }]);
    choose('Planned fault 1: what', 'cut');
    expect(timeline()[0]).toEqual({ atS: 42, fault: { kind: 'cut', link: 'orders>inbox', forS: 5 } });
    choose('Planned fault 1: where', 'inbox>pickers');
    expect(timeline()[0]?.fault?.link).toBe('inbox>pickers');
    for (let n = 0; n < 6; n++) edited.undo();
    expect(timeline()).toHaveLength(1);
    edited.undo();
    expect(timeline()).toEqual([]);
  });

  it.each([['at, s', '-1'], ['for, s', 'long'], ['factor, times', '0']])('refuses nonsense beside the field, and the last good value stays: %s = %s', (field, text) => {
    const before = timeline();
    const name = `Planned fault 1: ${field.replace(', times', '')}`;
    set(name, text);
    expect(named(name).getAttribute('aria-invalid')).toBe('true');
    expect(page.find('[role=alert]').textContent).not.toBe('');
    expect(timeline()).toEqual(before);
  });

  it('gives one up with its button', () => {
    click(named<HTMLElement>('Delete planned fault 1'));
    expect(timeline()).toEqual([]);
  });
});
