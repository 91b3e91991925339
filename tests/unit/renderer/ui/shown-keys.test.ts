import { expect, it } from 'vitest';
import { DIAGRAM_KEYS, KEYS, OTHER_KEYS } from '../../../../renderer/app/keyboard';
import { heldKeys, isMac, shownKeys } from '../../../../renderer/ui/shown-keys';

// Method: every key of the help, as it is shown on a Mac and elsewhere.
it('names keys as they stand on the keyboard', () => {
  expect(shownKeys('Ctrl+Shift+Z, Ctrl+Y', true)).toBe('⇧⌘Z, ⌘Y');
  expect(shownKeys('Shift+J', true)).toBe('⇧J');
  expect(shownKeys('Ctrl+Shift+Z', false)).toBe('Ctrl+Shift+Z');
  expect(heldKeys('Control+Shift+Z', true)).toBe('Meta+Shift+Z');
  for (const { shown } of [...KEYS, ...DIAGRAM_KEYS, ...OTHER_KEYS]) expect(shownKeys(shown, true), shown).not.toMatch(/Ctrl|Shift|Delete|Backspace/);
});

it('knows a Mac', () => {
  expect(['MacIntel', 'iPad', 'Linux x86_64', 'Win32'].map((platform) => isMac(platform))).toEqual([true, true, false, false]);
});
