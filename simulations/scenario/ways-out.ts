import type { LinkSpec } from './scenario';

/** Where links lead, by the station that they leave, in their order; with `counts` only some of them. One walk over the links, however many stations there are. */
export function waysOut(links: readonly LinkSpec[], counts: (link: LinkSpec) => boolean = () => true): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, string[]>();
  for (const link of links) {
    if (!counts(link)) continue;
    const known = ways.get(link.from);
    if (known === undefined) ways.set(link.from, [link.to]);
    else known.push(link.to);
  }
  return ways;
}
