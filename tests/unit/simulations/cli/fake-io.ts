import type { Io } from '../../../../simulations/cli/io';
import { main } from '../../../../simulations/cli/main';
import type { Report } from '../../../../simulations/experiments/report';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Files that exist only in a test. What a command writes stands here afterwards. */
export type Files = Record<string, string>;

/** Runs the command line against files that exist only here. */
export async function sim(argv: readonly string[], given: Partial<Io> & { readonly files?: Readonly<Files>; readonly stdin?: string } = {}): Promise<Ran> {
  const { files = {}, stdin = '', ...io } = given;
  let out = '';
  let err = '';
  const code = await main(argv, {
    out: (text) => { out += text; },
    err: (text) => { err += text; },
    isErrTerminal: false,
    errColumns: 80,
    isFile: (path) => path in files,
    isFolder: (path) => path === '.',
    fileBytes: (path) => files[path]!.length,
    readFile: (path) => files[path]!,
    writeFile: (path, text) => { (files as Files)[path] = text; },
    readStdin: () => Promise.resolve(stdin),
    nowMs: () => performance.now(),
    today: () => '2026-11-22',
    pause: () => Promise.resolve(),
    onInterrupt: () => () => undefined,
    cores: 1,
    startWorker: () => { throw new Error('one core needs no worker'); },
    ...io,
  });
  return { code, out, err };
}

/** What --json printed. */
export function reportIn({ out }: Ran): Report & { readonly wallS: number } {
  return JSON.parse(out) as Report & { readonly wallS: number };
}
