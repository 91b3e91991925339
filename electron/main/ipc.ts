import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { requests, type DocumentState, type OpenedFile, type SavedFile } from '../contract';
import { FILE_EXTENSION } from './argv';
import type { DocumentHandles } from './document-handles';
import { FileProblem, readDocument, writeDocument } from './files';
import { documentState, fullScreen, saveRequest } from './messages';
import { isAppUrl } from './navigation';

/** Everything that belongs to Electron is handed in, so that plain Node can test what happens to a message. */
export interface IpcSurroundings {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on'>;
  readonly origins: readonly string[];
  readonly handles: DocumentHandles;
  /** Null: cancelled. */
  readonly askWhatToOpen: (options: OpenDialogOptions) => Promise<string | null>;
  readonly askWhereToSave: (options: SaveDialogOptions) => Promise<string | null>;
  /** Another program has written the file since it was opened or saved here. */
  readonly askWhetherToReplace: (fileName: string) => Promise<boolean>;
  readonly setDocument: (state: DocumentState) => void;
  readonly setFullScreen: (on: boolean) => void;
  readonly onSaveStarted: () => void;
  readonly onSaveEnded: (saved: boolean) => void;
}

const filters = [{ name: 'Spillway scenario', extensions: [FILE_EXTENSION, 'json'] }];
/** Scenarios and recorded arrivals together, for some desktops show the first kind only. */
const readable = [{ name: 'Scenario or recorded arrivals', extensions: [FILE_EXTENSION, 'json', 'csv'] }, ...filters];

export function registerIpc(around: IpcSurroundings): void {
  const { ipcMain, origins } = around;

  ipcMain.handle(requests.openFile, async (event) => {
    refuseStrangers(event, origins);
    const path = await around.askWhatToOpen({ properties: ['openFile'], filters: readable });
    return path === null ? null : openDocument(path, around.handles);
  });

  ipcMain.handle(requests.saveFile, async (event, message: unknown) => {
    refuseStrangers(event, origins);
    around.onSaveStarted();
    let saved: SavedFile | null = null;
    try {
      saved = await saveDocument(message, around);
    } finally {
      around.onSaveEnded(saved !== null);
    }
    return saved;
  });

  ipcMain.on(requests.setDocument, (event, message: unknown) => {
    refuseStrangers(event, origins);
    around.setDocument(documentState.parse(message));
  });

  ipcMain.on(requests.setFullScreen, (event, message: unknown) => {
    refuseStrangers(event, origins);
    around.setFullScreen(fullScreen.parse(message));
  });
}

export async function openDocument(path: string, handles: DocumentHandles): Promise<OpenedFile> {
  const text = await readDocument(path);
  return { handle: handles.grant(path, text), name: basename(path), text };
}

async function saveDocument(message: unknown, around: IpcSurroundings): Promise<SavedFile | null> {
  const request = saveRequest.parse(message);
  const path =
    request.handle === null
      ? await choosePath(request.suggestedName, around)
      : grantedPath(request.handle, around.handles);
  if (path === null) return null;
  if (request.handle !== null && await isOther(path, around.handles) && !await around.askWhetherToReplace(basename(path))) return null;

  await writeDocument(path, request.text);
  return { handle: around.handles.grant(path, request.text), name: basename(path) };
}

/** What is gone, or cannot be read, has nothing that could be lost. */
async function isOther(path: string, handles: DocumentHandles): Promise<boolean> {
  const text = await readDocument(path).catch(() => null);
  return text !== null && handles.isOther(path, text);
}

async function choosePath(suggestedName: string, around: IpcSurroundings): Promise<string | null> {
  const path = await around.askWhereToSave({ defaultPath: fileNameFrom(suggestedName), filters });
  if (path === null || /^\.[a-z]\w*$/i.test(extname(path))) return path; // "Release 1.5" has no extension.

  // Some desktops' dialogs do not add the extension. A file of that name was not what the user agreed to replace.
  const extended = `${path}.${FILE_EXTENSION}`;
  return existsSync(extended) ? path : extended;
}

/** A title may hold anything; a name that the dialog starts with must not lead out of the folder it shows. */
function fileNameFrom(suggestedName: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what must go
  const plain = suggestedName.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').replace(/^[\s.]+|[\s.]+$/g, '');
  if (plain === '') return `untitled.${FILE_EXTENSION}`;
  return /\.(spillway|json)$/i.test(plain) ? plain : `${plain}.${FILE_EXTENSION}`;
}

function grantedPath(handle: string, handles: DocumentHandles): string {
  const path = handles.pathOf(handle);
  if (path === null) throw new FileProblem('This file was not opened in this window: save it under a name.');
  return path;
}

function refuseStrangers(event: IpcMainEvent | IpcMainInvokeEvent, origins: readonly string[]): void {
  const frame = event.senderFrame;
  if (frame?.parent !== null || !isAppUrl(frame.url, origins)) {
    throw new Error('a message came from a frame that is not the application');
  }
}
