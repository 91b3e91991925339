import {
  AlignCenterVertical, AlignEndHorizontal, AlignEndVertical, AlignHorizontalDistributeCenter, AlignStartHorizontal, AlignStartVertical,
  AlignVerticalDistributeCenter, ClipboardCopy, Copy, Equal, Scissors, Trash2, type LucideIcon,
} from 'lucide-react';
import type { Alignment, AppActions, Direction, Parts } from '../../document';
import { IconButton } from '../../ui/icon-button';

const ALIGNMENTS: readonly { readonly how: Alignment; readonly icon: LucideIcon; readonly name: string }[] = [
  { how: 'left', icon: AlignStartVertical, name: 'Align left edges' },
  { how: 'centre', icon: AlignCenterVertical, name: 'Align centres' },
  { how: 'right', icon: AlignEndVertical, name: 'Align right edges' },
  { how: 'top', icon: AlignStartHorizontal, name: 'Align top edges' },
  { how: 'row', icon: Equal, name: 'Align on one level, links straight' },
  { how: 'bottom', icon: AlignEndHorizontal, name: 'Align bottom edges' },
];
const DIRECTIONS: readonly { readonly direction: Direction; readonly icon: LucideIcon; readonly name: string }[] = [
  { direction: 'across', icon: AlignHorizontalDistributeCenter, name: 'Same gaps across' },
  { direction: 'down', icon: AlignVerticalDistributeCenter, name: 'Same gaps down' },
];

/** Several things are selected: what can be done with all of them. */
export function SelectionSection({ picked: { stations, links }, actions }: { readonly picked: Parts; readonly actions: AppActions }) {
  const counts = [count(stations.length, 'station'), count(links.length, 'link')].filter((text) => text !== '').join(' and ');
  return (
    <section className="panel-station" data-selected aria-label="Selection">
      <header className="ui-row"><h2>{counts} selected</h2></header>
      {stations.length > 1 && (
        <div className="inspector-tools" role="toolbar" aria-label="Arrange the selected stations">
          {ALIGNMENTS.map(({ how, icon, name }) => <IconButton key={how} icon={icon} name={name} onClick={() => actions.align(how)} />)}
          {DIRECTIONS.map(({ direction, icon, name }) => (
            <IconButton key={direction} icon={icon} name={name} disabled={stations.length < 3} onClick={() => actions.distribute(direction)} />
          ))}
        </div>
      )}
      <div className="inspector-buttons">
        {stations.length > 0 && (
          <>
            <IconButton icon={Copy} name="Duplicate" showName shortcut="Control+D" onClick={() => actions.duplicateSelected()} />
            <IconButton icon={ClipboardCopy} name="Copy" showName shortcut="Control+C" onClick={() => actions.copySelected()} />
            <IconButton icon={Scissors} name="Cut" showName shortcut="Control+X" onClick={() => actions.cutSelected()} />
          </>
        )}
        <IconButton icon={Trash2} name="Delete" showName shortcut="Delete" onClick={() => actions.deleteSelected()} />
      </div>
    </section>
  );
}

const count = (n: number, one: string): string => (n === 0 ? '' : `${n} ${one}${n === 1 ? '' : 's'}`);
