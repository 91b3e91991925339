import { Image as Picture } from 'lucide-react';
import { memo } from 'react';
import { fileName } from '../../ui/file-name';
import { figureText, formatCount, formatDecimals } from '../../ui/format';
import { IconButton } from '../../ui/icon-button';
import type { About } from './about';
import { numbersTable } from './csv';
import type { NumberGroup, NumberRow, NumbersModel } from './numbers-model';
import { pngOf, saveFile } from './save-file';
import { stagePicture } from './stage-picture';
import { TableButtons } from './table-buttons';
import { withType } from './with-type';

interface NumbersPanelProps {
  readonly numbers: NumbersModel;
  readonly about: About;
  readonly announce: (text: string) => void;
}

/** Every figure of the report, as the command line gives it for the same scenario, seed and time. */
export const NumbersPanel = memo(function NumbersPanel({ numbers, about, announce }: NumbersPanelProps) {
  const { fromS, toS, warmingUp, mixed, groups } = numbers;
  const picture = async (ending: 'svg' | 'png'): Promise<void> => {
    const taken = await stagePicture(about.words);
    if (taken === null) throw new Error('There is no stage to take a picture of.');
    const svg = await withType(taken.svg);
    saveFile(fileName(about.name, 'stage', ending), ending === 'png' ? await pngOf(svg) : new Blob([svg], { type: 'image/svg+xml' }));
    announce(`The stage is saved as ${ending.toUpperCase()}.`);
  };
  const takePicture = (ending: 'svg' | 'png') => (): void => {
    picture(ending).catch((error: unknown) => announce(error instanceof Error ? error.message : String(error)));
  };
  return (
    <div className="numbers">
      <header className="numbers-head">
        <p>
          Model time <b>{exactly(fromS)}</b> to <b data-numbers-to>{exactly(toS)}</b>
          {warmingUp ? ', the warm-up' : ''}
          {mixed ? '; something was changed since, so there is no one steady state and no interval' : ''}
        </p>
        <TableButtons what="numbers" about={about} table={() => numbersTable(numbers)} announce={announce} />
        <IconButton icon={Picture} name="Stage SVG" showName hint="Save a picture of the stage as SVG" onClick={takePicture('svg')} />
        <IconButton icon={Picture} name="Stage PNG" showName hint="Save a picture of the stage as PNG" onClick={takePicture('png')} />
      </header>
      <div className="numbers-groups" role="region" aria-label="Numbers" tabIndex={0}>
        <div className="numbers-columns">{groups.map((group) => <GroupTable key={group.key} group={group} />)}</div>
      </div>
    </div>
  );
});

function GroupTable({ group: { title, rows } }: { readonly group: NumberGroup }) {
  return (
    <table className="numbers-table">
      <caption>{title}</caption>
      <thead>
        <tr><th scope="col">Figure</th><th scope="col">Value</th><th scope="col">95 % interval</th><th scope="col">n</th></tr>
      </thead>
      <tbody>
        {rows.map((row) => <FigureRow key={row.key} row={row} />)}
      </tbody>
    </table>
  );
}

function FigureRow({ row: { key, label, figure, interval, n, of, faint } }: { readonly row: NumberRow }) {
  return (
    <tr data-figure={key} data-faint={faint}>
      <th scope="row">{label}</th>
      <td>{figureText(figure)}</td>
      <td>{interval === null ? '' : `${figureText(interval[0])} – ${figureText(interval[1])}`}</td>
      <td title={of}>{n === null ? '' : formatCount(n)}{faint ? ' (too few)' : ''}</td>
    </tr>
  );
}

/** Every digit: with it the command line can be asked for the very same stretch. */
const exactly = (seconds: number): string => `${formatDecimals(seconds, 9)} s`;
