// The browser edition: the same built files under the same handler and headers as in Electron.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const builtPage = fileURLToPath(new URL('../../out/renderer/', import.meta.url));

/** Where the page finds the file that the command line named. It is served only when there is one. */
export const OPENED_PATH = 'opened.spillway';

/** Listens on this machine only; port 0 takes any that is free. */
export async function serve({ port = 0, file = null } = {}) {
  const { createAppHandler, securityHeaders } = await import(new URL('../../out/main/app-protocol.js', import.meta.url).href);
  const servePage = createAppHandler(builtPage);

  const answer = async (request) => {
    if (file === null || new URL(request.url).pathname !== `/${OPENED_PATH}`) return servePage(request);
    const headers = { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' };
    return new Response(await readFile(file), { headers });
  };
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing, server.address().port, answer);
  });
  await new Promise((listening, failed) => server.once('error', failed).listen(port, '127.0.0.1', listening));

  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function respond(incoming, outgoing, port, answer) {
  const host = incoming.headers.host ?? '';
  // Another site's name that leads here would make that site this page's origin (DNS rebinding).
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    outgoing.writeHead(421).end();
    return;
  }
  try {
    const response = await answer(new Request(new URL(incoming.url ?? '/', `http://${host}`), { method: incoming.method }));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  } catch (error) {
    console.error(`${incoming.method} ${incoming.url}: ${error.message}`);
    outgoing.writeHead(500).end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await serve({ port: Number(process.env.PORT ?? 0) });
  console.log(url);
}
