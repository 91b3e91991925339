/** The field in which something is typed that is not set yet; null: there is none. */
export function typedField(): HTMLElement | null {
  const field = document.activeElement;
  return field instanceof HTMLElement && field.dataset['settled'] === 'false' ? field : null;
}

/** What is typed and not set yet is set, as on leaving the field; what is refused stays there to be mended. */
export function setTyped(): void {
  const field = typedField();
  field?.blur();
  field?.focus({ preventScroll: true });
}
