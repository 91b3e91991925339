import { posix } from 'node:path';
import { importsOf } from './imports-of';

export type ImportTable = Readonly<Record<string, readonly string[]>>;

/** The imports of one file that the table does not allow, each as a sentence. `path` is seen from the repository. */
export function forbiddenImports(table: ImportTable, path: string, text: string): string[] {
  const layer = layerOf(table, path);
  const allowed = table[layer];
  if (allowed === undefined) return [`${path} lies in no folder that tests/architecture/import-table.ts lists`];

  return importsOf(path, text).flatMap(({ target, typeOnly }) => {
    const to = target.startsWith('.') ? layerOf(table, posix.join(posix.dirname(path), target)) : packageOf(target);
    const isAllowed = to === layer || allowed.includes(to) || (typeOnly && allowed.includes(`type ${to}`));
    return isAllowed ? [] : [`${path} → ${target} (${layer} may not import ${to})`];
  });
}

/** The row that a file belongs to; a path without a row is its own. */
function layerOf(table: ImportTable, path: string): string {
  const plain = path.replace(/\.(d\.)?[cm]?[jt]sx?$/, '');
  return Object.keys(table).find((layer) => plain === layer || plain.startsWith(`${layer}/`)) ?? plain;
}

function packageOf(target: string): string {
  if (target.startsWith('node:')) return 'node';
  const parts = target.split('/');
  return target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target);
}
