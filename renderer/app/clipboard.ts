import type { ClipboardActions } from './edit-actions';
import { isTextField } from './keyboard';

/** Copies, cuts and pastes stations with the browser's own events, which need nobody's permission; text fields and selected text keep theirs. */
export function listenToClipboard(actions: ClipboardActions, isBlocked: () => boolean): () => void {
  const isOurs = (): boolean => !isBlocked() && !isTextField(document.activeElement);
  const onCopy = (event: ClipboardEvent): void => {
    if (!isOurs() || document.getSelection()?.isCollapsed === false) return;
    const text = event.type === 'cut' ? actions.cutText() : actions.copyText();
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!isOurs()) return;
    event.preventDefault();
    actions.pasteText(event.clipboardData?.getData('text/plain') ?? '');
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}

/** For a button, where there is no event: out of a field that is gone again before anybody sees it. */
export function writeClipboard(text: string): void {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.className = 'ui-hidden';
  field.value = text;
  document.body.append(field);
  field.select();
  // Deprecated, and the only way that needs no permission.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
}
