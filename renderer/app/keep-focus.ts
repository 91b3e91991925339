import { focusOnce } from '../ui/focus-once';

const stage = (): HTMLElement | null => document.querySelector<HTMLElement>('.app-stage .stage');

/** When panels and charts are about to go, whose focus is there goes on on the stage. */
export function leavePanels(): void {
  const [from, to] = [document.activeElement?.closest('.app-controls, .app-instruments') ?? null, stage()];
  if (from !== null && to !== null) focusOnce(to);
}

/** When the focus was on something that is being deleted or goes away, the keyboard goes on on the stage. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    const to = stage();
    if (to !== null && document.activeElement === document.body) focusOnce(to);
  });
}
