import type { AppActions } from '../document';

type Command = keyof Pick<AppActions,
  | 'showPalette' | 'askLink' | 'deleteSelected' | 'duplicateSelected' | 'selectAll' | 'selectNothing' | 'tidy' | 'showLibrary' | 'toggleBeside'
  | 'followNext' | 'followSlowest' | 'playPause' | 'step' | 'stepBack' | 'restart' | 'newSeed' | 'slower' | 'faster' | 'undo' | 'redo' | 'open' | 'save' | 'saveAs' | 'fullScreen' | 'enlargePicture' | 'showHelp'>;

interface Key {
  /** KeyboardEvent.key; letters in lower case. */
  readonly key: string;
  readonly control?: boolean;
  readonly shift?: boolean;
  /** Heard only where nothing is set: in the diagram, in the palette, where nothing has the focus, or after a button was clicked. */
  readonly inDiagram?: boolean;
  readonly command: Command;
  /** How the help names it; keys with the same words are one line. */
  readonly shown: string;
  readonly does: string;
}

/** Every key of the app. The help lists them in this order; what stage and panels add for what is focused is theirs. */
export const KEYS: readonly Key[] = [
  { key: ' ', command: 'playPause', shown: 'Space', does: 'Play or pause' },
  { key: '.', command: 'step', shown: '.', does: 'One event at a time' },
  { key: ',', command: 'stepBack', shown: ',', does: 'One event back' },
  { key: 'r', command: 'restart', shown: 'R', does: 'Restart with the same seed' },
  { key: 'n', command: 'newSeed', shown: 'N', does: 'Restart with a new seed' },
  { key: '[', command: 'slower', shown: '[', does: 'Slower' },
  { key: ']', command: 'faster', shown: ']', does: 'Faster' },
  { key: 'j', command: 'followNext', shown: 'J', does: 'Follow the next job on its way; Escape lets it go' },
  { key: 'j', shift: true, command: 'followSlowest', shown: 'Shift+J', does: 'Look back at the slowest of the last jobs' },
  { key: 'z', control: true, command: 'undo', shown: 'Ctrl+Z', does: 'Undo' },
  { key: 'z', control: true, shift: true, command: 'redo', shown: 'Ctrl+Shift+Z, Ctrl+Y', does: 'Redo' },
  { key: 'y', control: true, command: 'redo', shown: 'Ctrl+Shift+Z, Ctrl+Y', does: 'Redo' },
  { key: 'o', control: true, command: 'open', shown: 'Ctrl+O', does: 'Open a file' },
  { key: 's', control: true, command: 'save', shown: 'Ctrl+S', does: 'Save' },
  { key: 's', control: true, shift: true, command: 'saveAs', shown: 'Ctrl+Shift+S', does: 'Save as another file' },
  { key: 'b', command: 'showLibrary', shown: 'B', does: 'The library of scenarios' },
  { key: 'v', command: 'toggleBeside', shown: 'V', does: 'Another version beside it, on the same requests; alone again' },
  { key: 'h', command: 'enlargePicture', shown: 'H', does: 'The picture large, without panels and charts, and back' },
  { key: 'f', command: 'fullScreen', shown: 'F', does: 'Full screen on or off' },
  { key: '?', command: 'showHelp', shown: '?', does: 'This list' },
];

/** The keys of the diagram's hand. */
export const DIAGRAM_KEYS: readonly Key[] = [
  { key: 'a', command: 'showPalette', shown: 'A', does: 'Show or hide the stations to add; Enter adds one behind the selected one' },
  { key: 'c', command: 'askLink', shown: 'C', does: 'Link the selected station to another' },
  { key: 'delete', command: 'deleteSelected', inDiagram: true, shown: 'Delete, Backspace', does: 'Delete what is selected' },
  { key: 'backspace', command: 'deleteSelected', inDiagram: true, shown: 'Delete, Backspace', does: 'Delete what is selected' },
  { key: 'd', control: true, command: 'duplicateSelected', shown: 'Ctrl+D', does: 'Duplicate what is selected' },
  { key: 'a', control: true, command: 'selectAll', inDiagram: true, shown: 'Ctrl+A', does: 'Select everything' },
  { key: 'escape', command: 'selectNothing', shown: 'Escape', does: 'Let go of the job that is followed, then of what is selected' },
  { key: 'l', command: 'tidy', shown: 'L', does: 'Tidy up: lay everything out along the flow' },
];

/** What is heard elsewhere: by the browser's clipboard, by the diagram, by the mouse. The help lists it too. */
export const OTHER_KEYS: readonly Pick<Key, 'shown' | 'does'>[] = [
  { shown: 'Ctrl+C, Ctrl+X, Ctrl+V', does: 'Copy, cut and paste stations, as text that can be mailed' },
  { shown: 'Tab, Enter', does: 'Go to the next station or link; select it' },
  { shown: 'Shift+Enter', does: 'Select one more, or one less' },
  { shown: '←, ↑, →, ↓', does: 'Move the selected stations; with Shift in larger steps' },
  { shown: 'Click on a job', does: 'Follow it on its way' },
  { shown: 'Shift+click, Shift+drag', does: 'Select one more; select all in a rectangle' },
];

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'defaultPrevented' | 'target'>;

/**
 * The command that a key stands for where it was pressed, or null. Where the mouse brought the focus there, Space plays
 * and pauses still: nobody who clicks a scenario and then presses Space wants to begin that scenario again.
 */
export function commandOf(event: Pressed, focusedByPointer = false): Command | null {
  // Brackets need Alt on the keyboards of some countries.
  if (event.defaultPrevented || (event.altKey && !'[]'.includes(event.key))) return null;
  const control = event.ctrlKey || event.metaKey;
  const key = keyOf(event);
  // Whether "?" needs Shift is the keyboard's affair; for letters Shift is part of the command.
  const found = [...KEYS, ...DIAGRAM_KEYS].find((each) => each.key === key && (each.control ?? false) === control
    && (!isLetter(key) || (each.shift ?? false) === event.shiftKey));
  if (found === undefined || isTakenBy(event.target, found, focusedByPointer)) return null;
  return found.command;
}

export function listenToKeys(target: Pick<Window, 'addEventListener' | 'removeEventListener'>, actions: AppActions, isBlocked: () => boolean): () => void {
  let pressedLast: 'key' | 'pointer' = 'key';
  let focusedBy: 'key' | 'pointer' = 'key';
  const onPointerDown = (): void => { pressedLast = focusedBy = 'pointer'; };
  const onFocus = (): void => { focusedBy = pressedLast; };
  const onAnyKey = (): void => { pressedLast = 'key'; };
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = isBlocked() ? null : commandOf(event, focusedBy === 'pointer');
    if (command === null) return;
    // Escape closes what is open over the page first, which the browser does.
    if (command === 'selectNothing' && document.querySelector(':popover-open') !== null) return;
    if (command !== 'selectNothing') event.preventDefault();
    // A held key steps and changes the speed, but must not flicker between playing and paused.
    if (event.repeat && command !== 'step' && command !== 'slower' && command !== 'faster' && command !== 'undo' && command !== 'redo') return;
    actions[command]();
  };
  target.addEventListener('pointerdown', onPointerDown, true);
  target.addEventListener('focusin', onFocus, true);
  target.addEventListener('keydown', onAnyKey, true);
  target.addEventListener('keydown', onKeyDown);
  return () => {
    target.removeEventListener('pointerdown', onPointerDown, true);
    target.removeEventListener('focusin', onFocus, true);
    target.removeEventListener('keydown', onAnyKey, true);
    target.removeEventListener('keydown', onKeyDown);
  };
}

const NOT_TEXT = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit'];

export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TEXT.includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}

/** A field in which something is typed that is not set yet takes that back by itself; what has been set is undone like everything else. */
export function hasOwnUndo(target: EventTarget | null): boolean {
  return isTextField(target) && (target as HTMLElement).dataset['settled'] !== 'true';
}

function isTakenBy(target: EventTarget | null, { key, control, command, inDiagram }: Key, focusedByPointer: boolean): boolean {
  // A field writes what is typed; open and save mean the same everywhere.
  if (isTextField(target)) return command === 'undo' || command === 'redo' ? hasOwnUndo(target) : command !== 'open' && command !== 'save' && command !== 'saveAs';
  if (!(target instanceof Element)) return false;
  if (inDiagram === true && target !== document.body && target.closest('[data-diagram]') === null) {
    return !focusedByPointer || target.closest('button') === null;
  }
  // What has the focus is pressed by Space; a list is searched by letters.
  if (key === ' ') return !focusedByPointer && target.closest('button, summary, a[href], select, [role="button"], input:not([type="range"])') !== null;
  return control !== true && target instanceof HTMLSelectElement;
}

const ON_KEYBOARD: Readonly<Partial<Record<string, string>>> = { BracketLeft: '[', BracketRight: ']', Comma: ',', Period: '.' };

/** What a key writes, in lower case; where that is a letter of another script (Cyrillic, Greek, Arabic …), what it writes on a Latin keyboard. */
function keyOf({ key, code }: Pressed): string {
  if (key.length !== 1 || !/\p{L}/u.test(key) || /\p{Script=Latin}/u.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : ON_KEYBOARD[code] ?? key;
}

function isLetter(key: string): boolean {
  return key.length === 1 && key >= 'a' && key <= 'z';
}
