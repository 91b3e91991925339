// @vitest-environment jsdom
// Method: the control in jsdom, used as a person would: typed into, left, sent off, taken back. What it asks to be set is recorded.
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { textParam } from '../../../../simulations/engine/param';
import { TextControl } from '../../../../renderer/ui/text-control';
import { blur, press, render, type Rendered } from './render';

const param = textParam({ label: 'Measured times, s', help: 'Times.', lengthMax: 100, initial: '1 2', typed: true });
const onChange = vi.fn<(text: string) => string | null>(() => null);
let value: string;
let page: Rendered;

const control = () => <TextControl param={param} owner="Desk" value={value} onChange={(next) => { const wrong = onChange(next); if (wrong === null) value = next; return wrong; }} />;
const field = () => page.find<HTMLTextAreaElement>('textarea');

function type(text: string): void {
  act(() => {
    field().focus();
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), text);
    field().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

beforeEach(() => {
  value = '1 2';
  onChange.mockReset().mockReturnValue(null);
  page = render(control());
});
afterEach(() => page.unmount());

it('has a name with the station', () => {
  expect(field().getAttribute('aria-label')).toBe('Desk measured times, s');
  expect(field().value).toBe('1 2');
});

it('sets on leaving, once, and not while it is typed', () => {
  type('3 4');
  press(field(), 'Enter');
  expect(onChange).not.toHaveBeenCalled();
  blur(field());
  page.again(control());
  expect(onChange).toHaveBeenCalledExactlyOnceWith('3 4');
  expect(field().value).toBe('3 4');
});

it('sets on Enter with Control', () => {
  type('5');
  act(() => void field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true })));
  expect(onChange).toHaveBeenCalledExactlyOnceWith('5');
});

it('sets nothing when nothing has changed', () => {
  type('1 2');
  blur(field());
  expect(onChange).not.toHaveBeenCalled();
});

it('keeps what is refused beside the reason, until Escape takes it back', () => {
  onChange.mockReturnValue('item 1 must be a time');
  type('x');
  blur(field());
  page.again(control());
  expect(field().value).toBe('x');
  expect(field().getAttribute('aria-invalid')).toBe('true');
  const described = field().getAttribute('aria-describedby') ?? '';
  expect(document.getElementById(described)?.textContent).toBe('item 1 must be a time');
  press(field(), 'Escape');
  expect(field().value).toBe('1 2');
  expect(page.host.querySelector('[role=alert]')).toBeNull();
});
