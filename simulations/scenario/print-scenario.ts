import type { Scenario } from './scenario';

const LINE_CHARS_MAX = 120;
const FIELDS = [
  'format', 'title', 'about', 'seed', 'warmupS', 'durationS', 'classes', 'stations', 'links', 'timeline', 'checks', 'changelog',
] as const satisfies readonly (keyof Scenario)[];

/** The text of a `*.spillway` file: the same scenario always gives the same text, one station or link a line where it fits. */
export function printScenario(scenario: Scenario): string {
  const fields = FIELDS.map((name) => `  ${JSON.stringify(name)}: ${block(scenario[name], 1)}`);
  return `{\n${fields.join(',\n')}\n}\n`;
}

/** A table or a list that stands at the top is opened, so that each of its items has a line. */
function block(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return oneLine(value);
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => printed(item, depth + 1))
    : present(value).map(([key, item]) => `${JSON.stringify(key)}: ${printed(item, depth + 1)}`);
  if (items.length === 0) return isList ? '[]' : '{}';
  const indent = '  '.repeat(depth);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`;
}

function printed(value: unknown, depth: number): string {
  const line = oneLine(value);
  return line.length + 2 * depth <= LINE_CHARS_MAX ? line : block(value, depth);
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const items = present(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`);
  return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
}

/** What is undefined is not there. */
function present(value: object): readonly [string, unknown][] {
  return Object.entries(value).filter(([, item]) => item !== undefined);
}
