/** From what people type as "a=1, b=2"; null where it is something else, or names one thing twice. */
export function namedNumbers(text: unknown): ReadonlyMap<string, number> | null {
  const named = namedTexts(text);
  if (named === null) return null;
  const numbers = new Map([...named].map(([name, value]) => [name, Number(value)]));
  return [...numbers.values()].every((value) => value >= 0 && value < Infinity) ? numbers : null;
}

export function namedTexts(text: unknown): ReadonlyMap<string, string> | null {
  if (typeof text !== 'string') return null;
  const entries = text.split(/[,;\n]/).map((entry) => entry.trim()).filter((entry) => entry !== '');
  const pairs = entries.map((entry) => entry.split(/[=:]/).map((part) => part.trim()));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes(''))) return null;
  const named = new Map(pairs.map(([name, value]) => [name, value] as const));
  return named.size === pairs.length ? named : null;
}
