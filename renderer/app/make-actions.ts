import type { LibraryScenario } from '../../simulations/library';
import type { Result } from '../../simulations/scenario/problem';
import { SCENARIO_FORMAT, type Scenario } from '../../simulations/scenario/scenario';
import { SCENARIO_DEFAULTS } from '../../simulations/scenario/validate-scenario';
import { counterpartOf, likelyVersion, missingIn, nameIn, titleOf, type AppActions, type DocumentStore, type Version } from '../document';
import { isFullScreen, setTyped, type Host, type OpenedText } from '../host';
import { arrivalsPerS, fasterThan, openingSpeed, slowerThan, type JobFollower, type RunController } from '../run';
import { takeUpLater } from './follow-document';
import { makeEditActions, type ClipboardActions } from './edit-actions';
import { keepFocus, leavePanels } from './keep-focus';
import { makeFollowActions } from './follow-actions';
import { LongTexts } from './long-texts';
import { Saving } from './saving';
import { strings } from './strings';
import type { ViewState } from './view-state';

export interface AppParts {
  readonly run: RunController;
  readonly follower: JobFollower;
  readonly document: DocumentStore;
  readonly host: Host;
  readonly view: ViewState;
}

/** What only the app itself does with files; everything else is an action. */
export interface FileActions {
  /** A file that came by whatever way: a scenario is opened, recorded arrivals feed the first producer. */
  take(file: OpenedText): Promise<void>;
}

const EMPTY: Scenario = { format: SCENARIO_FORMAT, ...SCENARIO_DEFAULTS, title: strings.untitled, stations: {} };

/** Fetched when somebody looks into it: nothing that stands in it is needed for opening. */
const library = async (): Promise<readonly LibraryScenario[]> => (await import('../../simulations/library')).libraryScenarios;

export function makeActions({ run, follower, document, host, view }: AppParts): AppActions & FileActions & ClipboardActions {
  const announce = (text: string): void => view.announce(text);
  const fail = (error: unknown): void =>
    document.showProblems([{ path: '', message: error instanceof Error ? error.message : String(error) }]);
  const status = (): string => run.getSnapshot().status;

  /** A newly opened scenario plays at once, at a pace at which its jobs can be followed; one that cannot play yet waits. */
  const begin = (scenario: Scenario): void => {
    view.select(null);
    view.showLibrary(false);
    view.showBeside(null);
    if (missingIn(scenario).length > 0) {
      run.clear();
      announce(strings.said.opened(titleOf(scenario)));
      return;
    }
    run.setSpeed(openingSpeed(arrivalsPerS(scenario)));
    void run.start(scenario);
    run.play();
    announce(strings.said.opened(titleOf(scenario)));
  };

  /** True when what is edited can begin a run; else says what is missing, and shows where. */
  const isReady = (): boolean => {
    const [first] = missingIn(document.getSnapshot().scenario);
    if (first === undefined) return true;
    if (first.station !== null) view.select(first.station);
    view.say(strings.said.notReady(first.text), { refused: true });
    return false;
  };
  const play = (): void => {
    const { runStale, status } = run.getSnapshot();
    if ((!runStale && status !== 'empty') || isReady()) run.play();
  };

  const saving = new Saving(document, host, { onSaved: (name) => announce(strings.said.saved(name)), onFailed: fail });

  /** True when what is open may be replaced. */
  const mayLeave = async (): Promise<boolean> => {
    setTyped();
    const { edited, name } = document.getSnapshot();
    if (!edited) return true;
    const answer = await view.askUnsaved(name);
    return answer === 'discard' || (answer === 'save' && await saving.save(false));
  };

  const openScenario = async (read: Result<Scenario>, { name, handle }: OpenedText): Promise<void> => {
    if (!read.ok || !await mayLeave()) return;
    document.replace(read.value, { name, handle });
    begin(read.value);
  };

  const feedTrace = ({ text, name }: OpenedText): void => {
    if (text.trim() === '') return fail(strings.emptyFile(name));
    const { scenario } = document.getSnapshot();
    const [id] = Object.entries(scenario.stations).find(([, { kind }]) => kind === 'producer') ?? [];
    if (id === undefined) return fail(strings.noProducer);
    const result = document.setParam(`stations.${id}.arrivals`, { kind: 'trace', csv: text });
    const { runStale, status } = run.getSnapshot();
    if (result.ok) view.say(strings.said.trace(nameIn(scenario, id), !runStale && status !== 'empty'));
    else document.showProblems(result.problems);
  };

  const longTexts = new LongTexts(document, view);
  const take = async (file: OpenedText): Promise<void> => {
    longTexts.forget(); // What is opened last is what is wanted.
    if (/\.csv$/i.test(file.name)) {
      if (await longTexts.readArrivals(file)) feedTrace(file);
    } else if (/\.(spillway|json)$/i.test(file.name)) {
      const read = await longTexts.readScenario(file);
      if (read !== null) await openScenario(read, file);
    } else {
      fail(strings.wrongFile(file.name));
    }
  };

  /** False: it was not opened after all. */
  const openLibrary = async (id: string): Promise<boolean> => {
    longTexts.forget();
    const entry = (await library()).find((each) => each.id === id);
    if (entry === undefined || !await mayLeave()) return false;
    document.replace(entry.scenario, { name: null, libraryId: entry.id });
    begin(entry.scenario);
    return true;
  };

  const showBeside = (version: Version | null): void => {
    const { beside } = view.getSnapshot();
    if (version === beside) return;
    view.showBeside(version);
    announce(version === null ? strings.said.alone : strings.said.beside(version.name));
  };
  const toggleBeside = (): void => {
    if (view.getSnapshot().beside !== null) showBeside(null);
    else if (run.begun === null) view.say(strings.said.nothingBeside, { refused: true });
    else library().then((known) => showBeside(likelyVersion(document.getSnapshot(), known))).catch(fail);
  };

  const newScenario = async (): Promise<void> => {
    longTexts.forget();
    if (!await mayLeave()) return;
    document.replace(EMPTY, { name: null });
    begin(EMPTY);
    view.showPalette(true);
  };

  const edits = makeEditActions({ document, view });
  return {
    ...edits,
    ...makeFollowActions({ run, follower, view }),
    // Escape leaves one thing after the other.
    selectNothing: () => { if (follower.getSnapshot().what === 'nobody') edits.selectNothing(); else follower.nobody(); },
    play,
    pause: () => run.pause(),
    playPause: () => { if (status() === 'playing') run.pause(); else play(); },
    step: () => { if (status() === 'empty') play(); else void run.step(); },
    stepBack: () => run.stepBack(),
    seek: (toS) => run.seek(toS),
    fault: (fault) => {
      takeUpLater(document, run);
      return run.fault(fault);
    },
    restart: () => { if (isReady()) run.restart(); },
    newSeed: () => { if (isReady()) run.newSeed(); },
    setSpeed: (speed) => run.setSpeed(speed),
    slower: () => run.setSpeed(slowerThan(run.getSnapshot().speed)),
    faster: () => run.setSpeed(fasterThan(run.getSnapshot().speed)),

    newScenario: () => void newScenario(),
    openLibrary: (id) => void openLibrary(id).catch(fail),
    open: () => {
      host.open().then((file) => file === null ? undefined : take(file)).catch(fail);
    },
    save: () => void saving.save(false),
    saveAs: () => void saving.save(true),
    take,

    setTheme: (theme) => {
      view.showTheme(theme);
      announce(strings.said.theme(theme));
    },
    enlargePicture: () => {
      const isLarge = !view.getSnapshot().pictureLarge;
      if (isLarge) leavePanels();
      view.enlargePicture(isLarge);
      announce(isLarge ? strings.said.pictureLarge : strings.said.pictureAsBefore);
    },
    fullScreen: () => host.setFullScreen(!isFullScreen()),
    showHelp: () => view.showHelp(true),
    showLibrary: () => view.showLibrary(true),
    openSideBySide: (id) => void openLibrary(id).then(async (isOpen) => {
      if (isOpen) showBeside(counterpartOf(document.getSnapshot(), await library()));
    }).catch(fail),
    showBeside,
    toggleBeside,
    announce,
    dismissProblems: () => {
      document.dismissProblems();
      keepFocus();
      run.dismissNotice();
    },
  };
}
