import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { IconButton } from '../ui/icon-button';
import { shownKeys } from '../ui/shown-keys';
import { DIAGRAM_KEYS, KEYS, OTHER_KEYS } from './keyboard';
import { strings } from './strings';
import type { UnsavedAnswer } from './view-state';

/** A native modal dialog: focus stays in it, Escape closes it, and focus goes back where it was. */
export function Dialog({ title, onClose, children, wide = false }: {
  readonly title: string; readonly onClose: () => void; readonly children: ReactNode; readonly wide?: boolean;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) {
      element.showModal();
      element.querySelector<HTMLElement>('[data-first], .ui-push-accent')?.focus();
      element.scrollTop = 0; // One reads from the top, wherever the focus is.
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog} className={wide ? 'app-dialog app-dialog-wide' : 'app-dialog'} aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={titleId}>{title}</h2>
        {wide && <IconButton icon={X} name={strings.close} onClick={onClose} />}
      </header>
      {children}
    </dialog>
  );
}

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={strings.helpTitle} onClose={onClose}>
      <div className="app-keys-columns">
        <KeyTable title={strings.helpRun} keys={KEYS} />
        <KeyTable title={strings.helpDiagram} keys={[...DIAGRAM_KEYS, ...OTHER_KEYS]} />
      </div>
      <p>{strings.helpFile}</p>
      <div className="app-dialog-buttons">
        <button className="ui-push ui-push-accent" type="button" onClick={onClose}>{strings.close}</button>
      </div>
    </Dialog>
  );
}

/** A line for each thing that keys do, however many of them do it. */
function KeyTable({ title, keys }: { readonly title: string; readonly keys: typeof OTHER_KEYS }) {
  const lines = keys.filter((key, at) => keys.findIndex(({ shown }) => shown === key.shown) === at);
  return (
    <table className="app-keys">
      <caption>{title}</caption>
      <tbody>
        {lines.map(({ shown, does }) => (
          <tr key={shown}>
            <th scope="row">{shown.split(', ').map((key) => <kbd key={key}>{shownKeys(key)}</kbd>)}</th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function UnsavedDialog({ name, onAnswer }: { readonly name: string; readonly onAnswer: (answer: UnsavedAnswer) => void }) {
  return (
    <Dialog title={strings.unsavedTitle} onClose={() => onAnswer('cancel')}>
      <p>{strings.unsavedText(name)}</p>
      <div className="app-dialog-buttons">
        <button className="ui-push" type="button" onClick={() => onAnswer('discard')}>{strings.discard}</button>
        <button className="ui-push" type="button" onClick={() => onAnswer('cancel')}>{strings.cancel}</button>
        <button className="ui-push ui-push-accent" type="button" onClick={() => onAnswer('save')}>{strings.saveFirst}</button>
      </div>
    </Dialog>
  );
}
