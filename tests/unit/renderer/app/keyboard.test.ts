// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { commandOf, DIAGRAM_KEYS, KEYS, listenToKeys } from '../../../../renderer/app/keyboard';
import { makeEditActions } from '../../../../renderer/app/edit-actions';
import { ViewState } from '../../../../renderer/app/view-state';
import { DocumentStore, type AppActions } from '../../../../renderer/document';
import { libraryScenarios } from '../../../../simulations/library';

// Method: keys are pressed on elements of a page, as they come from a keyboard; what counts is the action that is called.
afterEach(() => { document.body.replaceChildren(); });

function element(html: string): HTMLElement {
  document.body.innerHTML = html;
  return document.body.firstElementChild as HTMLElement;
}

function commandFor(key: string, on: HTMLElement, modifiers: KeyboardEventInit = {}): string | null {
  let command: string | null = null;
  const listener = (event: KeyboardEvent): void => { command = commandOf(event); };
  window.addEventListener('keydown', listener);
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }));
  window.removeEventListener('keydown', listener);
  return command;
}

it.each([...KEYS, ...DIAGRAM_KEYS].map((key) => [key.shown, key] as const))('%s is heard on the page', (_, { key, control, shift, command }) => {
  const typed = shift === true ? key.toUpperCase() : key;
  expect(commandFor(typed, document.body, { ctrlKey: control ?? false, shiftKey: shift ?? false })).toBe(command);
  if (control === true) expect(commandFor(typed, document.body, { metaKey: true, shiftKey: shift ?? false })).toBe(command);
});

it('with Alt a key is the system\'s, but for brackets, which some keyboards have only so', () => {
  expect(commandFor('[', document.body, { altKey: true })).toBe('slower');
  expect(commandFor(']', document.body, { altKey: true })).toBe('faster');
  for (const key of [' ', 'r', 'z']) expect(commandFor(key, document.body, { altKey: true })).toBeNull();
});

it.each([['к', 'KeyR', {}, 'restart'], ['Μ', 'KeyJ', { shiftKey: true }, 'followSlowest'], ['я', 'KeyZ', { ctrlKey: true }, 'undo'], ['х', 'BracketLeft', {}, 'slower'], ['é', 'KeyR', {}, null]] as const)(
  '%s on the key %s of another keyboard is what that key is on a Latin one, or its own letter where it is Latin', (key, code, modifiers, command) => {
    expect(commandFor(key, document.body, { code, ...modifiers })).toBe(command);
  },
);

it('no two commands share a key', () => {
  const keys = [...KEYS, ...DIAGRAM_KEYS].map(({ key, control, shift }) => `${control === true}${shift === true}${key}`);
  expect(new Set(keys).size).toBe(keys.length);
});

describe('while something is written', () => {
  it.each(['<input>', '<input type="number">', '<textarea></textarea>'])('%s keeps its letters and its own undo', (html) => {
    const field = element(html);
    for (const key of [' ', '.', 'r', 'n', '[', 'f', '?']) expect(commandFor(key, field), key).toBeNull();
    expect(commandFor('z', field, { ctrlKey: true })).toBeNull();
    expect(commandFor('s', field, { ctrlKey: true })).toBe('save');
  });

  it('undo takes back what a field has set, once nothing is typed in it that is not', () => {
    for (const html of ['<input data-settled="true">', '<textarea data-settled="true"></textarea>']) {
      expect(commandFor('z', element(html), { ctrlKey: true })).toBe('undo');
      expect(commandFor('y', element(html), { ctrlKey: true })).toBe('redo');
      expect(commandFor('r', element(html))).toBeNull();
      expect(commandFor('z', element(html.replace('true', 'false')), { ctrlKey: true })).toBeNull();
    }
  });

  it('nothing of the diagram is touched', () => {
    for (const html of ['<input>', '<textarea></textarea>']) {
      const field = element(html);
      for (const key of ['a', 'c', 'l', 'Delete', 'Backspace', 'Escape']) expect(commandFor(key, field), key).toBeNull();
      for (const key of ['a', 'd']) expect(commandFor(key, field, { ctrlKey: true }), key).toBeNull();
    }
  });

  it('a slider, a radio button or a checkbox is not a text', () => {
    for (const type of ['range', 'radio', 'checkbox']) expect(commandFor('r', element(`<input type="${type}">`))).toBe('restart');
    expect(commandFor(' ', element('<input type="range">'))).toBe('playPause');
  });

  it('Space presses what has the focus', () => {
    for (const html of ['<button>x</button>', '<input type="checkbox">', '<details><summary>x</summary></details>']) {
      const target = element(html);
      expect(commandFor(' ', target.querySelector('summary') ?? target), html).toBeNull();
    }
  });

  it('what somebody else has dealt with, and combinations with Alt, are left alone', () => {
    expect(commandFor('r', document.body, { altKey: true })).toBeNull();
    expect(commandFor('r', document.body, { ctrlKey: true })).toBeNull(); // Reloads, in a browser.
    const target = element('<div></div>');
    target.addEventListener('keydown', (event) => event.preventDefault());
    expect(commandFor('r', target)).toBeNull();
  });
});

it('what is selected is deleted from the diagram or from nowhere, not from a control that happens to have the focus', () => {
  const diagram = element('<div data-diagram><div tabindex="0"></div></div>').firstElementChild as HTMLElement;
  expect(commandFor('Delete', diagram)).toBe('deleteSelected');
  expect(commandFor('a', diagram, { ctrlKey: true })).toBe('selectAll');
  for (const html of ['<input type="range">', '<input type="radio">', '<select></select>', '<button>x</button>']) {
    expect(commandFor('Delete', element(html)), html).toBeNull();
    expect(commandFor('a', element(html), { ctrlKey: true }), html).toBeNull();
  }
  // A button that was clicked keeps the focus, and nobody means it by Delete.
  const clicked = new KeyboardEvent('keydown', { key: 'Delete' });
  Object.defineProperty(clicked, 'target', { value: element('<button>x</button>') });
  expect(commandOf(clicked, true)).toBe('deleteSelected');
});

it('a held Space does not flicker, and nothing is heard behind a dialog', () => {
  const actions = { playPause: vi.fn(), step: vi.fn() };
  let blocked = false;
  const stop = listenToKeys(window, actions as unknown as AppActions, () => blocked);
  const press = (key: string, repeat: boolean): boolean =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, repeat, bubbles: true, cancelable: true }));
  press(' ', false);
  expect(press(' ', true)).toBe(false); // Taken all the same, or the page would scroll.
  press('.', true);
  blocked = true;
  press(' ', false);
  stop();
  press(' ', false);
  expect(actions.playPause).toHaveBeenCalledTimes(1);
  expect(actions.step).toHaveBeenCalledTimes(1);
});

it('Space plays and pauses where the mouse brought the focus, and presses where the keyboard did', () => {
  const playPause = vi.fn();
  const stop = listenToKeys(window, { playPause } as unknown as AppActions, () => false);
  const button = element('<button>Overload</button>');
  const press = (key: string): boolean => button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

  button.dispatchEvent(new Event('pointerdown', { bubbles: true }));
  button.focus();
  expect(press(' ')).toBe(false); // Not pressed as a button as well.
  expect(press(' ')).toBe(false);
  expect(playPause).toHaveBeenCalledTimes(2);

  button.blur();
  press('Tab');
  button.focus();
  expect(press(' ')).toBe(true);
  expect(playPause).toHaveBeenCalledTimes(2);
  stop();
});

describe('Delete', () => {
  const deleteInbox = async (on: HTMLElement): Promise<HTMLElement> => {
    const view = new ViewState();
    const stop = listenToKeys(window, makeEditActions({ document: new DocumentStore(libraryScenarios[0]!.scenario, null), view }) as Partial<AppActions> as AppActions, () => false);
    view.select('inbox');
    on.focus();
    on.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true }));
    stop();
    const station = document.querySelector<HTMLElement>('#inbox')!;
    station.remove(); // As the picture does when the station is gone.
    await new Promise(requestAnimationFrame);
    return document.querySelector<HTMLElement>('.stage')!;
  };
  const page = (): void => {
    document.body.innerHTML = '<main class="app-stage"><section class="stage" data-diagram><div id="inbox" tabindex="0"></div><div id="done" tabindex="0"></div></section></main>';
  };

  it('takes the focus of a station to the stage, for once', async () => {
    page();
    const stage = await deleteInbox(document.querySelector<HTMLElement>('#inbox')!);
    expect(document.activeElement).toBe(stage);
    stage.blur();
    expect(stage.hasAttribute('tabindex')).toBe(false);
  });

  it('leaves a focus that stays', async () => {
    page();
    const other = document.querySelector<HTMLElement>('#done')!;
    await deleteInbox(other);
    expect(document.activeElement).toBe(other);
  });
});
