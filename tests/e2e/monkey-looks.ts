import type { Page } from '@playwright/test';

/** What is seen after each thing done: all that must always hold is judged from it. */
export interface Look {
  readonly timeS: number;
  /** The system was changed, and the next Play begins a run of it. */
  readonly stale: boolean;
  /** Parts that failed to draw, and what the engine complained of. */
  readonly failures: readonly string[];
  readonly stationsDrawn: number;
  readonly stationsListed: number;
  /** The title of the dialog that is open. */
  readonly dialog: string | null;
  /** What has the focus, by name. */
  readonly focused: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Fields that refuse something without saying why. */
  readonly silent: readonly string[];
  /** The window scrolls, or something that must be seen is not. */
  readonly broken: readonly string[];
}

export function look(page: Page): Promise<Look> {
  return page.evaluate(() => {
    const all = (selector: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(selector)];
    const nameOf = (element: Element | null): string => element?.getAttribute('aria-label') ?? element?.textContent.trim().slice(0, 60) ?? '';
    const described = (field: HTMLElement): boolean =>
      (field.getAttribute('aria-describedby') ?? '').split(' ').some((id) => (document.getElementById(id)?.textContent ?? '').length > 10);
    const clock = document.querySelector('output[aria-label="Model time"]')?.textContent ?? '';
    const scale = clock.includes('ms') ? 1e-3 : clock.includes('µs') ? 1e-6 : 1;
    const broken: string[] = [];
    if (document.documentElement.scrollWidth > window.innerWidth) broken.push(`the window is ${window.innerWidth} wide, what is in it ${document.documentElement.scrollWidth}`);
    // Where the picture is large, panels and charts are away.
    const isLarge = document.querySelector('.app[data-large=true]') !== null;
    for (const part of ['.app-stage', '.app-transport', ...(isLarge ? [] : ['.app-instruments', '.app-controls'])]) {
      const box = document.querySelector(part)?.getBoundingClientRect();
      if (box === undefined || box.width < 40 || box.height < 20) broken.push(`nothing to see of ${part}`);
    }
    return {
      timeS: Number.parseFloat(clock.replaceAll(',', '')) * scale,
      // While a link is asked for, the note about it gives way; the button says it still.
      stale: document.querySelector('.app-stale, .panel-transport button[title*="new run"], .panel-transport [data-missing=true]') !== null,
      failures: [...all('.app-failure'), ...all('[role=alert]').filter((each) => /engine/i.test(each.textContent))].map((each) => each.textContent),
      stationsDrawn: all('.stage:not(.stage-other) .react-flow__node').length,
      stationsListed: all('.app-controls section.panel-station:not([aria-label^="Selection"]):not([aria-label^="Link from"])').length,
      dialog: document.querySelector('dialog[open] h2')?.textContent ?? null,
      focused: nameOf(document.activeElement === document.body ? null : document.activeElement),
      canUndo: document.querySelector<HTMLButtonElement>('.panel-transport button[aria-label^="Undo"]')?.disabled === false,
      canRedo: document.querySelector<HTMLButtonElement>('.panel-transport button[aria-label^="Redo"]')?.disabled === false,
      silent: all('[aria-invalid=true]').filter((each) => !described(each)).map(nameOf),
      broken,
    };
  });
}

export interface Reached {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * One of all that can be seen, brought into view: the place of a control, or of its label where that is what is seen. Null where there is none, or where something
 * else would be hit in its middle: what was meant is then not what is done.
 */
export function reach(page: Page, selector: string, share: number, isPressed: boolean): Promise<Reached | null> {
  return page.evaluate(([wanted, at, pressed]) => {
    const root = document.querySelector('dialog[open]') ?? document;
    const found = [...root.querySelectorAll<HTMLElement>(wanted)].filter((each) => !each.matches(':disabled') && (each.closest('label') ?? each).checkVisibility({ visibilityProperty: true }));
    const chosen = found[Math.floor(at * found.length)];
    if (chosen === undefined) return null;
    const seen = chosen.getBoundingClientRect().width > 3 ? chosen : chosen.closest('label') ?? chosen;
    const inView = (): DOMRect => seen.getBoundingClientRect();
    const isHit = (): boolean => {
      const { x, y, width, height } = inView();
      const hit = document.elementFromPoint(x + width / 2, y + height / 2);
      return hit !== null && (seen.contains(hit) || hit.contains(seen) && hit.closest('label') !== null);
    };
    if (inView().bottom > window.innerHeight || inView().top < 0 || (pressed && !isHit())) seen.scrollIntoView({ block: 'center' });
    if (pressed && !isHit()) return null;
    const { x, y, width, height } = inView();
    if (width === 0 || x + width / 2 < 0 || x + width / 2 > window.innerWidth || y + height / 2 < 0 || y + height / 2 > window.innerHeight) return null;
    return { name: chosen.getAttribute('aria-label') ?? chosen.textContent.trim().slice(0, 40), x, y, width, height };
  }, [selector, share, isPressed] as const);
}
