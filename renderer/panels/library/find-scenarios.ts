import type { LibraryScenario } from '../../../simulations/library';

/** The scenarios in which every word of the query stands somewhere; those with all of them in the title come first. */
export function findScenarios(scenarios: readonly LibraryScenario[], query: string): readonly LibraryScenario[] {
  const words = plain(query).split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return scenarios;
  const inTitle = (each: LibraryScenario): boolean => words.every((word) => plain(`${each.title} ${each.id}`).includes(word));
  const found = scenarios.filter((each) => words.every((word) => textOf(each).includes(word)));
  return [...found.filter(inTitle), ...found.filter((each) => !inTitle(each))];
}

/** Counterparts stand side by side, the one that keeps its checks first, where the first of them is; one that was not looked for comes along. */
export function inPairs(found: readonly LibraryScenario[], all: readonly LibraryScenario[]): readonly (readonly LibraryScenario[])[] {
  const placed = new Set<string>();
  return found.flatMap((each) => {
    if (placed.has(each.id)) return [];
    const other = all.find(({ id }) => id === each.counterpart);
    const group = other === undefined || placed.has(other.id) ? [each] : [each, other].sort((a, b) => Number(a.breaks !== undefined) - Number(b.breaks !== undefined));
    for (const { id } of group) placed.add(id);
    return [group];
  });
}

function textOf({ id, title, summary, scenario }: LibraryScenario): string {
  const stations = Object.entries(scenario.stations).map(([name, { kind, label }]) => `${name} ${kind} ${label ?? ''}`);
  return plain([id, title, summary, scenario.about, ...stations].join(' '));
}

/** Without case and accents; a dash is as good as a space. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('-', ' ');
