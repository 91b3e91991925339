import '@fontsource-variable/inter/index.css';
import './themes.css';
import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { libraryScenarios } from '../../simulations/library';
import { DocumentStore } from '../document';
import { makeHost } from '../host';
import { arrivalsPerS, JobFollower, openingSpeed, RunController } from '../run';
import { App } from './app';
import { connect } from './connect';
import { makeActions } from './make-actions';
import { followTheme } from './theme';
import { ViewState } from './view-state';

const opening = libraryScenarios.find(({ id }) => id === 'bounded-queue') ?? libraryScenarios[0];
const root = document.getElementById('root');
if (opening === undefined || root === null) throw new Error('there is no scenario to open, or no element to show it in');

// The engine loads and compiles while the page is still being put together.
const run = new RunController();
run.setSpeed(openingSpeed(arrivalsPerS(opening.scenario)));
void run.start(opening.scenario);
run.play();

const parts = { run, follower: new JobFollower(run), document: new DocumentStore(opening.scenario, opening.title, opening.id), host: makeHost(), view: new ViewState() };
followTheme(() => parts.view.getSnapshot().theme, parts.view.subscribe);
const actions = makeActions(parts);
connect(parts, actions);

createRoot(root).render(
  <StrictMode>
    <App {...parts} actions={actions} />
  </StrictMode>,
);
