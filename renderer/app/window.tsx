import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { DocumentStore } from '../document';
import { makeHost } from '../host';
import { JobFollower } from '../run';
import type * as stageParts from '../stage';
import { App } from './app';
import { Beside } from './beside';
import { connect } from './connect';
import { makeActions } from './make-actions';
import type { OpeningRun } from './opening-run';
import { followTheme } from './theme';
import { ViewState } from './view-state';

interface Opening extends OpeningRun {
  readonly stage: Promise<typeof stageParts>;
}

/** Puts the window together around a run that is under way. */
export async function openWindow({ id, scenario, run, stage }: Opening): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('there is no element to show the window in');
  const parts = { run, follower: new JobFollower(run), document: new DocumentStore(scenario, null, id), host: makeHost(), view: new ViewState() };
  followTheme(() => parts.view.getSnapshot().theme, parts.view.subscribe);
  const beside = new Beside(parts.run, parts.follower, parts.view);
  const actions = makeActions(parts);
  connect(parts, actions);
  const { Stage, OtherStage } = await stage;
  createRoot(root).render(
    <StrictMode>
      <App {...parts} beside={beside} actions={actions} Stage={Stage} OtherStage={OtherStage} />
    </StrictMode>,
  );
}
