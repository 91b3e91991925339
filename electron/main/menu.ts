import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract';

export interface MenuSurroundings {
  readonly platform: NodeJS.Platform;
  /** Adds the developer tools. */
  readonly developing: boolean;
  readonly send: (command: MenuCommand) => void;
}

/**
 * What the shell can do itself is a role of Electron's; everything else is a command that the page carries out.
 * Every accelerator has a modifier or is a function key: a bare Space would be taken away from text fields.
 */
export function menuTemplate({ platform, developing, send }: MenuSurroundings): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const item = (label: string, command: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: command,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => {
      send(command);
    },
  });
  const separator: MenuItemConstructorOptions = { type: 'separator' };

  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        item('&New', 'new', 'CmdOrCtrl+N'),
        item('&Open…', 'open', 'CmdOrCtrl+O'),
        separator,
        item('&Save', 'save', 'CmdOrCtrl+S'),
        item('Save &As…', 'save-as', 'CmdOrCtrl+Shift+S'),
        separator,
        { role: mac ? 'close' : 'quit' },
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item('&Undo', 'undo', 'CmdOrCtrl+Z'),
        item('&Redo', 'redo', mac ? 'Cmd+Shift+Z' : 'Ctrl+Y'),
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { role: 'selectAll' },
      ],
    },
    {
      label: '&Run',
      submenu: [
        item('&Play or Pause', 'play-pause', 'CmdOrCtrl+Enter'),
        item('&Step', 'step', 'CmdOrCtrl+.'),
        item('&Restart', 'restart', 'CmdOrCtrl+R'),
        item('&New Seed', 'new-seed', 'CmdOrCtrl+Shift+R'),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        {
          label: '&Theme',
          submenu: [
            item('As the &Computer', 'theme-system'),
            item('&Dark', 'theme-dark'),
            item('&Light', 'theme-light'),
            item('&Projector', 'theme-projector'),
          ],
        },
        separator,
        item('Large &Picture', 'large-picture', 'CmdOrCtrl+Shift+L'),
        item('&Full Screen', 'full-screen', mac ? 'Ctrl+Cmd+F' : 'F11'),
        ...(developing ? [separator, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', label: '&Help', submenu: [item('Spillway &Help', 'help', 'F1')] },
  ];
}
