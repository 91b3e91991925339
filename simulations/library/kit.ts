import type { LinkSpec, Scenario } from '../scenario/scenario';

export interface LibraryScenario {
  /** What the command line and links call it; never renamed. */
  readonly id: string;
  readonly title: string;
  /** One sentence for a list. */
  readonly summary: string;
  readonly scenario: Scenario;
  /** The id of the same system set otherwise: one of the two keeps its checks, the other breaks one. */
  readonly counterpart?: string;
  /** The name of the check that it breaks. Absent: it keeps them all. */
  readonly breaks?: string;
}

type Half = Pick<LibraryScenario, 'id' | 'summary' | 'scenario'>;

/** One system twice: so that it meets its checks, and so that it breaks the one that is named. */
export function pair(meets: Half, breaking: Half & { readonly breaks: string }): readonly LibraryScenario[] {
  return [
    { ...meets, title: meets.scenario.title, counterpart: breaking.id },
    { ...breaking, title: breaking.scenario.title, counterpart: meets.id },
  ];
}

type Sketch = Pick<Scenario, 'title' | 'about' | 'stations' | 'links' | 'checks'> & Partial<Scenario>;

/** A scenario with what most of the built-in ones have in common. */
export function sketch(parts: Sketch): Scenario {
  const { title, about, seed = 1, warmupS = 10, durationS = 60, classes = { request: { share: 1, priority: 0 } }, stations, links, timeline = [], checks, changelog = [] } = parts;
  return { format: 'spillway/1', title, about, seed, warmupS, durationS, classes, stations, links, timeline, checks, changelog };
}

/** The same scenario with other words, and some parameters of some stations set otherwise. */
export function varied(scenario: Scenario, { stations = {}, ...rest }: Partial<Omit<Scenario, 'stations'>> & { readonly stations?: Readonly<Record<string, object>> }): Scenario {
  const changed = Object.entries(scenario.stations).map(([id, spec]) => [id, { ...spec, ...stations[id] }] as const);
  return { ...scenario, ...rest, stations: Object.fromEntries(changed) };
}

/** What can be set of a call. */
export type Call = NonNullable<LinkSpec['call']>;

/** Links from each station to the next. */
export function chain(...ids: readonly string[]): LinkSpec[] {
  return ids.slice(1).map((to, at) => ({ from: ids[at] ?? '', to }));
}

/** The text of a card. */
export function card(what: string, notice: readonly string[], toTry: readonly string[]): string {
  const noticed = notice.map((line) => `- ${line}`).join('\n');
  const tried = toTry.map((line, at) => `${at + 1}. ${line}`).join('\n');
  return `${what}\n\n**What to notice**\n${noticed}\n\n**What to try**\n${tried}`;
}
