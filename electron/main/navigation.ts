/** A host of its own, so that the page has an origin like any page from the web. */
export const APP_ORIGIN = 'app://bundle';

/** Whether an address belongs to the application. Answers for the window, for frames and for who may send messages. */
export function isAppUrl(url: string, origins: readonly string[]): boolean {
  const parsed = parse(url);
  // `URL.origin` is the text "null" for schemes that are not the web's own.
  return parsed !== null && origins.includes(`${parsed.protocol}//${parsed.host}`);
}

/** Links to the web open in the user's own browser; anything else (files, other programs' schemes) opens nowhere. */
export function mayOpenExternally(url: string): boolean {
  return parse(url)?.protocol === 'https:';
}

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
