import { isTextField } from './keyboard';

/** What is typed into a field and not set yet is set, as on leaving the field; what is refused stays there to be mended. */
export function setTyped(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLElement) || !isTextField(field) || field.dataset['settled'] !== 'false') return;
  field.blur();
  field.focus({ preventScroll: true });
}
