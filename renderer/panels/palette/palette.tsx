import { PanelLeftClose } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { catalog } from '../../../simulations/catalog';
import type { AppActions } from '../../document';
import { IconButton } from '../../ui/icon-button';
import { KIND_MIME } from '../../ui/kind-drag';
import { KindIcon } from '../../ui/kind-glyph';
import './palette.css';

interface PaletteProps {
  readonly actions: AppActions;
  readonly onClose: () => void;
}

/** Every kind of station that the catalogue knows: drag one into the picture, or press Enter to add it behind the selected one. */
export function Palette({ actions, onClose }: PaletteProps) {
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [shown, setShown] = useState(catalog.stations[0]);
  useEffect(() => { list.current?.querySelector('button')?.focus({ preventScroll: true }); }, []);

  const onKeyDown = (event: KeyboardEvent): void => {
    const buttons = [...list.current?.querySelectorAll('button') ?? []];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === 'Escape') onClose();
    else if (next !== undefined && at >= 0) buttons[(next + buttons.length) % buttons.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section className="palette" aria-label="Stations to add" data-diagram>
      <header className="ui-row">
        <h2>Add a station</h2>
        <IconButton icon={PanelLeftClose} name="Hide the stations to add" shortcut="A" onClick={onClose} />
      </header>
      {/* One tab stop; the arrow keys go through the list. */}
      <ul ref={list} onKeyDown={onKeyDown}>
        {catalog.stations.map((kind) => (
          <li key={kind.kind}>
            <button
              type="button" className="palette-kind" draggable aria-describedby={`${id}help`} tabIndex={kind === shown ? 0 : -1}
              onClick={() => actions.addStation(kind.kind)}
              onFocus={() => setShown(kind)} onPointerEnter={() => setShown(kind)}
              onDragStart={(event) => {
                event.dataTransfer.setData(KIND_MIME, kind.kind);
                event.dataTransfer.effectAllowed = 'copy';
              }}
            >
              <KindIcon kind={kind.kind} size={26} />
              <span>{kind.label}</span>
            </button>
          </li>
        ))}
      </ul>
      <div id={`${id}help`} className="palette-help">
        <strong>{shown?.label}</strong>
        <p>{shown?.help}</p>
      </div>
      <p className="palette-hint">Drag into the picture, or click: it comes behind the selected station.</p>
    </section>
  );
}
