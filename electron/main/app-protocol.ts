import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** Everything comes from the application itself; nothing is evaluated, framed or sent anywhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** What is not in this table is not served, wherever it lies. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/**
 * Serves the built page from `root`, and nothing outside it. The desktop edition hands it to Electron's protocol
 * module, the browser edition to an HTTP server, so that both run under one security policy.
 */
export function createAppHandler(root: string): (request: Request) => Promise<Response> {
  const base = normalize(root).replace(/[\\/]+$/, '') + sep;

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405);
    const path = pathOf(request.url);
    if (path === null) return reply(400);

    const file = normalize(join(base, path === '/' ? 'index.html' : path));
    if (!file.startsWith(base)) return reply(403);
    const type = contentTypes[extname(file)];
    if (type === undefined) return reply(404);

    try {
      const bytes = new Uint8Array(await readFile(file));
      return reply(200, request.method === 'HEAD' ? null : bytes, type);
    } catch {
      return reply(404);
    }
  };
}

function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(new URL(url).pathname);
    return path.includes('\0') ? null : path;
  } catch {
    return null;
  }
}

function reply(status: number, body: Uint8Array<ArrayBuffer> | null = null, type?: string): Response {
  return new Response(body, {
    status,
    headers: type === undefined ? { ...securityHeaders } : { ...securityHeaders, 'content-type': type },
  });
}
