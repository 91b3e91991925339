import { join } from 'node:path';
import { app, BrowserWindow, dialog, screen, shell } from 'electron';
import { events, type MenuCommand } from '../contract';
import { CloseGuard, type CloseAnswer } from './close-guard';
import { isAppUrl, mayOpenExternally } from './navigation';
import { placeWindow, readWindowState, saveWindowState, WINDOW_HEIGHT_MIN, WINDOW_WIDTH_MIN } from './window-state';

export interface MainWindow {
  readonly browserWindow: BrowserWindow;
  readonly closeGuard: CloseGuard;
  send(command: MenuCommand): void;
}

export interface MainWindowOptions {
  readonly url: string;
  readonly origins: readonly string[];
  readonly onCloseCancelled: () => void;
}

/** The one window, sandboxed, which goes nowhere but to the application's own page. */
export function createMainWindow({ url, origins, onCloseCancelled }: MainWindowOptions): MainWindow {
  const statePath = join(app.getPath('userData'), 'window-state.json');
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = placeWindow(readWindowState(statePath), workAreas);

  const window = new BrowserWindow({
    ...bounds,
    minWidth: WINDOW_WIDTH_MIN,
    minHeight: WINDOW_HEIGHT_MIN,
    show: false,
    title: 'Spillway',
    backgroundColor: '#0f1420',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();

  const send = (command: MenuCommand): void => {
    window.webContents.send(events.menu, command);
  };
  const closeGuard = new CloseGuard({
    ask: (documentName) => askBeforeClosing(window, documentName),
    requestSave: () => {
      send('save');
    },
    closeNow: () => {
      window.destroy();
    },
    onCancelled: onCloseCancelled,
  });

  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', (event) => {
    saveWindowState(statePath, { ...window.getNormalBounds(), maximized: window.isMaximized() });
    if (!closeGuard.mayClose()) event.preventDefault();
  });
  window.on('page-title-updated', (event) => {
    event.preventDefault(); // The title tells the document, which setDocument knows.
  });
  keepAtHome(window, origins);
  offerReloadAfterCrash(window);

  void window.loadURL(url);
  return { browserWindow: window, closeGuard, send };
}

function keepAtHome(window: BrowserWindow, origins: readonly string[]): void {
  window.webContents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  const stayHome = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAppUrl(event.url, origins)) event.preventDefault();
  };
  window.webContents.on('will-navigate', stayHome);
  window.webContents.on('will-frame-navigate', stayHome);
  window.webContents.on('will-redirect', stayHome);
}

function offerReloadAfterCrash(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message: 'The simulation window stopped working.',
        detail: `What was not saved is lost. (${reason})`,
        buttons: ['Reload', 'Close'],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      })
      .then(({ response }) => {
        if (response === 0) window.webContents.reload();
        else window.destroy();
      });
  });
}

async function askBeforeClosing(window: BrowserWindow, documentName: string): Promise<CloseAnswer> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `Save the changes to “${documentName}”?`,
    detail: 'Otherwise they are lost.',
    buttons: ['Save', 'Don’t save', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return (['save', 'discard'] as const)[response] ?? 'cancel';
}
