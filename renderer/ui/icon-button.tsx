import type { LucideIcon } from 'lucide-react';
import { memo, type ButtonHTMLAttributes } from 'react';
import { heldKeys, shownKeys } from './shown-keys';
import './ui.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children' | 'aria-label' | 'title'> {
  readonly icon: LucideIcon;
  /** The button's name; also shown beside the icon when `showName`. */
  readonly name: string;
  readonly showName?: boolean;
  /** More for the tooltip, e.g. what would be undone. */
  readonly hint?: string;
  /** As in aria-keyshortcuts, e.g. "Control+Z"; shown in the tooltip. */
  readonly shortcut?: string;
  readonly large?: boolean;
  readonly pressed?: boolean;
}

export function IconButton({ icon, name, showName, hint, shortcut, large, pressed, className, ...rest }: IconButtonProps) {
  const tooltip = [hint ?? name, shortcut === undefined ? '' : `(${shortcutText(shortcut)})`].join(' ').trim();
  return (
    <button
      type="button"
      {...rest}
      className={['ui-button', large === true ? 'ui-button-large' : '', className ?? ''].join(' ').trim()}
      title={tooltip}
      aria-label={name}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut === undefined ? undefined : heldKeys(shortcut)}
    >
      <Sign icon={icon} size={large === true ? 22 : 17} />
      {showName === true && <span>{name}</span>}
    </button>
  );
}

/** Its many lines are not gone through again whenever the button's words change. */
const Sign = memo(function Sign({ icon: Icon, size }: { readonly icon: LucideIcon; readonly size: number }) {
  return <Icon aria-hidden size={size} strokeWidth={2} />;
});

/** "Control+Shift+Z" as people write it. */
export const shortcutText = (shortcut: string): string =>
  shownKeys(shortcut.replaceAll('Control', 'Ctrl').replaceAll('ArrowRight', '→').replaceAll(' ', ' or '));
