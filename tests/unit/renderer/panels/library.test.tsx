// @vitest-environment jsdom
// Method: the library in jsdom, used as a person would; what it asks for is recorded. Its pictures follow from stations and links alone.
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { AppActions } from '../../../../renderer/document';
import { findScenarios } from '../../../../renderer/panels/library/find-scenarios';
import { Library } from '../../../../renderer/panels/library/library';
import { drawn } from '../../../../renderer/ui/small-diagram';
import { libraryScenarios } from '../../../../simulations/library';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { click, press, render, type, type Rendered } from '../ui/render';

let page: Rendered | undefined;
afterEach(() => page?.unmount());
const ids = (query: string): string[] => findScenarios(libraryScenarios, query).map(({ id }) => id);

describe('searching', () => {
  it('finds every word, wherever it stands, and titles first', () => {
    expect(ids('')).toEqual(libraryScenarios.map(({ id }) => id));
    for (const { id, title, scenario } of libraryScenarios) {
      expect(ids(title)[0], title).toBe(id);
      expect(ids(`${title} ${Object.keys(scenario.stations)[0] ?? ''}`), title).toContain(id);
    }
    expect(ids('OVERLOAD shed-oldest')[0]).toBe('overload');
    expect(ids('overload unicorn')).toEqual([]);
  });
});

describe('the library', () => {
  const asked: unknown[][] = [];
  const actions = new Proxy({}, { get: (_, name) => (...args: unknown[]) => { asked.push([name, ...args]); } }) as AppActions;
  const cards = (): HTMLElement[] => [...page!.host.querySelectorAll<HTMLElement>('.library-card')];

  it('has a picture and a name for each, opens with one click, and begins anew', () => {
    page = render(<Library openId="overload" actions={actions} />);
    expect(cards()).toHaveLength(libraryScenarios.length + 1);
    expect(page.find('[aria-current=true]').getAttribute('aria-label')).toContain('Overload');
    expect(page.find('h3').textContent).toContain('Overload');
    for (const card of cards().slice(1)) expect(card.querySelectorAll('.glyph').length).toBeGreaterThan(1);
    click(cards()[1]!);
    click(cards()[0]!);
    expect(asked).toEqual([['openLibrary', libraryScenarios[0]!.id], ['newScenario']]);
  });

  it('opens with Enter what is typed, though the cards still show what was typed before', () => {
    page = render(<Library openId={libraryScenarios[0]!.id} actions={actions} />);
    asked.length = 0;
    const field = page.find<HTMLInputElement>('input');
    const wanted = libraryScenarios.find(({ id }) => id === 'overload')!;
    act(() => {
      type(field, wanted.title);
      expect(page!.find('h3').textContent).toBe(libraryScenarios[0]!.title);
      press(field, 'Enter');
    });
    expect(asked).toEqual([['openLibrary', 'overload']]);
  });

  it('opens both of a pair side by side, the one that keeps its checks first; the arrow keys go along the cards alone', () => {
    page = render(<Library openId={null} actions={actions} />);
    const both = [...page.host.querySelectorAll<HTMLElement>('.library-both')];
    expect(both.length).toBeGreaterThan(20);
    asked.length = 0;
    for (const button of both) click(button);
    const opened = asked.map(([what, id]) => {
      expect(what).toBe('openSideBySide');
      return libraryScenarios.find((each) => each.id === id)!;
    });
    for (const first of opened) expect(libraryScenarios.find(({ id }) => id === first.counterpart)?.breaks === undefined && first.breaks !== undefined, first.id).toBe(false);
    cards()[0]!.focus();
    for (let n = 1; n < 6; n++) {
      press(document.activeElement as HTMLElement, 'ArrowRight');
      expect(document.activeElement).toBe(cards()[n]);
    }
  });

  it('Enter opens what was searched for, and an empty result says so', () => {
    page = render(<Library openId={null} actions={actions} />);
    const field = page.find<HTMLInputElement>('input');
    type(field, 'overload');
    asked.length = 0;
    press(field, 'Enter');
    expect(asked).toEqual([['openLibrary', 'overload']]);
    type(field, 'unicorn');
    expect(page.host.textContent).toContain('Nothing is about “unicorn”');
    expect(cards()).toHaveLength(0);
  });
});

describe('a small picture', () => {
  it('has all stations inside it, in their order from left to right', () => {
    const { places, lines } = drawn(boundedQueue, 232, 96);
    expect(places.map(({ x }) => x)).toEqual(places.map(({ x }) => x).toSorted((a, b) => a - b));
    expect(places.every(({ x, y }) => x >= 10 && x <= 222 && y >= 10 && y <= 86)).toBe(true);
    expect(lines).toHaveLength(boundedQueue.links.length);
  });

  it('of one station, of none and of a thousand is drawn as well', () => {
    expect(drawn({ stations: {}, links: [] }, 100, 50).places).toEqual([]);
    expect(drawn({ stations: { a: { kind: 'queue', at: [5000, -900] } }, links: [] }, 100, 50).places).toMatchObject([{ x: 50, y: 25 }]);
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`s${n}`, { kind: 'queue', at: [(n % 20) * 260, Math.floor(n / 20) * 240] as const }]));
    expect(drawn({ stations: many, links: [] }, 232, 96).places.every(({ x, y }) => x >= 0 && x <= 232 && y >= 0 && y <= 96)).toBe(true);
  });
});
