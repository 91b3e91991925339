import { memo, useId, type ReactNode } from 'react';
import './ui.css';

interface HelpProps {
  /** What it explains, for those who hear the button's name. */
  readonly about: string;
  readonly children: ReactNode;
}

/** A question mark that opens a note; Escape or a click elsewhere closes it. The browser's own popover places it. */
export const Help = memo(function Help({ about, children }: HelpProps) {
  const id = useId();
  return (
    <>
      <button type="button" className="ui-help" aria-label={`Help: ${about}`} popoverTarget={id}>
        ?
      </button>
      <div id={id} popover="auto" className="ui-note">
        {children}
      </div>
    </>
  );
});
