import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { MenuCommand } from '../../../electron/contract';
import { menuTemplate } from '../../../electron/main/menu';

// `satisfies` makes a command that is added to the contract and forgotten here a type error.
const commands = Object.keys({
  'new': 0, 'open': 0, 'save': 0, 'save-as': 0, 'undo': 0, 'redo': 0, 'play-pause': 0, 'step': 0, 'restart': 0,
  'new-seed': 0, 'full-screen': 0, 'large-picture': 0, 'theme-system': 0, 'theme-dark': 0, 'theme-light': 0, 'theme-projector': 0, 'help': 0,
} satisfies Record<MenuCommand, 0>);

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  const send = vi.fn();
  const itemsOf = (menus: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] =>
    menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? [...submenu, ...itemsOf(submenu)] : []));
  const items = itemsOf(menuTemplate({ platform, developing: false, send }));
  const ours = items.filter((item) => item.click !== undefined);

  it('every command is in the menu and sends its name', () => {
    for (const item of ours) (item.click as () => void)();
    expect(send.mock.calls.flat().sort()).toEqual([...commands].sort());
  });

  it('every command but the themes has an accelerator of its own that typing cannot set off', () => {
    const quick = ours.filter(({ id }) => id?.startsWith('theme-') !== true);
    const accelerators = quick.map((item) => item.accelerator);
    expect(new Set(accelerators).size).toBe(quick.length);
    for (const accelerator of accelerators) expect(accelerator).toMatch(/^F\d+$|^(CmdOrCtrl|Ctrl|Cmd)\+/);
  });

  it('the clipboard is the system\u2019s, and developer tools are for developers', () => {
    const roles = items.map((item: MenuItemConstructorOptions) => item.role);
    expect(roles).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectAll']));
    expect(roles).not.toContain('toggleDevTools');
  });
});
