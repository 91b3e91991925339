import { stillThere, type AppActions } from '../document';
import type { MenuCommand } from '../host';
import { listenToClipboard } from './clipboard';
import type { ClipboardActions } from './edit-actions';
import { followDocument } from './follow-document';
import { hasOwnUndo, listenToKeys } from './keyboard';
import type { AppParts, FileActions } from './make-actions';
import { statusSaid } from './strings';

/** What goes on behind the screen: run follows document, window follows both, and commands come from outside. */
export function connect(parts: AppParts, actions: AppActions & FileActions & ClipboardActions): void {
  const { run, document: edited, host, view } = parts;
  followDocument(edited, run, (text) => view.announce(text));
  listenToKeys(window, actions, () => view.isAsking);
  listenToClipboard(actions, () => view.isAsking);
  // What an undo takes away is not selected any more.
  edited.subscribe(() => view.pick((picked) => stillThere(picked, edited.getSnapshot().scenario)));

  const tellHost = (): void => {
    const { name, edited: isEdited } = edited.getSnapshot();
    host.setDocument({ name: name.slice(0, 200), edited: isEdited });
  };
  edited.subscribe(tellHost);
  tellHost();

  let status = run.getSnapshot().status;
  run.subscribe(() => {
    const snapshot = run.getSnapshot();
    if (snapshot.status === status) return;
    status = snapshot.status;
    if (status !== 'paused') view.announce(statusSaid(snapshot));
  });

  sayWhereItStands(parts);

  host.onOpened((file) => void actions.take(file));
  host.onOpenFailed((message) => edited.showProblems([{ path: '', message }]));
  host.onMenu((command) => {
    // Whoever closes the window and wants to save first is asked by the shell, whatever stands over the page.
    if (!view.isAsking || command === 'save') carryOut(command, actions);
  });
}

const STANDS_AFTER_MS = 300;

/** After a pause or a step the picture comes to its end first; only then is the time said that stands on the screen. */
function sayWhereItStands({ run, view }: AppParts): void {
  let said = '';
  let late: ReturnType<typeof setTimeout> | undefined;
  run.subscribe(() => {
    clearTimeout(late);
    if (run.getSnapshot().status === 'playing') said = '';
    late = setTimeout(() => {
      const snapshot = run.getSnapshot();
      const words = snapshot.status === 'paused' ? statusSaid(snapshot) : '';
      if (words !== '' && words !== said) view.announce(said = words);
    }, STANDS_AFTER_MS);
  });
}

function carryOut(command: MenuCommand, actions: AppActions): void {
  switch (command) {
    case 'new': return actions.newScenario();
    case 'open': return actions.open();
    case 'save': return actions.save();
    case 'save-as': return actions.saveAs();
    case 'undo': return undoWhereTheFocusIs('undo', actions);
    case 'redo': return undoWhereTheFocusIs('redo', actions);
    case 'play-pause': return actions.playPause();
    case 'step': return actions.step();
    case 'restart': return actions.restart();
    case 'new-seed': return actions.newSeed();
    case 'large-picture': return actions.enlargePicture();
    case 'full-screen': return actions.fullScreen();
    case 'theme-system': return actions.setTheme('system');
    case 'theme-dark': return actions.setTheme('dark');
    case 'theme-light': return actions.setTheme('light');
    case 'theme-projector': return actions.setTheme('projector');
    case 'help': return actions.showHelp();
  }
}

/** The menu takes the key away from a text field, so the undo of a field in which something is typed has to be called for it. */
function undoWhereTheFocusIs(what: 'undo' | 'redo', actions: AppActions): void {
  // Deprecated, and the only way to a field's undo.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  if (hasOwnUndo(document.activeElement)) document.execCommand(what);
  else actions[what]();
}
