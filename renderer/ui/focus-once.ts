/** Focuses what takes no focus by itself, only for this once: a later click on it leaves the focus where it is. */
export function focusOnce(element: HTMLElement): void {
  element.tabIndex = -1;
  element.focus();
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
}
