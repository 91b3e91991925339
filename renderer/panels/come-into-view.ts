/** Comes into view where its panel scrolls by itself. In a small window the whole page scrolls, and what the hand is on would be lost from sight. */
export function comeIntoView(element: HTMLElement | null): void {
  const panel = element?.closest('.app-controls') ?? null;
  if (panel === null || getComputedStyle(panel).overflowY !== 'visible') element?.scrollIntoView({ block: 'nearest' });
}
