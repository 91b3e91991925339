// @vitest-environment jsdom
// Method: the control in jsdom, used as a person would: typed into, dragged, ticked. What it asks to be set is recorded.
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { numberParam } from '../../../../simulations/engine/param';
import { NumberControl, type NumberValue } from '../../../../renderer/ui/number-control';
import { blur, click, pointer, press, render, type, type Rendered } from './render';

const param = numberParam({ label: 'Capacity', help: 'Waiting places.', unit: 'jobs', min: 0, max: 1_000_000, initial: 100, integer: true, unbounded: true, slider: [0, 200] });
const onChange = vi.fn<(value: NumberValue, gesture: string | undefined) => string | null>(() => null);
let value: NumberValue;
let page: Rendered;

const control = () => <NumberControl param={param} owner="Inbox" value={value} onChange={(next, gesture) => { const wrong = onChange(next, gesture); if (wrong === null) value = next; return wrong; }} />;
const field = () => page.find<HTMLInputElement>('input[type=text]');
const slider = () => page.find<HTMLInputElement>('input[type=range]');

beforeEach(() => {
  value = 100;
  onChange.mockReset().mockReturnValue(null);
  page = render(control());
});
afterEach(() => page.unmount());

describe('the field', () => {
  it('has a name with the station and the unit', () => {
    expect(field().getAttribute('aria-label')).toBe('Inbox capacity, jobs');
    expect(slider().getAttribute('aria-label')).toContain('Inbox capacity, jobs');
    expect(slider().getAttribute('aria-valuetext')).toBe('100 jobs');
  });

  it('sets on Enter what lies beyond the slider too', () => {
    type(field(), '5000');
    expect(onChange).not.toHaveBeenCalled();
    press(field(), 'Enter');
    page.again(control());
    expect(onChange).toHaveBeenCalledExactlyOnceWith(5000, undefined);
    expect(field().value).toBe('5000');
  });

  it('sets on leaving, once', () => {
    type(field(), '7');
    press(field(), 'Enter');
    page.again(control());
    blur(field());
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it.each(['abc', '', '-5', '1e999', '٣', '1.5'])('refuses %j beside itself and keeps the last good value', (nonsense) => {
    type(field(), nonsense);
    press(field(), 'Enter');
    expect(onChange).not.toHaveBeenCalled();
    expect(field().getAttribute('aria-invalid')).toBe('true');
    const said = page.find(`[id="${field().getAttribute('aria-describedby') ?? ''}"]`).textContent;
    expect(said).toContain('Allowed: 0 to 1,000,000 jobs');
    expect(slider().getAttribute('aria-valuetext')).toBe('100 jobs');

    type(field(), '12');
    press(field(), 'Enter');
    page.again(control());
    expect(field().getAttribute('aria-invalid')).toBe('false');
    expect(onChange).toHaveBeenCalledExactlyOnceWith(12, undefined);
  });

  it('goes back on Escape', () => {
    type(field(), 'abc');
    press(field(), 'Enter');
    press(field(), 'Escape');
    expect(field().value).toBe('100');
    expect(field().getAttribute('aria-invalid')).toBe('false');
  });

  it('says why the scenario refused a number that the field would take', () => {
    onChange.mockReturnValue('Not with so many workers.');
    type(field(), '12');
    press(field(), 'Enter');
    expect(page.find('[role=alert]').textContent).toBe('Not with so many workers.');
  });

  it('follows a change from elsewhere', () => {
    value = 42;
    page.again(control());
    expect(field().value).toBe('42');
  });
});

const nextPicture = () => new Promise<unknown>((resolve) => { requestAnimationFrame(resolve); });

describe('the slider', () => {
  it('sets while it is dragged, all under one key, and under another the next time', async () => {
    pointer(slider(), 'pointerdown');
    for (const place of ['10', '20', '30']) {
      type(slider(), place);
      page.again(control());
      await nextPicture();
    }
    pointer(slider(), 'pointerup');
    pointer(slider(), 'pointerdown');
    type(slider(), '40');
    const keys = onChange.mock.calls.map(([, key]) => key);
    expect(onChange.mock.calls.map(([next]) => next)).toEqual([10, 20, 30, 40]);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[0]).toBeTypeOf('string');
    expect(keys[3]).not.toBe(keys[0]);
  });

  it('goes back to where the parameter is when a step is refused', async () => {
    type(slider(), '20');
    page.again(control());
    expect(slider().value).toBe('20');
    onChange.mockReturnValue('Not with so many workers.');
    for (const place of ['30', '40']) {
      type(slider(), place);
      await act(nextPicture);
      expect(slider().value).toBe('20');
      expect(slider().getAttribute('aria-valuetext')).toBe('20 jobs');
    }
    expect(page.find('[role=alert]').textContent).toBe('Not with so many workers.');
  });

  it('follows the parameter when it is changed from elsewhere after the hand has been on it', async () => {
    type(slider(), '20');
    await act(nextPicture);
    value = 70;
    page.again(control());
    expect(slider().value).toBe('70');
  });

  it('follows a quick hand, sets once a picture, and keeps nothing back when the hand lets go', () => {
    pointer(slider(), 'pointerdown');
    for (const place of ['10', '20', '30']) {
      type(slider(), place);
      page.again(control());
      expect(slider().value).toBe(place);
    }
    expect(onChange.mock.calls.map(([next]) => next)).toEqual([10]);
    pointer(slider(), 'pointerup');
    expect(onChange.mock.calls.map(([next]) => next)).toEqual([10, 30]);
  });
});

describe('unbounded', () => {
  it('is a tick, and taking it away brings the last number back', () => {
    value = 37;
    page.again(control());
    click(page.find('input[type=checkbox]'));
    page.again(control());
    expect(value).toBe('unbounded');
    expect(slider().getAttribute('aria-valuetext')).toBe('unbounded');
    click(page.find('input[type=checkbox]'));
    expect(value).toBe(37);
  });

  it('can be typed', () => {
    type(field(), 'unbounded');
    press(field(), 'Enter');
    expect(value).toBe('unbounded');
  });
});
