import type { DocumentState, HostApi } from '../../electron/contract';
import { watchDrops } from './dropped-files';
import { Listeners } from '../listeners';
import type { Host, MenuCommand, OpenedText, SaveText } from './host';

/** The app in its own window: dialogs, menu and the window itself are the shell's. */
export class ElectronHost implements Host {
  private readonly dropped = new Listeners<[OpenedText]>();
  private readonly dropFailed = new Listeners<[string]>();

  constructor(private readonly shell: HostApi) {
    watchDrops(window, (file) => this.dropped.tell(file), (message) => this.dropFailed.tell(message));
  }

  open(): Promise<OpenedText | null> {
    return this.shell.openFile();
  }

  save(request: SaveText): ReturnType<Host['save']> {
    return this.shell.saveFile(request);
  }

  setDocument(state: DocumentState): void {
    this.shell.setDocument(state);
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
