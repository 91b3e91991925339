// Method: a folder with a page, and a secret beside it that no request may reach.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAppHandler } from '../../../electron/main/app-protocol';

let folder: string;
let serve: (request: Request) => Promise<Response>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'spillway-'));
  mkdirSync(join(folder, 'page/assets'), { recursive: true });
  mkdirSync(join(folder, 'page-of-another'));
  writeFileSync(join(folder, 'page/index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'page/assets/app.js'), 'export {}');
  writeFileSync(join(folder, 'page/notes.txt'), 'not part of the page');
  writeFileSync(join(folder, 'secret.json'), 'secret');
  writeFileSync(join(folder, 'page-of-another/secret.json'), 'secret');
  serve = createAppHandler(join(folder, 'page'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (path: string, init?: RequestInit): Promise<Response> => serve(new Request(`app://bundle${path}`, init));

describe('the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/index.html?open=opened.spillway', 'text/html; charset=utf-8'],
    ['/assets/app.js', 'text/javascript; charset=utf-8'],
  ])('%s is served with its type', async (path, type) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    const head = await get('/', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('what is outside', () => {
  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%2f..%2f..%2f..%2fetc/passwd.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%2fpage-of-another%2fsecret.json',
    '/notes.txt',
    '/assets',
    '/missing.js',
    '/index.html%00.js',
    '/%',
  ])('%s is not served', async (path) => {
    const response = await get(path);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).toBe('');
  });
});

it('every answer carries the security policy, which allows nothing unsafe', async () => {
  for (const path of ['/', '/missing.js', '/..%2fsecret.json', '/%']) {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toMatch(/https?:|\*/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
