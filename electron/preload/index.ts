import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { events, HOST_KEY, requests, type HostApi, type MenuCommand, type OpenedFile } from '../contract';

const host: HostApi = {
  kind: 'electron',
  openFile: () => ask(requests.openFile),
  saveFile: (request) => ask(requests.saveFile, request),
  setDocument: (state) => {
    ipcRenderer.send(requests.setDocument, state);
  },
  setFullScreen: (on) => {
    ipcRenderer.send(requests.setFullScreen, on);
  },
  onOpened: relay<OpenedFile>(events.opened),
  onOpenFailed: relay<string>(events.openFailed),
  onMenu: relay<MenuCommand>(events.menu),
};

contextBridge.exposeInMainWorld(HOST_KEY, host);

/** Electron wraps what the other side throws; the page gets back the sentence that was meant for the user. */
async function ask<Answer>(channel: string, ...message: unknown[]): Promise<Answer> {
  try {
    return (await ipcRenderer.invoke(channel, ...message)) as Answer;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(text.replace(/^Error invoking remote method '[^']*': (?:\w+: )?/, ''), { cause: error });
  }
}

/** Keeps what arrives before the page listens, such as the file that the application was started with. */
function relay<Message>(channel: string): (listener: (message: Message) => void) => () => void {
  const listeners = new Set<(message: Message) => void>();
  const early: Message[] = [];
  ipcRenderer.on(channel, (_event: IpcRendererEvent, message: Message) => {
    if (listeners.size === 0) early.push(message);
    for (const listener of listeners) listener(message);
  });

  return (listener) => {
    listeners.add(listener);
    for (const message of early.splice(0)) listener(message);
    return () => {
      listeners.delete(listener);
    };
  };
}
