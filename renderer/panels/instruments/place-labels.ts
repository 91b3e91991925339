/**
 * Moves labels apart that would lie on each other: each stays as near to its line's end as the others let it.
 * Takes the wished middles in any order, answers the places in the same order.
 */
export function placeLabels(wished: readonly number[], gap: number, top: number, bottom: number): number[] {
  const sorted = wished.map((at, index) => ({ at: Math.min(Math.max(at, top), bottom), index })).sort((a, b) => a.at - b.at || a.index - b.index);
  // Down first, then back up from the bottom: whatever was pushed out comes in again.
  let least = -Infinity;
  for (const label of sorted) {
    label.at = Math.max(label.at, least);
    least = label.at + gap;
  }
  let most = bottom;
  for (const label of sorted.toReversed()) {
    label.at = Math.min(label.at, most);
    most = label.at - gap;
  }
  return sorted.sort((a, b) => a.index - b.index).map(({ at }) => at);
}
