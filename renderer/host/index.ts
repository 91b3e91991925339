import type { HostApi } from '../../electron/contract';
import { BrowserHost } from './browser-host';
import { ElectronHost } from './electron-host';
import type { Host } from './host';

export { isFullScreen, type Host, type MenuCommand, type OpenedText } from './host';
export { setTyped } from './typed-field';

declare global {
  interface Window {
    /** Put there by the preload script; its name is HOST_KEY in electron/contract.ts. */
    readonly spillwayHost?: HostApi;
  }
}

export function makeHost(): Host {
  return window.spillwayHost === undefined ? new BrowserHost() : new ElectronHost(window.spillwayHost);
}
