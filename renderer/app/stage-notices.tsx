import { Library as LibraryIcon, Play, Plus, Undo2, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { missingIn, type AppActions, type DocumentStore } from '../document';
import type { RunController } from '../run';
import { IconButton } from '../ui/icon-button';
import { keepFocus } from './keep-focus';
import { strings } from './strings';
import type { ViewState } from './view-state';

interface StageNoticesProps {
  readonly run: RunController;
  readonly document: DocumentStore;
  readonly view: ViewState;
  readonly actions: AppActions;
}

const NOTICE_MS = 6000;

/** What is said over the picture: that the run is of an older system, what is missing before it can play, what was just done. */
export function StageNotices(props: StageNoticesProps) {
  const isEmpty = useSyncExternalStore(props.document.subscribe, () => Object.keys(props.document.getSnapshot().scenario.stations).length === 0);
  const stale = useSyncExternalStore(props.run.subscribe, () => props.run.getSnapshot().runStale);
  return (
    <div className="app-stage-notices">
      {isEmpty ? <Invitation {...props} /> : stale && <Stale {...props} />}
      <ReadingOn {...props} />
      <Said {...props} />
    </div>
  );
}

function Invitation({ actions, view }: StageNoticesProps) {
  return (
    <div className="app-invitation">
      <h2>{strings.empty.title}</h2>
      <p>{strings.empty.text}</p>
      <div className="app-dialog-buttons">
        <button type="button" className="ui-push" onClick={() => actions.showLibrary()}><LibraryIcon aria-hidden size={16} /> {strings.empty.library}</button>
        <button type="button" className="ui-push ui-push-accent" onClick={() => view.showPalette(true)}><Plus aria-hidden size={16} /> {strings.empty.add}</button>
      </div>
    </div>
  );
}

function Stale({ run, document, view, actions }: StageNoticesProps) {
  const { scenario, canUndo } = useSyncExternalStore(document.subscribe, document.getSnapshot);
  const never = useSyncExternalStore(run.subscribe, () => run.getSnapshot().status === 'empty');
  const missing = useMemo(() => missingIn(scenario), [scenario]);
  const [first] = missing;
  return (
    <div className="app-stale" role="note" aria-label={strings.stale.title}>
      <div>
        <strong>{never ? strings.stale.first : strings.stale.title}</strong>{' '}
        {first === undefined
          ? never ? strings.stale.ready : strings.stale.text
          : <>{strings.stale.unready} <span className="app-stale-missing">{first.text}{missing.length > 1 ? ` (and ${missing.length - 1} more)` : ''}.</span></>}
      </div>
      {first?.station !== undefined && first.station !== null && (
        <button type="button" className="ui-push ui-push-small" onClick={() => view.select(first.station)}>{strings.stale.show}</button>
      )}
      {first === undefined && <button type="button" className="ui-push ui-push-small ui-push-accent" onClick={() => actions.play()}><Play aria-hidden size={15} /> {strings.stale.play}</button>}
      {canUndo && <IconButton icon={Undo2} name="Undo" onClick={() => actions.undo()} />}
    </div>
  );
}

function ReadingOn({ view }: StageNoticesProps) {
  const { reading } = useSyncExternalStore(view.subscribe, view.getSnapshot);
  if (reading === null) return null;
  const text = strings.said.reading(reading.name);
  const cancel = (): void => {
    reading.cancel();
    keepFocus();
  };
  return (
    <div className="app-said app-reading">
      <span>{text}</span>
      {/* Without a value it says that something goes on. */}
      <progress aria-label={text} {...reading.share > 0 && { value: reading.share }} />
      <button type="button" className="ui-push ui-push-small" onClick={cancel}>{strings.cancel}</button>
    </div>
  );
}

function Said({ view }: StageNoticesProps) {
  const { notice } = useSyncExternalStore(view.subscribe, view.getSnapshot);
  const said = useRef<HTMLDivElement>(null);
  const id = notice?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    const later = setTimeout(() => {
      if (said.current?.contains(document.activeElement) === true) keepFocus();
      view.unsay(id);
    }, NOTICE_MS);
    return () => clearTimeout(later);
  }, [id, view]);
  if (notice === null) return null;
  const dismiss = (): void => {
    view.unsay(notice.id);
    keepFocus();
  };
  // It is read out where everything is read out; here it is for the eye.
  return (
    <div key={notice.id} ref={said} className="app-said" data-refused={notice.refused}>
      <span>{notice.text}</span>
      <IconButton icon={X} name="Dismiss this notice" onClick={dismiss} />
    </div>
  );
}
