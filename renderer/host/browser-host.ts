import type { DocumentState } from '../../electron/contract';
import { messageOf, readFile, watchDrops } from './dropped-files';
import { Listeners } from '../listeners';
import { sizeProblem, type Host, type OpenedText, type SaveText } from './host';
import { setTyped } from './typed-field';

// The File System Access API is not in TypeScript's library; this is the part that is used here.
interface SaveableFile {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
}
interface FileType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}
interface FilePickers {
  showOpenFilePicker?(options: { readonly types: readonly FileType[] }): Promise<readonly SaveableFile[]>;
  showSaveFilePicker?(options: { readonly suggestedName: string; readonly types: readonly FileType[] }): Promise<SaveableFile>;
}

const SCENARIO: FileType = { description: 'Spillway scenario', accept: { 'application/json': ['.spillway', '.json'] } };
const TRACE: FileType = { description: 'Recorded arrivals', accept: { 'text/csv': ['.csv'] } };

/** The app in a browser: files through the browser's own dialogs where it has them, else upload and download. */
export class BrowserHost implements Host {
  private readonly opened = new Listeners<[OpenedText]>();
  private readonly openFailed = new Listeners<[string]>();
  private readonly files = new Map<string, SaveableFile>();
  /** When each was written last, as far as is known here. */
  private readonly writtenMs = new Map<SaveableFile, number>();
  private edited = false;

  constructor() {
    watchDrops(window, (file) => this.opened.tell(file), (message) => this.openFailed.tell(message));
    window.addEventListener('beforeunload', (event) => {
      setTyped();
      if (this.edited) event.preventDefault();
    });
  }

  async open(): Promise<OpenedText | null> {
    const pickers = window as FilePickers;
    if (pickers.showOpenFilePicker === undefined) return openByInput();
    const [file] = await orCancelled(pickers.showOpenFilePicker({ types: [SCENARIO, TRACE] })) ?? [];
    if (file === undefined) return null;
    const opened = await file.getFile();
    this.writtenMs.set(file, opened.lastModified);
    return readFile(opened, this.handleOf(file));
  }

  async save({ handle, suggestedName, text }: SaveText): ReturnType<Host['save']> {
    const pickers = window as FilePickers;
    const known = handle === null ? undefined : this.files.get(handle);
    if (known === undefined && pickers.showSaveFilePicker === undefined) {
      download(suggestedName, text);
      return { name: suggestedName, handle: null };
    }
    const file = known ?? await orCancelled(pickers.showSaveFilePicker?.({ suggestedName, types: [SCENARIO] }));
    if (file === null) return null;
    if (known !== undefined && await this.isOther(known) && !window.confirm(replaceQuestion(known.name))) return null;
    try {
      const writable = await file.createWritable();
      await writable.write(text);
      await writable.close();
    } catch (error) {
      throw new Error(`${file.name} could not be saved: ${messageOf(error)}`, { cause: error });
    }
    // Where that cannot be known, nobody is asked.
    await file.getFile().then(({ lastModified }) => this.writtenMs.set(file, lastModified), () => this.writtenMs.delete(file));
    return { name: file.name, handle: this.handleOf(file) };
  }

  setDocument({ name, edited }: DocumentState): void {
    this.edited = edited;
    document.title = `${edited ? '• ' : ''}${name} – Spillway`;
  }

  setFullScreen(on: boolean): void {
    const done = on ? document.documentElement.requestFullscreen() : document.exitFullscreen();
    done.catch(() => undefined); // Refused by the browser: the window stays as it is, and the browser says so.
  }

  onOpened(listener: (file: OpenedText) => void): () => void {
    const remove = this.opened.add(listener);
    void this.openNamedFile();
    return remove;
  }

  onOpenFailed(listener: (message: string) => void): () => void {
    return this.openFailed.add(listener);
  }

  onMenu(): () => void {
    return () => undefined;
  }

  /** `?open=PATH&name=NAME`: the file that the launcher was given, which it serves beside the page. */
  private async openNamedFile(): Promise<void> {
    const asked = new URLSearchParams(location.search);
    const path = asked.get('open');
    if (path === null) return;
    const address = new URL(path, location.href);
    const name = asked.get('name') ?? path;
    if (address.origin !== location.origin) return;
    try {
      const response = await fetch(address);
      if (!response.ok) throw new Error(`${name} could not be opened.`);
      const blob = await response.blob();
      const problem = sizeProblem(name, blob.size);
      if (problem !== null) throw new Error(problem);
      this.opened.tell({ name, handle: null, text: await blob.text() });
    } catch (error) {
      this.openFailed.tell(messageOf(error));
    }
  }

  /** Somebody else has written it since. What is gone has nothing that could be lost. */
  private async isOther(file: SaveableFile): Promise<boolean> {
    const known = this.writtenMs.get(file);
    const now = await file.getFile().then(({ lastModified }) => lastModified, () => known);
    return known !== undefined && now !== known;
  }

  private handleOf(file: SaveableFile): string {
    for (const [handle, known] of this.files) if (known === file) return handle;
    const handle = `file-${this.files.size + 1}`;
    this.files.set(handle, file);
    return handle;
  }
}

const replaceQuestion = (name: string): string =>
  `Another program has changed ${name} since. Replace it? What was changed there is lost then; save under another name to keep both.`;

function openByInput(): Promise<OpenedText | null> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.spillway,.json,.csv';
  return new Promise((resolve, reject) => {
    input.addEventListener('cancel', () => resolve(null));
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file === undefined) resolve(null);
      else readFile(file, null).then(resolve, reject);
    });
    input.click();
  });
}

function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

async function orCancelled<T>(picked: Promise<T> | undefined): Promise<T | null> {
  try {
    return await picked ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
