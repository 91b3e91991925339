import { Ellipsis } from 'lucide-react';
import { memo, useId, useRef } from 'react';
import { fileName } from '../../ui/file-name';
import { coloursOf, remPx } from '../../ui/tokens';
import type { About } from './about';
import { csvText, tsvText, type Table } from './csv';
import { FONT, type Pen } from './pen';
import { pngOf, saveFile } from './save-file';
import { SvgPen, type Measure } from './svg-pen';
import { withType } from './with-type';

/** What a chart can be taken away as. It is made when it is asked for, from what is then on the screen. */
export interface Takeaway {
  readonly about: About;
  /** What stands beside the title: units, and what it rests on. */
  readonly said: string;
  readonly words: string;
  readonly table: () => Table;
  readonly draw: (pen: Pen) => void;
}

interface ChartMenuProps {
  readonly title: string;
  /** Stays the same function while the chart changes. */
  readonly take: () => Takeaway;
  readonly isTable?: boolean;
  readonly onTable?: (shown: boolean) => void;
  readonly announce: (text: string) => void;
}

const PICTURE_WIDTH = 960;
const PICTURE_HEIGHT = 420;

/** The chart as a table, on the clipboard, as a file. The browser's own popover places it and closes it. */
export const ChartMenu = memo(function ChartMenu({ title, take, isTable, onTable, announce }: ChartMenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const act = (what: () => void | Promise<void>) => (): void => {
    menu.current?.hidePopover();
    button.current?.focus();
    Promise.resolve(what()).catch((error: unknown) => announce(error instanceof Error ? error.message : String(error)));
  };
  const svg = (): Promise<string> => withType(svgOf(title, take()));
  const save = (ending: string, content: Blob): void => {
    saveFile(fileName(take().about.name, title, ending), content);
    announce(`${title} saved as ${ending.toUpperCase()}.`);
  };
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(tsvText(take().table()));
    announce(`${title} copied as a table.`);
  };

  return (
    <>
      <button ref={button} type="button" className="chart-menu-button" aria-label={`${title}: table, copy, save`} title="Table, copy, save" popoverTarget={id}>
        <Ellipsis aria-hidden size={15} />
      </button>
      <div ref={menu} id={id} popover="auto" className="chart-menu" role="group" aria-label={title}>
        {onTable !== undefined && <button type="button" onClick={act(() => onTable(isTable !== true))}>{isTable === true ? 'Show the chart' : 'Show as a table'}</button>}
        <button type="button" onClick={act(copy)}>Copy the table</button>
        <button type="button" onClick={act(() => save('csv', new Blob([csvText(take().table())], { type: 'text/csv' })))}>Save as CSV</button>
        <button type="button" onClick={act(async () => save('svg', new Blob([await svg()], { type: 'image/svg+xml' })))}>Save as SVG</button>
        <button type="button" onClick={act(async () => save('png', await pngOf(await svg())))}>Save as PNG</button>
      </div>
    </>
  );
});

function measured(): Measure {
  const ctx = document.createElement('canvas').getContext('2d');
  if (ctx === null) throw new Error('nothing can be measured without a canvas');
  return (text, sizePx, bold) => {
    ctx.font = `${bold ? '600 ' : ''}${sizePx}px ${FONT}`;
    return ctx.measureText(text).width;
  };
}

function svgOf(title: string, { about, said, words, draw }: Takeaway): string {
  const pen = new SvgPen(PICTURE_WIDTH, PICTURE_HEIGHT, Math.max(16, remPx()), coloursOf(document.documentElement), measured());
  draw(pen);
  return pen.document(title, said, about.words, words);
}
