/**
 * Colours for what is painted on a canvas, read from the style sheet so that there is one palette. The fallbacks are for
 * places without one, such as tests.
 */
const FALLBACKS: Readonly<Record<string, string>> = {
  ink: '#e6edf7', muted: '#9db0c9', line: '#24344f', panel: '#101a2b',
  sky: '#5cc3ff', mint: '#3ddc97', amber: '#ffb547', coral: '#ff7b66', rose: '#ff8fc7', violet: '#b79cff', lemon: '#f2e35a', grey: '#8fa3bd',
};

/** Calls when the theme changes: what is painted has to be painted again. */
export function onThemeChange(listener: () => void): () => void {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}

let knownRemPx = 0;
let isWatched = false;

/**
 * The root's font size in pixels: what is painted grows with the text around it. Reading it makes the browser bring all styles up to date,
 * so it is read once for each theme and size of the window.
 */
export function remPx(): number {
  if (!isWatched) {
    isWatched = true;
    const forget = (): void => { knownRemPx = 0; };
    onThemeChange(forget);
    addEventListener('resize', forget);
  }
  knownRemPx ||= parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return knownRemPx;
}

export type Colour = (name: string) => string;

/** Looks each name up once; make a new one when the theme changes. */
export function coloursOf(element: Element): Colour {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return (name) => {
    let colour = known.get(name);
    if (colour === undefined) {
      colour = style.getPropertyValue(`--ui-${name}`).trim() || (FALLBACKS[name] ?? '#ffffff');
      known.set(name, colour);
    }
    return colour;
  };
}
