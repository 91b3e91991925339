import type { Colour } from '../../ui/tokens';
import { SMALL_REM, type LineLook, type Pen, type TextLook } from './pen';

/** How wide a text is in the interface's type, in CSS pixels. */
export type Measure = (text: string, sizePx: number, bold: boolean) => number;

/** Writes what is drawn as SVG: attributes only, so that any program opens it. Each text is as wide as it was measured: whoever opens it may have another type. */
export class SvgPen implements Pen {
  private readonly parts: string[] = [];

  constructor(readonly width: number, readonly height: number, readonly rem: number, private readonly colour: Colour, private readonly measure: Measure) {}

  rect(x: number, y: number, width: number, height: number, colour: string, alpha = 1): void {
    this.parts.push(`<rect x="${at(x)}" y="${at(y)}" width="${at(width)}" height="${at(height)}" fill="${this.colour(colour)}"${opacity(alpha)}/>`);
  }

  line(points: readonly number[], colour: string, { width = 1, dash = [], alpha = 1 }: LineLook = {}): void {
    let d = '';
    let isDown = false;
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i] ?? NaN;
      const y = points[i + 1] ?? NaN;
      const isGap = Number.isNaN(x) || Number.isNaN(y);
      if (!isGap) d += `${isDown ? 'L' : 'M'}${at(x)} ${at(y)}`;
      isDown = !isGap;
    }
    if (d === '') return;
    const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
    this.parts.push(`<path d="${d}" fill="none" stroke="${this.colour(colour)}" stroke-width="${width}" stroke-linejoin="round"${dashes}${opacity(alpha)}/>`);
  }

  text(text: string, x: number, y: number, { colour = 'muted', rem = SMALL_REM, align = 'left', alpha = 1, bold = false }: TextLook = {}): void {
    const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
    this.parts.push(`<text x="${at(x)}" y="${at(y)}" dy="0.35em" font-size="${at(rem * this.rem)}" text-anchor="${anchor}" textLength="${at(this.measure(text, rem * this.rem, bold))}" lengthAdjust="spacingAndGlyphs" fill="${this.colour(colour)}"${bold ? ' font-weight="600"' : ''}${opacity(alpha)}>${escaped(text)}</text>`);
  }

  dot(x: number, y: number, radius: number, colour: string, alpha = 1): void {
    this.parts.push(`<circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${this.colour(colour)}"${opacity(alpha)}/>`);
  }

  textWidth(text: string, rem = SMALL_REM): number {
    return this.measure(text, rem * this.rem, false);
  }

  /** The finished picture under its title, beside which stands what is `said` of it, on the panel's ground; `words` say what it shows to those who cannot see it. */
  document(title: string, said: string, about: string, words: string): string {
    const { rem } = this;
    const [head, side] = [3 * rem, 0.5 * rem];
    const width = this.width + 2 * side;
    const height = this.height + head + rem;
    const text = (value: string, y: number, size: number, colour: string, more = '', beside = ''): string =>
      `<text x="${at(rem)}" y="${at(y)}" dy="0.35em" font-size="${at(size)}" fill="${this.colour(colour)}"${more}>${escaped(value)}${beside}</text>`;
    const small = `<tspan dx="${at(0.6 * rem)}" font-size="${at(SMALL_REM * rem)}" font-weight="400" fill="${this.colour('muted')}">${escaped(said)}</tspan>`;
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Inter, system-ui, sans-serif">`,
      `<title>${escaped(title)}</title><desc>${escaped(words)}</desc>`,
      `<rect width="${width}" height="${height}" fill="${this.colour('panel')}"/>`,
      text(title, 1.1 * rem, rem, 'ink', ' font-weight="600"', said === '' ? '' : small),
      text(about, 2.2 * rem, SMALL_REM * rem, 'muted'),
      `<g transform="translate(${side} ${head})">`, ...this.parts, '</g>', '</svg>', '',
    ].join('\n');
  }
}

const at = (value: number): string => String(Math.round(value * 100) / 100);
const opacity = (alpha: number): string => (alpha === 1 ? '' : ` opacity="${alpha}"`);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
