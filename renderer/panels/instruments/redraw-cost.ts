/** What redrawing a chart costs in script, so that it can be looked at: `performance.getEntriesByName('chart redraw')`. */
const KEPT = 500;
let noted = 0;

export function noteRedraw(ms: number): void {
  if (++noted % KEPT === 0) performance.clearMeasures('chart redraw');
  const end = performance.now();
  performance.measure('chart redraw', { start: end - ms, end });
}
