import { expect, it } from 'vitest';
import { whyInstall } from '../../../electron/launch/setup.mjs';

const locked = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/vite/node_modules/@oxc/parser-win32': { version: '1.0.0', optional: true },
};

it('what is locked and installed needs nothing; another platform\u2019s package may be missing', () => {
  expect(whyInstall(locked, { 'node_modules/zod': { version: '4.6.7' } })).toBeNull();
});

it('what is missing or of another version is named', () => {
  expect(whyInstall(locked, null)).toBe('there are none yet');
  expect(whyInstall(locked, {})).toBe('zod 4.6.7 is locked, none installed');
  expect(whyInstall(locked, { 'node_modules/zod': { version: '4.6.6' } })).toBe('zod 4.6.7 is locked, 4.6.6 installed');
});
