import { lazy, Suspense, useSyncExternalStore } from 'react';
import type { AppActions } from '../document';
import { ControlPanel, InstrumentStrip, ProblemBanner, ScenarioCard, TransportBar } from '../panels';
import { Area } from './area';
import { HelpDialog, UnsavedDialog } from './dialogs';
import type { AppParts } from './make-actions';
import { strings } from './strings';
import { TopBar } from './top-bar';

// The picture's libraries are large. They load at once, but the rest of the window does not wait for them.
const loadStage = import('../stage');
const Stage = lazy(async () => ({ default: (await loadStage).Stage }));

export function App({ run, document, view, actions }: AppParts & { readonly actions: AppActions }) {
  const { helpShown, asksAbout, announcement, selection } = useSyncExternalStore(view.subscribe, view.getSnapshot);
  const panel = { run, document, actions, selection, onSelect: (id: string | null) => view.select(id) };
  return (
    <div className="app">
      <TopBar document={document} actions={actions} />
      <div className="app-notices">
        <Area name={strings.areas.notices}><ProblemBanner {...panel} /></Area>
      </div>
      <main className="app-stage" aria-label={strings.areas.stage}>
        <Area name={strings.areas.stage}>
          <Suspense fallback={<p className="app-loading">{strings.stageLoading}</p>}>
            <Stage {...panel} />
          </Suspense>
        </Area>
      </main>
      <section className="app-transport" aria-label={strings.areas.transport}>
        <Area name={strings.areas.transport}><TransportBar {...panel} /></Area>
      </section>
      <section className="app-instruments" aria-labelledby="instruments-title">
        <h2 className="ui-hidden" id="instruments-title">{strings.areas.instruments}</h2>
        <Area name={strings.areas.instruments}><InstrumentStrip {...panel} /></Area>
      </section>
      <aside className="app-controls" aria-label={strings.areas.controls}>
        <Area name={strings.areas.scenario}><ScenarioCard {...panel} /></Area>
        <Area name={strings.areas.controls}><ControlPanel {...panel} /></Area>
      </aside>
      <div className="ui-hidden" role="status" aria-live="polite">{announcement}</div>
      {helpShown && <HelpDialog onClose={() => view.showHelp(false)} />}
      {asksAbout !== null && <UnsavedDialog name={asksAbout} onAnswer={(answer) => view.answerUnsaved(answer)} />}
    </div>
  );
}
