import { Blocks, CircleQuestionMark, FilePlus2, FolderOpen, LibraryBig, Maximize, Presentation, Save } from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';
import { titleOf, type AppActions, type DocumentStore, type ThemeChoice } from '../document';
import { IconButton } from '../ui/icon-button';
import { strings } from './strings';
import { ThemeMenu } from './theme-menu';

interface TopBarProps {
  readonly document: DocumentStore;
  readonly actions: AppActions;
  readonly paletteShown: boolean;
  readonly pictureLarge: boolean;
  readonly theme: ThemeChoice;
}

/** What is open, what else could be, and where it is kept. */
export const TopBar = memo(function TopBar({ document, actions, paletteShown, pictureLarge, theme }: TopBarProps) {
  const title = useSyncExternalStore(document.subscribe, () => titleOf(document.getSnapshot().scenario));
  const name = useSyncExternalStore(document.subscribe, () => document.getSnapshot().name);
  const edited = useSyncExternalStore(document.subscribe, () => document.getSnapshot().edited);
  return (
    <header className="app-top">
      <div className="app-name">
        <Mark />
        <span>{strings.appName}</span>
      </div>
      <nav className="app-file" aria-label={strings.documents}>
        <IconButton icon={LibraryBig} name={strings.library} showName shortcut="B" className="app-library" onClick={() => actions.showLibrary()} />
        <IconButton icon={FilePlus2} name={strings.newScenario} showName hint={strings.newHint} onClick={() => actions.newScenario()} />
        <IconButton icon={FolderOpen} name={strings.open} showName shortcut="Control+O" onClick={() => actions.open()} />
        <IconButton icon={Save} name={strings.save} showName shortcut="Control+S" onClick={() => actions.save()} />
      </nav>
      <div className="app-title" title={name}>
        <h1>{title}</h1>
        {edited && <span className="app-edited" title={strings.editedLong}>{strings.edited}</span>}
      </div>
      <div className="app-file">
        <IconButton icon={Blocks} name={strings.addStation} hint={strings.addStationHint} showName shortcut="A" pressed={paletteShown} onClick={() => actions.showPalette()} />
        <ThemeMenu theme={theme} actions={actions} />
        <IconButton icon={Presentation} name={strings.pictureLarge} hint={strings.pictureLargeHint} shortcut="H" pressed={pictureLarge} onClick={() => actions.enlargePicture()} />
        <IconButton icon={Maximize} name={strings.fullScreen} shortcut="F" onClick={() => actions.fullScreen()} />
        <IconButton icon={CircleQuestionMark} name={strings.help} shortcut="?" onClick={() => actions.showHelp()} />
      </div>
    </header>
  );
});

/** Water held back, and a little of it let over the edge on purpose. */
function Mark() {
  return (
    <svg className="app-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path className="app-mark-water" d="M2 8h9v12H2z" />
      <path className="app-mark-fall" d="M11 8c5 0 6 4 6 12" />
      <path className="app-mark-wall" d="M12 12v8h-1.5" />
      <circle className="app-mark-drop" cx="20.5" cy="18.5" r="1.5" />
    </svg>
  );
}
