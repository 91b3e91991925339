/**
 * Letters on a canvas that is in the page make the browser bring all of the page's styles and places up to date before it draws them: with
 * other figures just changed, that takes longer than the drawing. So pictures are painted on a canvas beside the page and copied as a whole.
 */
export function besideOf(seen: HTMLCanvasElement): HTMLCanvasElement {
  const beside = document.createElement('canvas');
  beside.width = seen.width;
  beside.height = seen.height;
  return beside;
}

export function copyTo(seen: HTMLCanvasElement, beside: HTMLCanvasElement): void {
  const ctx = seen.getContext('2d');
  if (ctx === null || beside.width === 0 || beside.height === 0) return;
  // Another size empties it.
  if (seen.width !== beside.width || seen.height !== beside.height) {
    seen.width = beside.width;
    seen.height = beside.height;
  } else ctx.clearRect(0, 0, seen.width, seen.height);
  ctx.drawImage(beside, 0, 0);
}
