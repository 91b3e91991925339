/**
 * A picture of the stage as SVG: what lies in the page is written down by what the browser has worked out of it (places, colours, type), so
 * that it looks as it does on the screen whatever stands there; the canvas with the jobs is put over it as it is.
 */
const SKIPPED = 'button, .react-flow__panel, .react-flow__node-toolbar, .react-flow__edge-toolbar, .react-flow__handle, .react-flow__nodesselection, .ui-hidden, [aria-live]';

/** What decides how a shape looks; everything else of an SVG element stands in its attributes. */
const SHAPE_LOOK = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-linecap', 'stroke-linejoin',
  'opacity', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'visibility', 'display',
] as const;

export interface StagePicture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** null where there is no stage to be seen. Resolves within a frame, at which the moving picture is drawn. */
export async function stagePicture(title: string): Promise<StagePicture | null> {
  // Of two side by side both, with what stands over them.
  const flow = document.querySelector<HTMLElement>('.stage-pair:has(> .stage-other), .stage .react-flow');
  if (flow === null) return null;
  const canvases = [...flow.querySelectorAll('canvas')];
  for (const canvas of canvases) canvas.dispatchEvent(new Event('stage-redraw'));
  return new Promise((done) => {
    // The stage asked for this frame before: its jobs are drawn by then, and not yet shown.
    requestAnimationFrame(() => done(pictureOf(flow, canvases, title)));
  });
}

function pictureOf(flow: HTMLElement, canvases: readonly HTMLCanvasElement[], title: string): StagePicture {
  const frame = flow.getBoundingClientRect();
  const [width, height] = [Math.round(frame.width), Math.round(frame.height)];
  const ground = groundOf(flow);
  const parts: string[] = [];
  write(flow, frame, frame, parts);
  const jobs = canvases.map((canvas) => imageOf(canvas, frame));
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Inter, system-ui, sans-serif">`,
    `<title>${escaped(title)}</title>`, `<rect width="${width}" height="${height}" fill="${ground}"/>`, ...parts, ...jobs, '</svg>', '',
  ].join('\n');
  return { svg, width, height };
}

/** `seen`: what the boxes around it let through. */
function write(element: Element, seen: Edges, frame: DOMRect, parts: string[]): void {
  if (element.matches(SKIPPED)) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0' || element instanceof HTMLCanvasElement) return;
  if (element instanceof SVGSVGElement) {
    writeShapes(element, frame, parts);
    return;
  }
  writeBox(element, style, frame, parts);
  const inside = style.overflow === 'visible' ? seen : within(seen, element.getBoundingClientRect());
  for (const child of element.childNodes) {
    if (child instanceof Element) write(child, inside, frame, parts);
    else if (child instanceof Text) writeText(child, style, scaleOf(element), inside, frame, parts);
  }
}

type Edges = Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>;

const within = (a: Edges, b: Edges): Edges => ({
  left: Math.max(a.left, b.left), right: Math.min(a.right, b.right), top: Math.max(a.top, b.top), bottom: Math.min(a.bottom, b.bottom),
});

/** A drawing in the page, copied with its looks; the matrix puts it where it is seen. */
function writeShapes(svg: SVGSVGElement, frame: DOMRect, parts: string[]): void {
  const matrix = svg.getScreenCTM();
  if (matrix === null) return;
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((shape, n) => {
    const original = originals[n];
    if (original === undefined) return;
    const look = getComputedStyle(original);
    shape.removeAttribute('class');
    shape.removeAttribute('style');
    for (const name of SHAPE_LOOK) {
      const value = look.getPropertyValue(name);
      if (value !== '') shape.setAttribute(name, value.replaceAll(/url\("#([^"]*)"\)/g, 'url(#$1)'));
    }
  });
  const { a, b, c, d, e, f } = matrix;
  const serializer = new XMLSerializer();
  const inner = [...copy.childNodes].map((child) => serializer.serializeToString(child)).join('').replaceAll(' xmlns="http://www.w3.org/2000/svg"', '');
  if (inner !== '') parts.push(`<g transform="matrix(${[a, b, c, d, e - frame.left, f - frame.top].map(short).join(' ')})">${inner}</g>`);
}

/** Ground and border of a box. */
function writeBox(element: Element, style: CSSStyleDeclaration, frame: DOMRect, parts: string[]): void {
  const box = element.getBoundingClientRect();
  const scale = scaleOf(element);
  const border = parseFloat(style.borderTopWidth) * scale;
  const hasBorder = border > 0 && style.borderTopStyle !== 'none' && !isClear(style.borderTopColor);
  if (box.width === 0 || box.height === 0 || (isClear(style.backgroundColor) && !hasBorder)) return;
  const inset = hasBorder ? border / 2 : 0;
  parts.push(`<rect x="${short(box.left - frame.left + inset)}" y="${short(box.top - frame.top + inset)}" width="${short(box.width - 2 * inset)}" height="${short(box.height - 2 * inset)}"`
    + ` rx="${short((parseFloat(style.borderTopLeftRadius) || 0) * scale)}" fill="${isClear(style.backgroundColor) ? 'none' : style.backgroundColor}"`
    + `${hasBorder ? ` stroke="${style.borderTopColor}" stroke-width="${short(border)}"` : ''}/>`);
}

interface Line {
  readonly top: number;
  readonly left: number;
  right: number;
  readonly height: number;
  words: string;
}

/** Each line of a text where the browser has put it, and as wide: whoever opens the file may have another type. */
function writeText(text: Text, style: CSSStyleDeclaration, scale: number, seen: Edges, frame: DOMRect, parts: string[]): void {
  if (text.data.trim() === '') return;
  const range = document.createRange();
  let line: Line | null = null;
  const flush = (): void => {
    if (line === null) return;
    parts.push(`<text x="${short(line.left - frame.left)}" y="${short(line.top - frame.top + line.height / 2)}" dy="0.35em" textLength="${short(line.right - line.left)}" lengthAdjust="spacingAndGlyphs" font-size="${short(parseFloat(style.fontSize) * scale)}" font-weight="${style.fontWeight}" fill="${style.color}">${escaped(line.words.trim())}</text>`);
    line = null;
  };
  for (const { index, 0: word } of text.data.matchAll(/\S+\s*/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.trimEnd().length);
    const [at] = range.getClientRects();
    if (at === undefined || at.bottom - at.height / 2 > seen.bottom || at.top + at.height / 2 < seen.top || at.right > seen.right + 1) continue;
    const open = line;
    if (open !== null && Math.abs(open.top - at.top) < 2) {
      open.words += word;
      open.right = at.right;
    } else {
      flush();
      line = { top: at.top, left: at.left, right: at.right, height: at.height, words: word };
    }
  }
  flush();
}

function imageOf(canvas: HTMLCanvasElement, frame: DOMRect): string {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return `<image x="${short(left - frame.left)}" y="${short(top - frame.top)}" width="${short(width)}" height="${short(height)}" href="${canvas.toDataURL('image/png')}"/>`;
}

/** How much larger than its own pixels an element is seen: the diagram's zoom. */
function scaleOf(element: Element): number {
  return element instanceof HTMLElement && element.offsetWidth > 0 ? element.getBoundingClientRect().width / element.offsetWidth : 1;
}

/** The first ground below that is not clear. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { backgroundColor } = getComputedStyle(at);
    if (!isClear(backgroundColor)) return backgroundColor;
  }
  return '#ffffff';
}

const isClear = (colour: string): boolean => colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour);
const short = (value: number): string => String(Math.round(value * 100) / 100);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
