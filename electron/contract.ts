// What the page may ask of the shell, and the names of the channels between them. Types and names only: the checks of
// what arrives are in main/messages.ts, so that the sandboxed preload need not carry them.

/** A handle stands for a file that the user chose. The page never sees or sends a path. */
export interface OpenedFile {
  readonly handle: string;
  readonly name: string;
  readonly text: string;
}

/** Without a handle, the user is asked where to save. */
export interface SaveRequest {
  readonly handle: string | null;
  readonly suggestedName: string;
  readonly text: string;
}

export interface SavedFile {
  readonly handle: string;
  readonly name: string;
}

export interface DocumentState {
  readonly name: string;
  readonly edited: boolean;
}

export type MenuCommand =
  | 'new'
  | 'open'
  | 'save'
  | 'save-as'
  | 'undo'
  | 'redo'
  | 'play-pause'
  | 'step'
  | 'restart'
  | 'new-seed'
  | 'full-screen'
  | 'large-picture'
  | 'theme-system'
  | 'theme-dark'
  | 'theme-light'
  | 'theme-projector'
  | 'help';

/** Exposed to the page as `window.spillwayHost`. What fails rejects with a sentence that can be shown. */
export interface HostApi {
  readonly kind: 'electron';
  /** Null: the user cancelled. */
  openFile(): Promise<OpenedFile | null>;
  /** Null: the user cancelled. */
  saveFile(request: SaveRequest): Promise<SavedFile | null>;
  /** For the window's title and the question before closing with unsaved changes. */
  setDocument(state: DocumentState): void;
  setFullScreen(on: boolean): void;
  /** A file that came from outside: double-clicked, named on the command line, dropped on the icon. */
  onOpened(listener: (file: OpenedFile) => void): () => void;
  onOpenFailed(listener: (message: string) => void): () => void;
  onMenu(listener: (command: MenuCommand) => void): () => void;
}

export const HOST_KEY = 'spillwayHost';

/** Asked by the page. */
export const requests = {
  openFile: 'file:open',
  saveFile: 'file:save',
  setDocument: 'document:state',
  setFullScreen: 'window:full-screen',
} as const;

/** Told to the page. */
export const events = {
  opened: 'file:opened',
  openFailed: 'file:open-failed',
  menu: 'menu:command',
} as const;
