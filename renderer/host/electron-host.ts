import type { DocumentState, HostApi } from '../../electron/contract';
import { watchDrops } from './dropped-files';
import { Listeners } from '../listeners';
import type { Host, MenuCommand, OpenedText, SaveText } from './host';
import { typedField } from './typed-field';

/** The app in its own window: dialogs, menu and the window itself are the shell's. */
export class ElectronHost implements Host {
  private readonly dropped = new Listeners<[OpenedText]>();
  private readonly dropFailed = new Listeners<[string]>();
  private state: DocumentState = { name: '', edited: false };
  private toldEdited = false;

  constructor(private readonly shell: HostApi) {
    // The shell asks before it closes the window, and cannot look into its fields. Whether a field holds what it was given is known a moment after the key.
    for (const event of ['input', 'focusout', 'keyup']) window.addEventListener(event, () => { setTimeout(() => this.tellTyped()); });
    watchDrops(window, (file) => this.dropped.tell(file), (message) => this.dropFailed.tell(message));
  }

  open(): Promise<OpenedText | null> {
    return this.shell.openFile();
  }

  save(request: SaveText): ReturnType<Host['save']> {
    return this.shell.saveFile(request);
  }

  setDocument(state: DocumentState): void {
    this.state = state;
    this.toldEdited = state.edited || typedField() !== null;
    this.shell.setDocument({ ...state, edited: this.toldEdited });
  }

  /** What is typed and not set yet is not saved either. */
  private tellTyped(): void {
    if (this.toldEdited !== (this.state.edited || typedField() !== null)) this.setDocument(this.state);
  }

  setFullScreen(on: boolean): void {
    this.shell.setFullScreen(on);
  }

  onOpened(listener: (file: OpenedText) => void): () => void {
    return both(this.dropped.add(listener), this.shell.onOpened(listener));
  }

  onOpenFailed(listener: (message: string) => void): () => void {
    return both(this.dropFailed.add(listener), this.shell.onOpenFailed(listener));
  }

  onMenu(listener: (command: MenuCommand) => void): () => void {
    return this.shell.onMenu(listener);
  }
}

function both(first: () => void, second: () => void): () => void {
  return () => {
    first();
    second();
  };
}
