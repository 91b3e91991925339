import { Check, Columns2, FilePlus2, Search, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { libraryScenarios, type LibraryScenario } from '../../../simulations/library';
import type { AppActions } from '../../document';
import { SmallDiagram } from '../../ui/small-diagram';
import { AboutParts } from '../about-parts';
import { findScenarios, inPairs } from './find-scenarios';
import '../palette/palette.css';
import './library.css';

interface LibraryProps {
  /** The scenario that is open, or null. */
  readonly openId: string | null;
  readonly actions: AppActions;
}

/** Every built-in scenario with a small picture; beside them the card of the one that is looked at. One click opens. */
export function Library({ openId, actions }: LibraryProps) {
  const id = useId();
  const grid = useRef<HTMLUListElement>(null);
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const found = useMemo(() => findScenarios(libraryScenarios, wanted), [wanted]);
  const groups = useMemo(() => inPairs(found, libraryScenarios), [found]);
  const [seen, setSeen] = useState(openId ?? libraryScenarios[0]?.id ?? '');
  const shownOf = (groups: readonly (readonly LibraryScenario[])[], found: readonly LibraryScenario[]): LibraryScenario | undefined => groups.flat().find((each) => each.id === seen) ?? found[0];
  const shown = shownOf(groups, found);

  /** What is typed counts, though the cards may still be those of what was typed before. */
  const openTyped = (typed: string): void => {
    if (typed === '') return;
    const hits = findScenarios(libraryScenarios, typed);
    const hit = shownOf(inPairs(hits, libraryScenarios), hits);
    if (hit !== undefined) actions.openLibrary(hit.id);
  };

  /** Along the cards as they are read; from the field into them and back. */
  const onKeyDown = (event: KeyboardEvent): void => {
    const cards = [...grid.current?.querySelectorAll<HTMLElement>('.library-card') ?? []];
    const at = cards.findIndex((card) => card === document.activeElement);
    const next = at < 0 ? { ArrowDown: 0 }[event.key] : { ArrowDown: at + columnsOf(cards), ArrowUp: at - columnsOf(cards), ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: cards.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0) event.currentTarget.querySelector('input')?.focus();
    else cards[Math.min(next, cards.length - 1)]?.focus();
  };

  return (
    <div className="library" onKeyDown={onKeyDown}>
      <div className="library-find">
        <Search aria-hidden size={17} />
        <input
          type="search" data-first aria-label="Search the library" placeholder="Search: backpressure, retry, tail …" autoComplete="off" spellCheck={false}
          value={query} onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => { if (event.key === 'Enter') openTyped(event.currentTarget.value); }}
        />
        <span className="library-count" role="status">{found.length} of {libraryScenarios.length}</span>
      </div>
      <ul ref={grid} className="library-grid" aria-label="Scenarios">
        {query === '' && (
          <li>
            <button type="button" className="library-card library-new" onClick={() => actions.newScenario()}>
              <span className="library-picture"><FilePlus2 aria-hidden size={30} strokeWidth={1.5} /></span>
              <span className="library-title">New scenario</span>
              <span className="library-summary">Empty: build your own from nothing.</span>
            </button>
          </li>
        )}
        {groups.map((group) => (
          <li key={group[0]?.id} className={group.length > 1 ? 'library-pair' : ''}>
            {group.map((each) => (
              <Card key={each.id} entry={each} isOpen={each.id === openId} isShown={each.id === shown?.id} onSee={() => setSeen(each.id)} onOpen={() => actions.openLibrary(each.id)} />
            ))}
            <Both group={group} onOpen={(id) => actions.openSideBySide(id)} />
          </li>
        ))}
        {found.length === 0 && <li className="library-nothing">Nothing is about “{wanted}”.</li>}
      </ul>
      {shown !== undefined && (
        <article className="library-about" aria-labelledby={`${id}title`}>
          <h3 id={`${id}title`}>{shown.title}</h3>
          <AboutParts key={shown.id} about={shown.scenario.about} />
        </article>
      )}
    </div>
  );
}

/** Opens the first of a pair with the other beside it; one that stands alone has none. */
function Both({ group: [first, second], onOpen }: { readonly group: readonly LibraryScenario[]; readonly onOpen: (id: string) => void }) {
  if (first === undefined || second === undefined) return null;
  return (
    <button
      type="button" className="ui-push library-both" aria-label={`Side by side: ${first.title}, and ${second.title}`} title="Both at once, on the same requests"
      onClick={() => onOpen(first.id)}
    >
      <Columns2 aria-hidden size={14} /> Side by side
    </button>
  );
}

interface CardProps {
  readonly entry: LibraryScenario;
  readonly isOpen: boolean;
  readonly isShown: boolean;
  readonly onSee: () => void;
  readonly onOpen: () => void;
}

function Card({ entry: { title, summary, scenario, breaks }, isOpen, isShown, onSee, onOpen }: CardProps) {
  const verdict = breaks !== undefined ? `Breaks: ${breaks}` : scenario.checks.length > 0 ? 'Keeps its checks' : '';
  return (
    <button
      type="button" className="library-card" aria-current={isOpen} data-shown={isShown}
      aria-label={[title, summary, verdict].filter((text) => text !== '').map((text) => text.replace(/\.$/, '')).join('. ')}
      onClick={onOpen} onFocus={onSee} onPointerEnter={onSee}
    >
      <span className="library-picture"><SmallDiagram scenario={scenario} width={232} height={96} /></span>
      <span className="library-title">{title}</span>
      <span className="library-summary">{summary}</span>
      {verdict !== '' && (
        <span className="library-verdict" data-breaks={breaks !== undefined}>
          {breaks === undefined ? <Check aria-hidden size={13} strokeWidth={3} /> : <TriangleAlert aria-hidden size={13} />}
          {verdict}
        </span>
      )}
    </button>
  );
}

/** How many cards stand side by side. */
function columnsOf(cards: readonly HTMLElement[]): number {
  const top = cards[0]?.offsetTop;
  const below = cards.findIndex((card) => card.offsetTop !== top);
  return below < 0 ? cards.length : below;
}
