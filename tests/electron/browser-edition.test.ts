// Method: the built page (out/), served as `npm start` does where Electron is missing, and asked by plain requests.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPENED_PATH, serve } from '../../electron/launch/serve.mjs';

const file = join(mkdtempSync(join(tmpdir(), 'spillway-')), 'given.spillway');
writeFileSync(file, '{"format":"spillway/1"}');
let plain: Awaited<ReturnType<typeof serve>>;
let withFile: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  plain = await serve();
  withFile = await serve({ file });
});
afterAll(() => {
  plain.close();
  withFile.close();
});

function statusFor(url: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, (response) => resolve(response.resume().statusCode)).on('error', reject).end();
  });
}

it('the page comes with the same policy as in Electron', async () => {
  const response = await fetch(plain.url);
  expect(await response.text()).toContain('<div id="root">');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(response.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
});

it('another name for this address is refused, so that no other site becomes its origin', async () => {
  expect(new URL(plain.url).hostname).toBe('127.0.0.1');
  for (const host of ['evil.example', `evil.example:${new URL(plain.url).port}`, '127.0.0.1:1']) {
    expect(await statusFor(plain.url, host), host).toBe(421);
  }
  expect(await statusFor(plain.url, `localhost:${new URL(plain.url).port}`)).toBe(200);
});

it('the file of the command line is served, at one address, and only when there is one', async () => {
  expect(await (await fetch(withFile.url + OPENED_PATH)).text()).toBe('{"format":"spillway/1"}');
  expect((await fetch(`${withFile.url}given.spillway`)).status).toBe(404);
  expect((await fetch(plain.url + OPENED_PATH)).status).toBe(404);
});
