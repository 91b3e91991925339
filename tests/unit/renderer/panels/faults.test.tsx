// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DocumentStore, type AppActions } from '../../../../renderer/document';
import { canHappen, faultOf, faultsFor, firstFault, targetsOf } from '../../../../renderer/panels/faults/fault-edits';
import { FaultCard } from '../../../../renderer/panels/faults/fault-card';
import { TimelineEditor } from '../../../../renderer/panels/inspector/timeline-editor';
import type { WatchedRun } from '../../../../renderer/panels/panel-props';
import { Measurements, type RunSnapshot } from '../../../../renderer/run';
import { NO_SHAPE } from '../../../../renderer/run/measured-shape';
import { catalog } from '../../../../simulations/catalog';
import { libraryScenarios } from '../../../../simulations/library';
import { checkFault } from '../../../../simulations/scenario/fault-spec';
import { ok } from '../../../../simulations/scenario/problem';
import { ProblemList } from '../../../../simulations/scenario/problem-list';
import type { FaultSpec, Scenario } from '../../../../simulations/scenario/scenario';
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

describe('one that is made now', () => {
  const { scenario } = libraryScenarios[0]!;
  const measurements = new Measurements();
  const listeners = new Set<() => void>();
  const run: WatchedRun = {
    measurements, getSnapshot: () => ({ status: 'playing' }) as RunSnapshot,
    subscribe: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
  };
  const published = (): void => act(() => { for (const listener of listeners) listener(); });
  const actions = {
    announce: () => undefined,
    fault: (fault: FaultSpec) => {
      measurements.noteFault({ atS: 3.2, fault });
      return Promise.resolve(ok(undefined));
    },
  } as unknown as AppActions;
  const said = (page: Rendered): string | undefined => page.host.querySelector('.ui-hint')?.textContent;
  const breakNow = async (): Promise<Rendered> => {
    const page = render(<FaultCard run={run} document={new DocumentStore(scenario, 'test')} actions={actions} />);
    const fold = page.find<HTMLDetailsElement>('details');
    act(() => {
      fold.open = true;
      fold.dispatchEvent(new Event('toggle'));
    });
    await act(async () => { [...page.host.querySelectorAll('button')].find(({ textContent }) => textContent === 'Now')?.click(); await Promise.resolve(); });
    return page;
  };

  it('is told with its times, until the history is another one', async () => {
    const page = await breakNow();
    expect(said(page)).toMatch(/^Pickers: .*, from 3\.200 s to 13\.200 s\.$/);
    measurements.noteChange({ atS: 1, path: 'stations.pickers.workers', value: 3 });
    published();
    expect(said(page)).toBeUndefined();
    page.unmount();
  });

  it('is not told of any more in another run', async () => {
    const page = await breakNow();
    measurements.goBack(null);
    published();
    expect(said(page), 'in the same run it comes again').toBeDefined();
    measurements.reset(NO_SHAPE, 0, { rateSpanS: 1, rollingS: 10 });
    published();
    expect(said(page)).toBeUndefined();
    page.unmount();
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

  it('keeps the focus and what was refused with the planned fault when it comes to stand elsewhere', () => {
    click(named<HTMLElement>('Plan a fault'));
    page.again(element());
    set('Planned fault 2: at, s', '90');
    set('Planned fault 2: for, s', 'long');
    set('Planned fault 1: at, s', '95');
    expect(timeline().map(({ atS }) => atS)).toEqual([90, 95]);
    expect(named('Planned fault 1: for, s').value).toBe('long');
    expect(named('Planned fault 2: for, s').value).not.toBe('long');
    expect(document.activeElement).toBe(named('Planned fault 2: at, s'));
  });

  it('deletes one without touching what is typed in another, and goes on there', () => {
    click(named<HTMLElement>('Plan a fault'));
    page.again(element());
    set('Planned fault 1: for, s', 'long');
    click(named<HTMLElement>('Delete planned fault 1'));
    page.again(element());
    expect(named('Planned fault 1: for, s').value).not.toBe('long');
    expect(document.activeElement).toBe(named('Planned fault 1: at, s'));
    click(named<HTMLElement>('Delete planned fault 1'));
    page.again(element());
    expect(document.activeElement).toBe(named('Plan a change'));
  });

  it('gives one up with its button', () => {
    click(named<HTMLElement>('Delete planned fault 1'));
    expect(timeline()).toEqual([]);
  });
});
