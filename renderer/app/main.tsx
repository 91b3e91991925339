import '@fontsource-variable/inter/index.css';
import './themes.css';
import './theme.css';
import { warmUpGraphics } from './warm-up-graphics';

// What takes longest begins first, side by side: the graphics processor, the engine in its worker, the stage and the window.
warmUpGraphics();
const opening = import('./opening-run').then(({ openingRun }) => openingRun());
const stage = import('../stage');
const shell = import('./window');

stage.then(({ openAhead }) => openAhead(), () => undefined); // Whoever needs the stage hears of it.
const { openWindow } = await shell;
await openWindow({ ...await opening, stage });
