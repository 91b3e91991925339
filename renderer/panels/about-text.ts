/** A scenario's `about` cut into its headed parts. Only ever shown as text: a file from anywhere can say nothing but words. */
export interface AboutPart {
  /** '' for what stands before the first heading. */
  readonly heading: string;
  readonly blocks: readonly AboutBlock[];
}

export type AboutBlock =
  | { readonly type: 'paragraph'; readonly text: string }
  | { readonly type: 'list'; readonly numbered: boolean; readonly items: readonly string[] };

/** Headings are lines with #, lines that are bold as a whole, or the three questions themselves, alone or with a colon. */
const HEADING = /^(?:#{1,6}\s+(.+?)\s*#*|\*\*([^*]+)\*\*[:.]?|(what (?:is it|it is|to notice|to try)\b\s*\??)[:]?|(\*\*what (?:is it|it is|to notice|to try)\*\*,.*?)[:.]?)$/i;
/** A question with its answer on the same line: "What to try: raise the rate." */
const HEADED_LINE = /^(?:\*\*)?(what (?:is it|it is|to notice|to try))\s*\??(?:\*\*)?\s*[:.–]\s*(?:\*\*)?\s*(.+)$/i;

export function aboutParts(about: string): readonly AboutPart[] {
  const parts: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  for (const line of about.split(/\r?\n/).map((one) => one.trim())) {
    const headed = HEADED_LINE.exec(line);
    const heading = HEADING.exec(line);
    if (headed !== null) parts.push({ heading: headed[1] ?? '', lines: [headed[2] ?? ''] });
    else if (heading !== null) parts.push({ heading: heading.slice(1).find(Boolean) ?? '', lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts
    .map(({ heading, lines }) => ({ heading: plain(heading), blocks: blocksOf(lines) }))
    .filter(({ heading, blocks }) => heading !== '' || blocks.length > 0);
}

function blocksOf(lines: readonly string[]): AboutBlock[] {
  const blocks: ({ type: 'paragraph'; text: string } | { type: 'list'; numbered: boolean; items: string[] })[] = [];
  let open = false;
  for (const line of lines) {
    const item = /^(?:[-*•]|\d+[.)])\s+(.+)$/.exec(line)?.[1];
    const last = blocks.at(-1);
    if (line === '') open = false;
    else if (item !== undefined) {
      if (last?.type === 'list') last.items.push(plain(item));
      else blocks.push({ type: 'list', numbered: /^\d/.test(line), items: [plain(item)] });
      open = true;
    } else if (open && last?.type === 'paragraph') last.text += ` ${plain(line)}`;
    else if (open && last?.type === 'list') last.items.push(`${last.items.pop() ?? ''} ${plain(line)}`);
    else {
      blocks.push({ type: 'paragraph', text: plain(line) });
      open = true;
    }
  }
  return blocks;
}

/** Without the marks that would only disturb when read as text. */
const plain = (text: string): string =>
  text.replaceAll(/\*\*(.+?)\*\*/g, '$1').replaceAll(/`(.+?)`/g, '$1').replaceAll(/\[(.+?)\]\(.+?\)/g, '$1').replaceAll(/(?<!\w)[*_](\S.*?)[*_](?!\w)/g, '$1');
