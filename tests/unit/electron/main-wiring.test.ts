// Method: the real main process with a double of the module 'electron' that notes what is asked of it and in which
// order. What the pieces do is tested beside this file; here it matters that they are connected.
import { EventEmitter } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { events, requests } from '../../../electron/contract';

interface Seen {
  readonly calls: string[];
  readonly windows: WindowDouble[];
  readonly handlers: Map<string, unknown>;
  app: unknown;
  permissions: unknown;
  /** Which button the user presses in a message box. */
  answer: number;
}
const electron = vi.hoisted((): Seen => ({ calls: [], windows: [], handlers: new Map(), app: null, permissions: null, answer: 2 }));

class WindowDouble extends EventEmitter {
  readonly sent: unknown[][] = [];
  title = '';
  destroyed = false;
  readonly webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: vi.fn(),
    send: (...message: unknown[]) => this.sent.push(message),
    reload: vi.fn(),
  });
  readonly loadURL = vi.fn(() => Promise.resolve());
  readonly show = vi.fn();
  readonly focus = vi.fn();
  readonly setFullScreen = vi.fn();
  constructor(readonly options: { webPreferences: Record<string, unknown> }) {
    super();
    electron.calls.push('window');
    electron.windows.push(this);
  }
  isMinimized(): boolean { return false; }
  isMaximized(): boolean { return false; }
  isDestroyed(): boolean { return this.destroyed; }
  getNormalBounds(): object { return { x: 0, y: 0, width: 1000, height: 700 }; }
  setTitle(title: string): void { this.title = title; }
  setDocumentEdited(): void { /* macOS only */ }
  destroy(): void { this.destroyed = true; }
}

vi.mock('electron', () => {
  const app = Object.assign(new EventEmitter(), {
    isPackaged: true,
    requestSingleInstanceLock: () => true,
    whenReady: () => Promise.resolve().then(() => electron.calls.push('ready')),
    isReady: () => electron.calls.includes('ready'),
    commandLine: { appendSwitch: (name: string) => electron.calls.push(name) },
    getPath: () => mkdtempSync(join(tmpdir(), 'spillway-')),
    quit: vi.fn(),
  });
  electron.app = app;
  return {
    app,
    BrowserWindow: WindowDouble,
    dialog: { showMessageBox: vi.fn(() => Promise.resolve({ response: electron.answer })) },
    ipcMain: {
      handle: (channel: string, handler: unknown) => electron.handlers.set(channel, handler),
      on: (channel: string, handler: unknown) => electron.handlers.set(channel, handler),
    },
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => electron.calls.push('menu') },
    protocol: {
      registerSchemesAsPrivileged: () => electron.calls.push('scheme'),
      handle: (scheme: string, handler: unknown) => { electron.calls.push('protocol'); electron.handlers.set(scheme, handler); },
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: { defaultSession: {
      setPermissionRequestHandler: (handler: unknown) => { electron.permissions = handler; },
      setPermissionCheckHandler: vi.fn(),
    } },
    shell: { openExternal: vi.fn(() => Promise.resolve()) },
  };
});

let window: WindowDouble;
const preventable = (extra: object = {}): { preventDefault: ReturnType<typeof vi.fn> } => ({ preventDefault: vi.fn(), ...extra });

beforeAll(async () => {
  process.env['ELECTRON_RENDERER_URL'] = 'https://example.org/';
  await import('../../../electron/main/index');
  await vi.waitFor(() => expect(electron.windows).toHaveLength(1));
  window = electron.windows[0]!;
});
beforeEach(() => window.sent.splice(0));

describe('start', () => {
  it('the scheme is registered before Electron is ready, everything else after, the window last', () => {
    expect(electron.calls).toEqual(['scheme', 'enable-unsafe-swiftshader', 'ready', 'protocol', 'menu', 'window']);
  });

  it('the window is sandboxed and shows the application, whatever the environment says', () => {
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false,
    });
    expect(window.loadURL).toHaveBeenCalledExactlyOnceWith('app://bundle/index.html');
  });

  it('every request of the contract is answered, and every permission refused', () => {
    for (const channel of Object.values(requests)) expect(electron.handlers.has(channel), channel).toBe(true);
    const answer = vi.fn();
    (electron.permissions as (...args: unknown[]) => void)(null, 'media', answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith(false);
  });

  it('the protocol serves no host but the application\u2019s', async () => {
    const serve = electron.handlers.get('app') as (request: Request) => Promise<Response>;
    expect((await serve(new Request('app://other/index.html'))).status).toBe(404);
  });
});

describe('navigation', () => {
  it('leaving the application is prevented, in the window and in frames', () => {
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      const away = preventable({ url: 'https://example.org/' });
      const home = preventable({ url: 'app://bundle/index.html' });
      window.webContents.emit(name, away);
      window.webContents.emit(name, home);
      expect(away.preventDefault, name).toHaveBeenCalledOnce();
      expect(home.preventDefault, name).not.toHaveBeenCalled();
    }
  });

  it('no second window opens', () => {
    const open = window.webContents.setWindowOpenHandler.mock.lastCall![0] as (details: object) => unknown;
    expect(open({ url: 'https://example.org/' })).toEqual({ action: 'deny' });
    expect(open({ url: 'app://bundle/index.html' })).toEqual({ action: 'deny' });
  });
});

describe('files from outside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spillway-'));
  writeFileSync(join(folder, 'a.spillway'), 'text');

  it('wait for the page, then arrive without their path', async () => {
    (electron.app as EventEmitter).emit('open-file', preventable(), join(folder, 'a.spillway'));
    expect(window.sent).toEqual([]);
    window.webContents.emit('did-finish-load');
    await vi.waitFor(() => expect(window.sent).toHaveLength(1));
    expect(window.sent[0]).toEqual([events.opened, { handle: expect.any(String) as string, name: 'a.spillway', text: 'text' }]);
  });

  it('from a second start come to the window that is there', async () => {
    (electron.app as EventEmitter).emit('second-instance', {}, ['spillway', 'a.spillway'], folder);
    await vi.waitFor(() => expect(window.sent).toHaveLength(1));
    expect(window.focus).toHaveBeenCalled();
    expect(electron.windows).toHaveLength(1);
  });

  it('that cannot be read are reported to the page', async () => {
    (electron.app as EventEmitter).emit('second-instance', {}, ['spillway', 'none.spillway'], folder);
    await vi.waitFor(() => expect(window.sent).toHaveLength(1));
    expect(window.sent[0]).toEqual([events.openFailed, 'none.spillway cannot be opened: it is not there any more.']);
  });
});

describe('closing', () => {
  const fromPage = { senderFrame: { url: 'app://bundle/index.html', parent: null } };
  const tell = (edited: boolean): void => {
    (electron.handlers.get(requests.setDocument) as (event: unknown, state: unknown) => void)(fromPage, { name: 'Queue', edited });
  };

  it('the title tells the document; unsaved changes hold the window open and ask', async () => {
    tell(true);
    expect(window.title).toBe('• Queue — Spillway');
    const close = preventable();
    electron.answer = 2;
    window.emit('close', close);
    expect(close.preventDefault).toHaveBeenCalledOnce();
    await Promise.resolve();
    expect(window.destroyed).toBe(false);
  });

  it('"Save" asks the page to save and closes when it has', async () => {
    electron.answer = 0;
    window.emit('close', preventable());
    await vi.waitFor(() => expect(window.sent).toEqual([[events.menu, 'save']]));
    tell(false);
    expect(window.destroyed).toBe(true);
  });
});

it('a page that crashed can be loaded again', async () => {
  window.destroyed = false;
  electron.answer = 0;
  window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  await vi.waitFor(() => expect(window.webContents.reload).toHaveBeenCalledOnce());
});
