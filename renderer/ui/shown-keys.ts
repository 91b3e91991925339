/** Whether keys are to be named as on a Mac, where Command does what Control does elsewhere. */
export const isMac = (platform: string = navigator.platform): boolean => /^(mac|ip(hone|ad|od))/i.test(platform);

/** "Ctrl+Shift+Z" as it stands on the keys in front of the user: ⇧⌘Z on a Mac. */
export function shownKeys(keys: string, mac: boolean = isMac()): string {
  if (!mac) return keys;
  return keys.replaceAll('Ctrl+Shift+', '⇧⌘').replaceAll('Shift+', '⇧').replaceAll('Ctrl+', '⌘').replaceAll('Backspace', '⌫').replaceAll('Delete', '⌦');
}

/** "Control+Z", as aria-keyshortcuts has it, for the keys in front of the user. */
export const heldKeys = (shortcut: string, mac: boolean = isMac()): string => (mac ? shortcut.replaceAll('Control', 'Meta') : shortcut);
