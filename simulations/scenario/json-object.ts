import { didYouMean } from './nearest';
import type { ProblemList } from './problem-list';
import { found, numeral, quoted } from './wording';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Names that mean something to JavaScript itself; a table keyed by them is a trap. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object's own value: a name such as `toString` finds nothing. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}

export function joinPath(path: string, key: string | number): string {
  const name = String(key);
  const shown = /^[\w-]{1,64}$/.test(name) ? name : quoted(name);
  return path === '' ? shown : `${path}.${shown}`;
}

export function checkObject(value: unknown, path: string, problems: ProblemList): value is JsonObject {
  return problems.check(path, isObject(value) ? '' : `must be an object { … }, found ${found(value)}`);
}

/** Refuses keys that nobody would read, with the nearest known one. */
export function checkKeys(object: JsonObject, known: readonly string[], path: string, problems: ProblemList): void {
  for (const key of Object.keys(object)) {
    if (problems.isFull) return;
    if (known.includes(key)) continue;
    problems.add(path, `unknown key ${quoted(key)}${didYouMean(key, known)}`);
  }
}

export function checkList(value: unknown, lengthMax: number, what: string, path: string, problems: ProblemList): value is readonly unknown[] {
  if (!Array.isArray(value)) return problems.check(path, `must be a list [ … ], found ${found(value)}`);
  return problems.check(path, value.length <= lengthMax ? '' : `must be at most ${numeral(lengthMax)} ${what}, found ${numeral(value.length)}`);
}
