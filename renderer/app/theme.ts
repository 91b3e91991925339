import type { ThemeChoice } from '../document';

const KEY = 'spillway.theme';
const CHOICES: readonly ThemeChoice[] = ['system', 'dark', 'light', 'projector'];

/** What was chosen the last time; where nothing can be kept, as the computer is set. */
export function chosenTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return CHOICES.find((choice) => choice === kept) ?? 'system';
  } catch {
    return 'system'; // The browser keeps nothing for this page.
  }
}

export function keepTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Then it holds until the window is closed.
  }
}

/** Puts the theme on the root, now and whenever the choice or the computer's setting changes. Must be called before anything is drawn. */
export function followTheme(choice: () => ThemeChoice, subscribe: (listener: () => void) => unknown): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const put = (): void => {
    const chosen = choice();
    const theme = chosen === 'system' ? (light.matches ? 'light' : 'dark') : chosen;
    const { dataset } = document.documentElement;
    if (dataset['theme'] !== theme) dataset['theme'] = theme;
  };
  put();
  subscribe(put);
  light.addEventListener('change', put);
}
