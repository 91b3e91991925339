/** A picture with the interface's type in it, so that it looks the same where that type is not installed, and where it is drawn apart from the page. */
export async function withType(svg: string): Promise<string> {
  const faces = await Promise.all(facesInUse().map(async (rule) => {
    const [, url = ''] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src')) ?? [];
    const data = await dataUrl(new URL(url, rule.parentStyleSheet?.href ?? document.baseURI).href);
    const range = rule.style.getPropertyValue('unicode-range');
    return `@font-face{font-family:Inter;font-weight:${rule.style.getPropertyValue('font-weight')};src:url(${data});${range === '' ? '' : `unicode-range:${range}`}}`;
  }));
  return faces.length === 0 ? svg : svg.replace('<title>', () => `<style>${faces.join('')}</style>\n<title>`);
}

/** Of the scripts that are on the screen: a type has a file for each. */
function facesInUse(): readonly CSSFontFaceRule[] {
  const loaded = new Set([...document.fonts].filter(({ status }) => status === 'loaded').map(({ unicodeRange }) => plain(unicodeRange)));
  return [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => style.getPropertyValue('font-family').includes('Inter') && loaded.has(plain(style.getPropertyValue('unicode-range'))));
}

const plain = (range: string): string => range.replaceAll(/\s+/g, '').toUpperCase();

async function dataUrl(url: string): Promise<string> {
  const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return `data:font/woff2;base64,${btoa(text)}`;
}
