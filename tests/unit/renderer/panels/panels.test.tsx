// @vitest-environment jsdom
// Method: the panels in jsdom over a real document and an invented run; what they ask for is recorded.
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fullPolicies } from '../../../../simulations/catalog';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { DocumentStore, linkId, withId, withoutClass, type AppActions } from '../../../../renderer/document';
import { ControlPanel } from '../../../../renderer/panels/control-panel';
import { ClassesEditor } from '../../../../renderer/panels/inspector/classes-editor';
import type { PanelProps } from '../../../../renderer/panels/panel-props';
import { ProblemBanner } from '../../../../renderer/panels/problem-banner';
import { ScenarioCard } from '../../../../renderer/panels/scenario-card';
import { TransportBar } from '../../../../renderer/panels/transport-bar';
import { Measurements, type RunSnapshot } from '../../../../renderer/run';
import { click, press, render, type, type Rendered } from '../ui/render';

const snapshot: RunSnapshot = {
  status: 'paused', speed: 0.1, measuredSpeed: 0, seed: 1, nowS: 12.3456, reachedS: 12.3456, doneLater: 0, events: 4321, made: 10, inside: 2, stopped: '',
  notice: null, problems: [], scenario: boundedQueue, sampleEvery: 1, runStale: false,
};
let document_: DocumentStore;
let asked: unknown[][];
let page: Rendered | undefined;

function props(run: Partial<RunSnapshot> = {}): PanelProps {
  const now = { ...snapshot, ...run };
  const setParam: AppActions['setParam'] = (path, value, key) => {
    asked.push(['setParam', path, value]);
    return document_.setParam(path, value, key);
  };
  const actions = new Proxy({}, {
    get: (_, name) => (name === 'setParam' ? setParam : (...args: unknown[]) => { asked.push([name, ...args]); }),
  }) as AppActions;
  return { run: { subscribe: () => () => undefined, getSnapshot: () => now, measurements: new Measurements() }, document: document_, actions };
}
const show = (element: Parameters<typeof render>[0]): Rendered => { page = render(element); return page; };
const named = (name: string): HTMLInputElement => page!.find<HTMLInputElement>(`[aria-label="${name}"]`);

beforeEach(() => {
  document_ = new DocumentStore(boundedQueue, 'test');
  asked = [];
  Element.prototype.scrollIntoView = vi.fn();
});
afterEach(() => page?.unmount());

describe('the controls', () => {
  it('stand in the order of the flow', () => {
    const { host } = show(<ControlPanel {...props()} />);
    expect([...host.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual(['Orders', 'Inbox', 'Pickers', 'Done']);
  });

  it('of hundreds of stations have their turn after those that one sees first; of the selected one they are there', async () => {
    const stations = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`q${n}`, { kind: 'queue' }]));
    document_ = new DocumentStore({ ...boundedQueue, stations, links: [], checks: [] }, 'many');
    const { host } = show(<ControlPanel {...props()} selection="q49" />);
    const fieldsOf = (name: string): number => host.querySelectorAll(`section[aria-label^="${name}"] input`).length;
    expect(['Q0', 'Q39', 'Q40', 'Q48', 'Q49'].map((name) => fieldsOf(name) > 0)).toEqual([true, true, false, false, true]);
    expect(host.querySelectorAll('h2')).toHaveLength(50);
    await act(() => vi.waitFor(() => expect(fieldsOf('Q48')).toBe(fieldsOf('Q0')), 5000));
  });

  it.each([
    ['Inbox capacity, jobs', '20', 'stations.inbox.capacityJobs', 20],
    ['Orders arrival rate, per s', '200', 'stations.orders.arrivals.ratePerS', 200],
    ['Pickers workers', '3', 'stations.pickers.workers', 3],
  ])('%s sets its parameter', (name, text, path, value) => {
    show(<ControlPanel {...props()} />);
    type(named(name), text);
    press(named(name), 'Enter');
    expect(asked).toEqual([['setParam', path, value]]);
    expect(named(name).value).toBe(text);
  });

  it('a policy is chosen among cards that explain themselves', () => {
    const { host } = show(<ControlPanel {...props()} />);
    const cards = [...host.querySelectorAll<HTMLInputElement>('[role=radiogroup][aria-label="Inbox when full"] input')];
    expect(cards.map(({ value }) => value)).toEqual(fullPolicies.map(({ kind }) => kind));
    for (const card of cards) expect(host.querySelector(`[id="${card.getAttribute('aria-describedby') ?? ''}"]`)?.textContent).not.toBe('');
    click(cards[1]!);
    expect(asked).toEqual([['setParam', 'stations.inbox.whenFull', { kind: 'shed-newest' }]]);
    expect(cards[1]!.checked).toBe(true);
  });

  it('another distribution brings its own parameters and keeps the mean', () => {
    show(<ControlPanel {...props()} />);
    const list = page!.find<HTMLSelectElement>('select[aria-label="Pickers service time"]');
    act(() => {
      list.value = 'lognormal';
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(asked[0]).toEqual(['setParam', 'stations.pickers.service', expect.objectContaining({ kind: 'lognormal', meanS: 0.04 })]);
  });

  it('a selected station is brought into view and says so', () => {
    show(<ControlPanel {...props()} selection="pickers" />);
    expect(Element.prototype.scrollIntoView).toHaveBeenCalledTimes(1);
    expect(page!.find('[data-selected=true] h2').textContent).toBe('Pickers');
  });
});

describe('what was typed and refused', () => {
  it('is not shown at a station of the same id in another scenario', () => {
    show(<ControlPanel {...props()} />);
    type(named('Pickers workers'), 'many');
    press(named('Pickers workers'), 'Enter');
    expect(named('Pickers workers').value).toBe('many');
    act(() => document_.replace(structuredClone(boundedQueue), { name: 'another' }));
    expect(named('Pickers workers').value).toBe('4');
  });

  it('is not shown at another link', () => {
    const links = boundedQueue.links.map((link) => ({ ...link, delayS: 0.5 }));
    document_ = new DocumentStore({ ...boundedQueue, links }, 'test');
    const [first, second] = links.map((link) => ({ stations: [], links: [linkId(link)] }));
    const { host } = show(<ControlPanel {...props()} picked={first!} />);
    const delay = () => host.querySelector<HTMLInputElement>('[aria-label$=", selected"] input[type=text]')!;
    type(delay(), 'long');
    press(delay(), 'Enter');
    expect(delay().value).toBe('long');
    page!.again(<ControlPanel {...props()} picked={second!} />);
    expect(delay().value).toBe('0.5');
  });
});

describe('the focus', () => {
  const actions = {
    change: (label: string, after: Scenario) => document_.change(label, after),
    rename: (station: string, id: string) => {
      const renamed = withId(document_.getSnapshot().scenario, station, id);
      return renamed.ok ? document_.change('id', renamed.value) : renamed;
    },
    deleteClass: (id: string) => document_.change('class', withoutClass(document_.getSnapshot().scenario, id)),
  } as AppActions;

  it('stays in the id of a station that gets another', async () => {
    show(<ControlPanel {...props()} actions={actions} />);
    await act(async () => {
      page!.find<HTMLDetailsElement>('details:has(> [aria-label="Name and links of Inbox"])').open = true;
      await vi.waitFor(() => named('Id of Inbox'));
    });
    const field = named('Id of Inbox');
    type(field, 'postbox');
    press(field, 'Enter');
    expect(Object.keys(document_.getSnapshot().scenario.stations)).toContain('postbox');
    expect(document.activeElement).toBe(named('Id of Inbox'));
  });

  it('stays in the id of a class that gets another, and goes to the row beside a class that is deleted', () => {
    const classes = { a: { share: 1, priority: 0 }, b: { share: 2, priority: 0 } };
    document_ = new DocumentStore({ ...boundedQueue, classes }, 'test');
    const element = () => <ClassesEditor scenario={document_.getSnapshot().scenario} actions={actions} />;
    show(element());
    type(named('Class b: id'), 'c');
    press(named('Class b: id'), 'Enter');
    page!.again(element());
    expect(document.activeElement).toBe(named('Class c: id'));
    click(named('Delete the class c'));
    page!.again(element());
    expect(document.activeElement).toBe(named('Class a: id'));
  });
});

describe('the transport', () => {
  it('says where the run is', () => {
    show(<TransportBar {...props()} />);
    expect(named('Model time').textContent).toBe('12.346 s');
    expect(named('Events').textContent).toBe('4,321');
    expect(named('Seed').textContent).toBe('1');
    expect(named('Speed').textContent).toBe('0.1 model s per s');
  });

  it.each([['Play', 'playPause'], ['Step one event', 'step'], ['Restart', 'restart'], ['New seed', 'newSeed']])('%s asks for %s', (name, action) => {
    show(<TransportBar {...props()} />);
    click(named(name));
    expect(asked).toEqual([[action]]);
  });

  it('Max goes as fast as it goes, and back to the speed before', () => {
    show(<TransportBar {...props()} />);
    click(named('Max'));
    expect(asked).toEqual([['setSpeed', Infinity]]);
    page!.again(<TransportBar {...props({ speed: Infinity, measuredSpeed: 1234, status: 'playing' })} />);
    expect(named('Max').getAttribute('aria-pressed')).toBe('true');
    expect(named('Speed').textContent).toBe('max: 1,234 model s per s');
    click(named('Max'));
    expect(asked[1]).toEqual(['setSpeed', 0.1]);
  });

  it('says when the machine cannot keep up', () => {
    show(<TransportBar {...props({ status: 'playing', speed: 100, measuredSpeed: 40 })} />);
    expect(named('Speed').textContent).toBe('100 model s per s, reaches 40');
  });

  it('undo says what it would undo, and rests when there is nothing', () => {
    show(<TransportBar {...props()} />);
    expect((named('Undo') as unknown as HTMLButtonElement).disabled).toBe(true);
    act(() => void document_.setParam('stations.inbox.capacityJobs', 5));
    page!.again(<TransportBar {...props()} />);
    expect(named('Undo').title).toMatch(/^Undo .+\(Ctrl\+Z\)$/);
  });
});

describe('the scenario card', () => {
  it('shows text as text', () => {
    document_ = new DocumentStore({ ...boundedQueue, about: '<b id="x">bold</b> <script>1</script>' }, 'test');
    const { host } = show(<ScenarioCard {...props()} />);
    expect(host.querySelector('#x, script')).toBeNull();
    expect(host.textContent).toContain('<b id="x">bold</b>');
  });
});

describe('the banner', () => {
  it('takes no room while all is well', () => {
    expect(show(<ProblemBanner {...props()} />).host.textContent).toBe('');
  });

  it('says what is wrong, as an alert, with ways on', () => {
    show(<ProblemBanner {...props({ status: 'failed', problems: [{ path: '', message: 'The engine stopped.' }] })} />);
    expect(page!.find('[role=alert]').textContent).toContain('The engine stopped.');
    click(named('Restart'));
    click(named('Open another'));
    click(named('Dismiss'));
    expect(asked.map(([what]) => what)).toEqual(['restart', 'open', 'dismissProblems']);
    expect(page!.host.textContent).toBe('');
  });

  it('shows what is new though the last was dismissed', () => {
    show(<ProblemBanner {...props({ notice: 'First.' })} />);
    click(named('Dismiss'));
    page!.again(<ProblemBanner {...props({ notice: 'Second.' })} />);
    expect(page!.host.textContent).toContain('Second.');
  });
});
