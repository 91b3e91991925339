import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

export interface Rendered {
  readonly host: HTMLElement;
  find<T extends Element = HTMLElement>(selector: string): T;
  again(element: ReactNode): void;
  unmount(): void;
}

/** Puts an element into the page of jsdom, as React would in the browser. */
export function render(element: ReactNode): Rendered {
  const host = document.createElement('div');
  document.body.append(host);
  const root: Root = createRoot(host);
  act(() => root.render(element));
  return {
    host,
    find: <T extends Element = HTMLElement>(selector: string): T => {
      const found = host.querySelector<T>(selector);
      if (found === null) throw new Error(`nothing matches ${selector} in ${host.innerHTML}`);
      return found;
    },
    again: (next) => act(() => root.render(next)),
    unmount: () => {
      act(() => root.unmount());
      host.remove();
    },
  };
}

/** Types into a field as a browser does: React listens to the setter of the prototype. */
export function type(field: HTMLInputElement, text: string): void {
  act(() => {
    field.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export function press(element: Element, key: string): void {
  act(() => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
}

export function click(element: HTMLElement): void {
  act(() => element.click());
}

export function blur(element: HTMLElement): void {
  act(() => element.blur());
}

export function pointer(element: Element, what: 'pointerdown' | 'pointerup'): void {
  act(() => void element.dispatchEvent(new MouseEvent(what, { bubbles: true })));
}
