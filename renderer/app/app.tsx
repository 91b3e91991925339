import { useMemo, useState, useSyncExternalStore, type ComponentType } from 'react';
import { AS_IT_IS, type AppActions, type Parts } from '../document';
import type { OtherStage as OtherStageOf, StageProps } from '../stage';
import { Area } from './area';
import type { Beside } from './beside';
import { Dialog, HelpDialog, UnsavedDialog } from './dialogs';
import type { AppParts } from './make-actions';
import { StageNotices } from './stage-notices';
import { strings } from './strings';
import { TopBar } from './top-bar';
import { usePanels } from './use-panels';

interface AppProps extends AppParts {
  readonly actions: AppActions;
  readonly beside: Beside;
  readonly Stage: ComponentType<StageProps>;
  readonly OtherStage: typeof OtherStageOf;
}

export function App({ run, follower, document, view, beside, actions, Stage, OtherStage }: AppProps) {
  const { helpShown, libraryShown, paletteShown, asksAbout, announcement, selection, picked, linkFrom, showAlls, theme, pictureLarge } = useSyncExternalStore(view.subscribe, view.getSnapshot);
  const libraryId = useSyncExternalStore(document.subscribe, () => document.getSnapshot().libraryId);
  const [onSelect] = useState(() => (id: string | null) => view.select(id));
  const [onPick] = useState(() => (choose: (before: Parts) => Parts) => view.pick(choose));
  const [onLinkAsked] = useState(() => () => view.askLink(null));
  const { panels, bringPanels } = usePanels();
  const panel = { run, document, actions };
  const shown = useSyncExternalStore(beside.subscribe, beside.getSnapshot);
  const besidePicture = useMemo(() => {
    if (shown === null || panels === null) return null;
    const { number, version: { name, scenario }, run: other, follower: followerToo } = shown;
    const captions = new panels.CaptionPair(run, other);
    return {
      scenario,
      caption: <panels.PictureCaption run={run} captions={captions} of="lead" name={AS_IT_IS} />,
      picture: (
        <Area key={number} name={strings.areas.otherStage}>
          <OtherStage run={other} follower={followerToo} name={name} actions={actions} caption={(ofJob) => <panels.OtherCaption run={other} lead={run} captions={captions} name={name} ofJob={ofJob} actions={actions} />} />
        </Area>
      ),
    };
  }, [shown, panels, run, actions, OtherStage]);
  return (
    <div className="app" data-palette={paletteShown} data-large={pictureLarge}>
      <TopBar document={document} actions={actions} paletteShown={paletteShown} pictureLarge={pictureLarge} theme={theme} />
      <div className="app-notices">
        <Area name={strings.areas.notices}>{panels !== null && <panels.ProblemBanner {...panel} />}</Area>
      </div>
      {paletteShown && panels !== null && (
        <div className="app-palette">
          <Area name={strings.areas.palette}><panels.Palette actions={actions} onClose={() => view.showPalette(false)} /></Area>
        </div>
      )}
      <main className="app-stage" aria-label={strings.areas.stage}>
        <Area name={strings.areas.stage}>
          <Stage
            run={run} follower={follower} document={document} actions={actions} picked={picked} onPick={onPick} linkFrom={linkFrom} onLinkAsked={onLinkAsked} showAlls={showAlls}
            onMoving={bringPanels} beside={besidePicture}
          />
        </Area>
        {linkFrom === null && <StageNotices run={run} document={document} view={view} actions={actions} />}
      </main>
      <section className="app-transport" aria-label={strings.areas.transport}>
        <Area name={strings.areas.transport}>{panels !== null && <panels.TransportBar {...panel} />}</Area>
      </section>
      <section className="app-instruments" aria-labelledby="instruments-title">
        <h2 className="ui-hidden" id="instruments-title">{strings.areas.instruments}</h2>
        <Area name={strings.areas.instruments}>{panels !== null && <panels.InstrumentStrip {...panel} selection={selection} onSelect={onSelect} beside={shown?.version ?? null} />}</Area>
      </section>
      <aside className="app-controls" aria-label={strings.areas.controls}>
        <Area name={strings.areas.scenario}>{panels !== null && <panels.ScenarioCard {...panel} selection={selection} />}</Area>
        <Area name={strings.areas.controls}>{panels !== null && <panels.ControlPanel {...panel} selection={selection} picked={picked} onSelect={onSelect} />}</Area>
      </aside>
      <div className="ui-hidden" role="status" aria-live="polite">{announcement}</div>
      {helpShown && <HelpDialog onClose={() => view.showHelp(false)} />}
      {libraryShown && panels !== null && (
        <Dialog title={strings.library} wide onClose={() => view.showLibrary(false)}>
          <panels.Library openId={libraryId} actions={actions} />
        </Dialog>
      )}
      {asksAbout !== null && <UnsavedDialog name={asksAbout} onAnswer={(answer) => view.answerUnsaved(answer)} />}
    </div>
  );
}
