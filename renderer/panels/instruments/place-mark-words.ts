import type { Mark } from './marks';

export interface PlacedWords {
  readonly text: string;
  /** Where the text begins. */
  readonly x: number;
}

const GAP = 4;
/** Fewer letters than that say nothing. */
const SHORTEST = 4;

/**
 * The words of marks beside their lines: to the right where they fit, to the left where there is more room, and never over another
 * mark or its words. `xs` are the marks' places, ascending; null where there is no room at all.
 */
export function placeMarkWords(
  marks: readonly Mark[], xs: readonly number[], left: number, right: number, widthOf: (text: string) => number,
): readonly (PlacedWords | null)[] {
  let taken = left;
  return marks.map(({ text, short }, n) => {
    const at = xs[n] ?? 0;
    const before = at - Math.max(taken, xs[n - 1] ?? left) - 2 * GAP;
    const after = (xs[n + 1] ?? right) - at - 2 * GAP;
    // A slider that was dragged leaves dozens side by side, and to measure words takes longer than to draw them.
    if (before <= 0 && after <= 0) return null;
    const goesRight = widthOf(text) <= after || after >= before;
    const room = goesRight ? after : before;
    const shown = clipped(widthOf(text) <= room ? text : short, room, widthOf);
    if (shown === '') return null;
    const x = goesRight ? at + GAP : at - GAP - widthOf(shown);
    taken = x + widthOf(shown);
    return { text: shown, x };
  });
}

/** As much of the text as there is room for; '' where that is next to nothing. */
function clipped(text: string, room: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= room) return text;
  // Asked first, so that not every letter is tried in vain.
  if (widthOf(`${text.slice(0, SHORTEST)}…`) > room) return '';
  let length = text.length - 1;
  while (length >= SHORTEST && widthOf(`${text.slice(0, length)}…`) > room) length--;
  return length < SHORTEST ? '' : `${text.slice(0, length).trimEnd()}…`;
}
