// A double of what electron/main uses of Electron, with a real Chromium behind BrowserWindow. It runs the *built* main
// process and the *built* preload on a machine without Electron's runtime. What it cannot show: the sandbox, fuses,
// real dialogs and menus, the operating system's file associations, Chromium's own handling of app://.
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Frame, Page, Request as PageRequest } from '@playwright/test';

type Handler = (...args: unknown[]) => unknown;
interface FrameEvent {
  readonly senderFrame: { readonly url: string; readonly parent: object | null };
}

/** Stands for app://bundle, which Chromium does not know; secure like it. */
const HOST = 'https://bundle.app-double.test';
const toWeb = (url: string): string => url.replace(/^app:\/\/bundle/, HOST);
const toApp = (url: string): string => url.replace(HOST, 'app://bundle');

export const double = {
  browser: null as Browser | null,
  windows: [] as BrowserWindow[],
  schemes: new Map<string, (request: Request) => Promise<Response>>(),
  invoked: new Map<string, Handler>(),
  sent: new Map<string, Handler>(),
  external: [] as string[],
};

let ready = false;

export const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  requestSingleInstanceLock: () => true,
  whenReady: async () => {
    await Promise.resolve();
    ready = true;
  },
  isReady: () => ready,
  commandLine: { appendSwitch: () => undefined },
  getPath: () => mkdtempSync(join(tmpdir(), 'spillway-')),
  quit: () => undefined,
});

export const protocol = {
  registerSchemesAsPrivileged: () => {
    if (ready) throw new Error('registerSchemesAsPrivileged after ready');
  },
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => {
    if (!ready) throw new Error('protocol.handle before ready');
    double.schemes.set(scheme, handler);
  },
};

export const ipcMain = {
  handle: (channel: string, handler: Handler) => void double.invoked.set(channel, handler),
  on: (channel: string, handler: Handler) => void double.sent.set(channel, handler),
};

export const dialog = {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: () => Promise.resolve({ response: 2 }),
};

interface MenuItem {
  readonly id?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}
let menu: readonly MenuItem[] = [];
export const Menu = {
  buildFromTemplate: (template: readonly MenuItem[]) => template,
  setApplicationMenu: (template: readonly MenuItem[]) => {
    menu = template;
  },
};
export function chooseMenuItem(id: string): void {
  const item = menu.flatMap(({ submenu }) => submenu ?? []).find((candidate) => candidate.id === id);
  if (item?.click === undefined) throw new Error(`the menu has no item ${id}`);
  item.click();
}

export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }] };
export const session = {
  defaultSession: { setPermissionRequestHandler: () => undefined, setPermissionCheckHandler: () => undefined },
};
export const shell = {
  openExternal: (url: string) => {
    double.external.push(url);
    return Promise.resolve();
  },
};

export class BrowserWindow extends EventEmitter {
  readonly loaded: Promise<Page>;
  title = '';
  private resolveLoaded!: (page: Page) => void;
  private page: Page | null = null;
  private atHome = false;
  private openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });

  readonly webContents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: (details: { url: string }) => { action: string }) => {
      this.openHandler = handler;
    },
    send: (channel: string, message: unknown) => {
      void this.page?.evaluate(
        ([to, what]) => (globalThis as unknown as { deliverToPreload: Handler }).deliverToPreload(to, what),
        [channel, message],
      );
    },
    reload: () => undefined,
  });

  constructor(private readonly options: { webPreferences: { preload: string; sandbox: boolean } }) {
    super();
    if (!options.webPreferences.sandbox) throw new Error('this double stands for a sandboxed window only');
    this.loaded = new Promise((resolve) => {
      this.resolveLoaded = resolve;
    });
    double.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    if (double.browser === null) throw new Error('the test has not launched a browser');
    const context = await double.browser.newContext({ viewport: { width: 1440, height: 900 } });
    this.page = await context.newPage();
    await this.installPreload(this.page);
    await this.serveFromProtocol(context);
    context.on('page', (popup) => void popup.close());
    await this.page.goto(toWeb(url));
    this.atHome = true;
    this.emit('ready-to-show');
    this.webContents.emit('did-finish-load');
    this.resolveLoaded(this.page);
  }

  private async installPreload(page: Page): Promise<void> {
    await page.exposeBinding('callMain', async ({ frame }, kind: 'invoke' | 'send', channel: string, message: unknown[]) => {
      const handler = (kind === 'invoke' ? double.invoked : double.sent).get(channel);
      if (handler === undefined) return { error: `No handler registered for '${channel}'` };
      try {
        return { value: await handler(frameEvent(frame), ...message) };
      } catch (error) {
        return { error: String(error) };
      }
    });
    await page.addInitScript(bridge(readFileSync(this.options.webPreferences.preload, 'utf8')));
  }

  private async serveFromProtocol(context: BrowserContext): Promise<void> {
    await context.route('**/*', async (route) => {
      const request = route.request();
      if (this.atHome && request.isNavigationRequest()) {
        if (isPopup(request)) {
          this.openHandler({ url: toApp(request.url()) });
          return route.abort('aborted');
        }
        const stopped = new AbortController();
        const preventDefault = (): void => {
          stopped.abort();
        };
        this.webContents.emit('will-navigate', { url: toApp(request.url()), preventDefault });
        if (stopped.signal.aborted) return route.abort('aborted');
      }
      const serve = double.schemes.get('app');
      if (!request.url().startsWith(`${HOST}/`) || serve === undefined) return route.abort('blockedbyclient');
      const response = await serve(new Request(toApp(request.url()), { method: request.method() }));
      return route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: Buffer.from(await response.arrayBuffer()),
      });
    });
  }

  setTitle(title: string): void {
    this.title = title;
  }
  isMinimized(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return false;
  }
  getNormalBounds(): object {
    return { x: 0, y: 0, width: 1440, height: 900 };
  }
  setDocumentEdited(): void {
    // A dot in the title bar of macOS.
  }
  show(): void {
    // Headless.
  }
  focus(): void {
    // Headless.
  }
  destroy(): void {
    this.emit('closed');
  }
}

/** The first request of a window that does not exist yet has no frame. */
function isPopup(request: PageRequest): boolean {
  try {
    request.frame();
    return false;
  } catch {
    return true;
  }
}

function frameEvent(frame: Frame): FrameEvent {
  return { senderFrame: { url: toApp(frame.url()), parent: frame.parentFrame() === null ? null : {} } };
}

/** What surrounds a sandboxed preload: a `require` that knows Electron's own module and nothing else. */
function bridge(preload: string): string {
  return `(() => {
    const callMain = globalThis.callMain;
    const listeners = new Map();
    globalThis.deliverToPreload = (channel, message) => { for (const listen of listeners.get(channel) ?? []) listen({}, message); };
    const ipcRenderer = {
      invoke: async (channel, ...message) => {
        const answer = await callMain('invoke', channel, message);
        if (answer.error) throw new Error("Error invoking remote method '" + channel + "': " + answer.error);
        return answer.value;
      },
      send: (channel, ...message) => void callMain('send', channel, message),
      on: (channel, listen) => listeners.set(channel, [...(listeners.get(channel) ?? []), listen]),
    };
    const contextBridge = {
      exposeInMainWorld: (key, value) => Object.defineProperty(globalThis, key, { value: Object.freeze(value), enumerable: true }),
    };
    const require = (name) => {
      if (name === 'electron') return { contextBridge, ipcRenderer };
      throw new Error('a sandboxed preload cannot require ' + name);
    };
    (function (require, module, exports, process) { ${preload} })(require, { exports: {} }, {}, undefined);
  })();`;
}
