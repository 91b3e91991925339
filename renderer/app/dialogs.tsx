import { useEffect, useRef, type ReactNode } from 'react';
import { KEYS } from './keyboard';
import { strings } from './strings';
import type { UnsavedAnswer } from './view-state';

/** A native modal dialog: focus stays in it, Escape closes it, and focus goes back where it was. */
function Dialog({ title, onClose, children }: { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element?.open === false) {
      element.showModal();
      element.querySelector<HTMLElement>('.app-button-accent')?.focus();
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog} className="app-dialog" aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const lines = KEYS.filter((key, at) => KEYS.findIndex(({ shown }) => shown === key.shown) === at);
  return (
    <Dialog title={strings.helpTitle} onClose={onClose}>
      <table className="app-keys">
        <tbody>
          {lines.map(({ shown, does }) => (
            <tr key={shown}>
              <th scope="row">{shown.split(', ').map((key) => <kbd key={key}>{key}</kbd>)}</th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{strings.helpFile}</p>
      <div className="app-dialog-buttons">
        <button className="app-button app-button-accent" type="button" onClick={onClose}>{strings.close}</button>
      </div>
    </Dialog>
  );
}

export function UnsavedDialog({ name, onAnswer }: { readonly name: string; readonly onAnswer: (answer: UnsavedAnswer) => void }) {
  return (
    <Dialog title={strings.unsavedTitle} onClose={() => onAnswer('cancel')}>
      <p>{strings.unsavedText(name)}</p>
      <div className="app-dialog-buttons">
        <button className="app-button" type="button" onClick={() => onAnswer('discard')}>{strings.discard}</button>
        <button className="app-button" type="button" onClick={() => onAnswer('cancel')}>{strings.cancel}</button>
        <button className="app-button app-button-accent" type="button" onClick={() => onAnswer('save')}>{strings.saveFirst}</button>
      </div>
    </Dialog>
  );
}
