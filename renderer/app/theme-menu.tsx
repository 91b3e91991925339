import { Palette } from 'lucide-react';
import { useId, useRef } from 'react';
import type { AppActions, ThemeChoice } from '../document';
import { strings, THEME_NAMES } from './strings';

const CHOICES = Object.keys(THEME_NAMES) as readonly ThemeChoice[];

/** A button that opens the themes; the browser's own popover places them over everything and closes them. */
export function ThemeMenu({ theme, actions }: { readonly theme: ThemeChoice; readonly actions: AppActions }) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button ref={button} type="button" className="ui-button" aria-label={strings.theme} title={strings.themeHint} popoverTarget={id}>
        <Palette aria-hidden size={17} strokeWidth={2} />
      </button>
      <div ref={menu} id={id} popover="auto" className="app-theme-menu" role="radiogroup" aria-label={strings.theme}>
        {CHOICES.map((choice) => (
          <label key={choice}>
            <input
              type="radio" name={id} value={choice} checked={choice === theme}
              onChange={() => actions.setTheme(choice)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                menu.current?.hidePopover();
                button.current?.focus();
              }}
            />
            {THEME_NAMES[choice]}
          </label>
        ))}
      </div>
    </>
  );
}
