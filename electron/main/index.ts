import { join } from 'node:path';
import { app, dialog, ipcMain, Menu, protocol, session } from 'electron';
import { events } from '../contract';
import { createAppHandler } from './app-protocol';
import { fileFromArgv } from './argv';
import { DocumentHandles } from './document-handles';
import { openDocument, registerIpc } from './ipc';
import { createMainWindow, type MainWindow } from './main-window';
import { menuTemplate } from './menu';
import { APP_ORIGIN, isAppUrl } from './navigation';

// Set by `npm run dev`; a packaged application listens to no environment.
const devUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
const origins = [devUrl === undefined ? APP_ORIGIN : new URL(devUrl).origin];
const handles = new DocumentHandles();

let main: MainWindow | null = null;
let pageReady = false;
let fileToOpen = fileFromArgv(process.argv, process.cwd());
let quitting = false;

// Electron takes this only before it is ready, hence at the top level.
protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
]);

// Where there is no graphics processor, Chromium draws in software only when told to; every page here is our own.
app.commandLine.appendSwitch('enable-unsafe-swiftshader');

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  app.on('second-instance', (_event, argv, workingDirectory) => {
    const file = fileFromArgv(argv, workingDirectory);
    if (file !== null) openFromOutside(file);
    showWindow();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    openFromOutside(path);
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
  });
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (quitting || process.platform !== 'darwin') app.quit();
  });
  app.on('activate', showWindow);
  void app.whenReady().then(() => {
    prepareSession();
    prepareMenu();
    prepareIpc();
    openWindow();
  });
}

function prepareSession(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.defaultSession.setPermissionCheckHandler(() => false);

  const serve = createAppHandler(join(import.meta.dirname, '../renderer'));
  protocol.handle('app', (request) =>
    isAppUrl(request.url, [APP_ORIGIN]) ? serve(request) : new Response(null, { status: 404 }),
  );
}

function prepareMenu(): void {
  const template = menuTemplate({
    platform: process.platform,
    developing: !app.isPackaged,
    send: (command) => main?.send(command),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function prepareIpc(): void {
  registerIpc({
    ipcMain,
    origins,
    handles,
    askWhatToOpen: async (options) => {
      const answer = main === null ? null : await dialog.showOpenDialog(main.browserWindow, options);
      return answer?.filePaths[0] ?? null;
    },
    askWhereToSave: async (options) => {
      const answer = main === null ? null : await dialog.showSaveDialog(main.browserWindow, options);
      return answer === null || answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    askWhetherToReplace: async (fileName) => {
      const answer = main === null ? null : await dialog.showMessageBox(main.browserWindow, {
        type: 'warning',
        message: `Replace “${fileName}”?`,
        detail: 'Another program has changed it since. What was changed there is lost then; save under another name to keep both.',
        buttons: ['Replace', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return answer?.response === 0;
    },
    setDocument: (state) => {
      main?.browserWindow.setTitle(`${state.edited ? '• ' : ''}${state.name} — Spillway`);
      main?.browserWindow.setDocumentEdited(state.edited);
      main?.closeGuard.setDocument(state);
    },
    setFullScreen: (on) => main?.browserWindow.setFullScreen(on),
    onSaveStarted: () => main?.closeGuard.saveStarted(),
    onSaveEnded: (saved) => main?.closeGuard.saveEnded(saved),
  });
}

function openWindow(): void {
  pageReady = false;
  main = createMainWindow({
    url: devUrl ?? `${APP_ORIGIN}/index.html`,
    origins,
    onCloseCancelled: () => {
      quitting = false;
    },
  });
  main.browserWindow.webContents.on('did-finish-load', () => {
    pageReady = true;
    const file = fileToOpen;
    fileToOpen = null;
    if (file !== null) openFromOutside(file);
  });
  main.browserWindow.on('closed', () => {
    main = null;
  });
}

function showWindow(): void {
  if (!app.isReady()) return;
  if (main === null) {
    openWindow();
    return;
  }
  if (main.browserWindow.isMinimized()) main.browserWindow.restore();
  main.browserWindow.focus();
}

/** What the operating system hands over waits until there is a page to show it. */
function openFromOutside(path: string): void {
  if (main === null || !pageReady) {
    fileToOpen = path;
    showWindow();
    return;
  }
  const page = main.browserWindow.webContents;
  openDocument(path, handles).then(
    (file) => {
      page.send(events.opened, file);
    },
    (error: unknown) => {
      page.send(events.openFailed, error instanceof Error ? error.message : String(error));
    },
  );
}
