import { describe, expect, it } from 'vitest';
import { APP_ORIGIN, isAppUrl, mayOpenExternally } from '../../../electron/main/navigation';

describe('the window stays on the application', () => {
  it.each(['app://bundle/index.html', 'app://bundle/', 'app://bundle/?open=x#y'])('%s is ours', (url) => {
    expect(isAppUrl(url, [APP_ORIGIN])).toBe(true);
  });

  it.each([
    'https://example.org/',
    'app://bundle.example.org/',
    'app://other/index.html',
    'http://bundle/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'about:blank',
    'blob:app://bundle/7e1c',
    '',
    'no address',
  ])('%s is not', (url) => {
    expect(isAppUrl(url, [APP_ORIGIN])).toBe(false);
  });
});

it('only links to the web leave for the browser', () => {
  expect(mayOpenExternally('https://example.org/paper')).toBe(true);
  for (const url of ['http://example.org/', 'file:///bin/sh', 'javascript:alert(1)', 'smb://host/share', 'x']) {
    expect(mayOpenExternally(url), url).toBe(false);
  }
});
