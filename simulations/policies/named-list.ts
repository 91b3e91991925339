/**
 * What people type as "vip=0.5, bulk=3": names with a value each, separated by commas. A policy's parameter may be
 * such a text where there is a number for each class, or for each way, of which only the scenario knows the names.
 */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
}

/** The entries in their order; nothing for an empty text. */
export function namedValues(text: string): readonly NamedValue[] {
  return text.split(',').map((entry) => entry.trim()).filter((entry) => entry !== '').map((entry) => {
    const [name = '', ...rest] = entry.split('=');
    return { name: name.trim(), value: rest.join('=').trim() };
  });
}

/** What is wrong with the form of such a text, or ''. */
export function namedValuesProblem(text: string, what: string): string {
  const names = new Set<string>();
  for (const { name, value } of namedValues(text)) {
    if (name === '' || value === '') return `must be like "${what}", found ${JSON.stringify(text.slice(0, 40))}`;
    if (names.has(name)) return `names ${JSON.stringify(name)} twice`;
    names.add(name);
  }
  return '';
}

/** The same where every value is a number within a range. */
export function namedNumbersProblem(text: string, what: string, min: number, max: number): string {
  const form = namedValuesProblem(text, what);
  if (form !== '') return form;
  const wrong = namedValues(text).find(({ value }) => !(Number(value) >= min && Number(value) <= max));
  return wrong === undefined ? '' : `needs a number from ${min} to ${max} for ${JSON.stringify(wrong.name)}, found ${JSON.stringify(wrong.value.slice(0, 40))}`;
}
