import { useState } from 'react';

/** A list, or things by their ids. */
type Items = readonly object[] | Readonly<Record<string, object>>;

interface Row {
  readonly item: object;
  /** What tells it from the others once it is another object: its id, or in a list all that it says. */
  readonly name: string;
  readonly key: number;
}

interface Rows {
  readonly items: Items;
  readonly rows: readonly Row[];
  /** By id, or by the place in the list. */
  readonly keys: Readonly<Record<string, number>>;
  readonly nextKey: number;
}

/**
 * Keys that stay with what is shown when it is edited, renamed or stands elsewhere, so that the focus and what was typed
 * and refused stay with it too. `items` is the same object until something in it is another.
 */
export function useRowKeys(items: Items): Rows['keys'] {
  const [shown, setShown] = useState(() => rowsOf(items, { rows: [], nextKey: 0 }));
  if (shown.items === items) return shown.keys;
  const next = rowsOf(items, shown);
  setShown(next);
  return next.keys;
}

function rowsOf(items: Items, before: Pick<Rows, 'rows' | 'nextKey'>): Rows {
  const named = Object.entries(items).map(([id, item]: [string, object]) => ({ id, item, name: Array.isArray(items) ? JSON.stringify(item) : id }));
  const keys = new Map<string, number>();
  const left = new Set(before.rows);
  const carry = (isSame: (now: Pick<Row, 'item' | 'name'>, was: Row) => boolean): void => {
    for (const now of named.filter(({ id }) => !keys.has(id))) {
      const was = first(left, (each) => isSame(now, each));
      if (was === undefined) continue;
      keys.set(now.id, was.key);
      left.delete(was);
    }
  };
  carry((now, was) => now.item === was.item);
  carry((now, was) => now.name === was.name);
  // As many are new as are gone: they were edited.
  if (named.length === before.rows.length) carry(() => true);
  let { nextKey } = before;
  const rows = named.map(({ id, item, name }) => ({ id, item, name, key: keys.get(id) ?? nextKey++ }));
  return { items, rows, keys: Object.fromEntries(rows.map(({ id, key }) => [id, key])), nextKey };
}

/** Rows mostly keep their order, so this looks at few. */
function first<T>(all: Iterable<T>, isIt: (each: T) => boolean): T | undefined {
  for (const each of all) if (isIt(each)) return each;
  return undefined;
}
