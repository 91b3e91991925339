import type { DocumentState, MenuCommand } from '../../electron/contract';

export type { MenuCommand };

/** A file's text, and a handle to save it under again where the surroundings allow that. */
export interface OpenedText {
  readonly name: string;
  readonly handle: string | null;
  readonly text: string;
}

export interface SaveText {
  readonly handle: string | null;
  readonly suggestedName: string;
  readonly text: string;
}

/** What the app asks of its surroundings. What fails rejects with a sentence that can be shown; null is "cancelled". */
export interface Host {
  open(): Promise<OpenedText | null>;
  save(request: SaveText): Promise<{ readonly name: string; readonly handle: string | null } | null>;
  /** For the window's title, and the question before it closes with unsaved changes. */
  setDocument(state: DocumentState): void;
  setFullScreen(on: boolean): void;
  /** A file that came from outside: named to the launcher, double-clicked, dropped on the window. */
  onOpened(listener: (file: OpenedText) => void): () => void;
  onOpenFailed(listener: (message: string) => void): () => void;
  onMenu(listener: (command: MenuCommand) => void): () => void;
}

export const FILE_BYTES_MAX = 50_000_000;

/** Refused before it is read: the text alone would fill the memory several times over. */
export function sizeProblem(name: string, bytes: number): string | null {
  if (bytes <= FILE_BYTES_MAX) return null;
  const megabytes = Math.ceil(bytes / 1e6).toLocaleString('en');
  return `${name} is too large to open: ${megabytes} MB, and ${FILE_BYTES_MAX / 1e6} MB is the most.`;
}

export function isFullScreen(): boolean {
  return window.matchMedia('(display-mode: fullscreen)').matches;
}
