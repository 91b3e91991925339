import { Copy, Download } from 'lucide-react';
import { fileName } from '../../ui/file-name';
import { IconButton } from '../../ui/icon-button';
import type { About } from './about';
import { csvText, tsvText, type Table } from './csv';
import { saveFile } from './save-file';

interface TableButtonsProps {
  /** E.g. "numbers". */
  readonly what: string;
  readonly about: About;
  readonly table: () => Table;
  readonly announce: (text: string) => void;
}

/** What a tab shows as a table, on the clipboard or as a file. */
export function TableButtons({ what, about, table, announce }: TableButtonsProps) {
  const copy = (): void => {
    navigator.clipboard.writeText(tsvText(table()))
      .then(() => announce(`The ${what} are copied as a table.`))
      .catch(() => announce(`The clipboard is not to be had; save the ${what} as CSV instead.`));
  };
  const save = (): void => {
    saveFile(fileName(about.name, what, 'csv'), new Blob([csvText(table())], { type: 'text/csv' }));
    announce(`The ${what} are saved as CSV.`);
  };
  return (
    <>
      <IconButton icon={Copy} name="Copy" showName hint={`Copy all ${what} as a table`} onClick={copy} />
      <IconButton icon={Download} name="CSV" showName hint={`Save all ${what} as CSV`} onClick={save} />
    </>
  );
}
