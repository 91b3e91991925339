import { focusOnce } from '../ui/focus-once';

/** When the focus was on something that is being deleted, the keyboard goes on on the stage. */
export function keepFocus(): void {
  requestAnimationFrame(() => {
    const stage = document.querySelector<HTMLElement>('.app-stage .stage');
    if (stage !== null && document.activeElement === document.body) focusOnce(stage);
  });
}
