/**
 * Asking for the first graphics context takes as long as loading the page, and whoever asks stands still meanwhile. Asked for in a worker, it is
 * there when the stage needs its own.
 */
export function warmUpGraphics(): void {
  new Worker(new URL('./graphics.worker.ts', import.meta.url), { type: 'module', name: 'graphics' });
}
