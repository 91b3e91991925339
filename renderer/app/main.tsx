import '@fontsource-variable/inter/index.css';
import './themes.css';
import './theme.css';
import './small-window.css';

// What takes longest begins first, side by side: the engine in its worker, the stage with its graphics context, and the window.
const opening = import('./opening-run').then(({ openingRun }) => openingRun());
const stage = import('../stage');
const shell = import('./window');

stage.then(({ openAhead }) => openAhead(), () => undefined); // Whoever needs the stage hears of it.
const { openWindow } = await shell;
await openWindow({ ...await opening, stage });
