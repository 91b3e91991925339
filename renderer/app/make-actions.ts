import { libraryScenarios } from '../../simulations/library';
import { ok, type Result } from '../../simulations/scenario/problem';
import { printScenario } from '../../simulations/scenario/print-scenario';
import type { Scenario } from '../../simulations/scenario/scenario';
import type { AppActions, DocumentStore } from '../document';
import { isFullScreen, type Host, type OpenedText } from '../host';
import { arrivalsPerS, fasterThan, openingSpeed, slowerThan, type RunController } from '../run';
import { strings } from './strings';
import type { ViewState } from './view-state';

export interface AppParts {
  readonly run: RunController;
  readonly document: DocumentStore;
  readonly host: Host;
  readonly view: ViewState;
}

/** What only the app itself does with files; everything else is an action. */
export interface FileActions {
  /** A file that came by whatever way: a scenario is opened, recorded arrivals feed the first producer. */
  take(file: OpenedText): Promise<void>;
}

export function makeActions({ run, document, host, view }: AppParts): AppActions & FileActions {
  const announce = (text: string): void => view.announce(text);
  const fail = (error: unknown): void =>
    document.showProblems([{ path: '', message: error instanceof Error ? error.message : String(error) }]);
  const status = (): string => run.getSnapshot().status;

  /** A newly opened scenario plays at once, at a pace at which its jobs can be followed. */
  const begin = (scenario: Scenario): void => {
    view.select(null);
    run.setSpeed(openingSpeed(arrivalsPerS(scenario)));
    void run.start(scenario);
    run.play();
    announce(strings.said.opened(scenario.title));
  };

  const save = async (as: boolean): Promise<boolean> => {
    const { scenario, name, handle } = document.getSnapshot();
    const request = { handle: as ? null : handle, suggestedName: fileName(name), text: printScenario(scenario) };
    try {
      const saved = await host.save(request);
      if (saved === null) return false;
      document.markSaved(scenario, saved.name, saved.handle);
      announce(strings.said.saved(saved.name));
      return true;
    } catch (error) {
      fail(error);
      return false;
    }
  };

  /** True when what is open may be replaced. */
  const mayLeave = async (): Promise<boolean> => {
    const { edited, name } = document.getSnapshot();
    if (!edited) return true;
    const answer = await view.askUnsaved(name);
    return answer === 'discard' || (answer === 'save' && await save(false));
  };

  const openScenario = async ({ text, name, handle }: OpenedText): Promise<void> => {
    const read = document.read(text, name);
    if (!read.ok || !await mayLeave()) return;
    document.replace(read.value, { name, handle });
    begin(read.value);
  };

  const feedTrace = ({ text, name }: OpenedText): void => {
    if (text.trim() === '') return fail(strings.emptyFile(name));
    const { scenario } = document.getSnapshot();
    const [id, producer] = Object.entries(scenario.stations).find(([, { kind }]) => kind === 'producer') ?? [];
    if (id === undefined) return fail(strings.noProducer);
    const result = document.setParam(`stations.${id}.arrivals`, { kind: 'trace', csv: text });
    if (result.ok) announce(strings.said.trace(producer?.label ?? id));
    else document.showProblems(result.problems);
  };

  const take = async (file: OpenedText): Promise<void> => {
    if (/\.csv$/i.test(file.name)) feedTrace(file);
    else if (/\.(spillway|json)$/i.test(file.name)) await openScenario(file);
    else fail(strings.wrongFile(file.name));
  };

  const openLibrary = async (id: string): Promise<void> => {
    const entry = libraryScenarios.find((each) => each.id === id);
    if (entry === undefined || !await mayLeave()) return;
    document.replace(entry.scenario, { name: entry.title, libraryId: entry.id });
    begin(entry.scenario);
  };

  const undo = (): void => {
    const { canUndo, undoLabel } = document.getSnapshot();
    document.undo();
    if (canUndo) announce(strings.said.undone(undoLabel));
  };
  const redo = (): void => {
    const { canRedo, redoLabel } = document.getSnapshot();
    document.redo();
    if (canRedo) announce(strings.said.redone(redoLabel));
  };

  return {
    play: () => run.play(),
    pause: () => run.pause(),
    playPause: () => { if (status() === 'playing') run.pause(); else run.play(); },
    step: () => void run.step(),
    restart: () => run.restart(),
    newSeed: () => run.newSeed(),
    setSpeed: (speed) => run.setSpeed(speed),
    slower: () => run.setSpeed(slowerThan(run.getSnapshot().speed)),
    faster: () => run.setSpeed(fasterThan(run.getSnapshot().speed)),

    setParam: (path, value, mergeKey) => document.setParam(path, value, mergeKey),
    setTitle: (title) => document.edit('title', (draft) => { draft.title = title; }, { mergeKey: 'title' }),
    moveStations: (places): Result<void> => {
      const { stations } = document.getSnapshot().scenario;
      const known = Object.entries(places).filter(([id]) => Object.hasOwn(stations, id));
      if (known.length === 0) return ok(undefined);
      const label = known.length === 1 ? `place of ${stations[known[0]?.[0] ?? '']?.label ?? known[0]?.[0] ?? ''}` : 'places of stations';
      return document.edit(label, (draft) => {
        for (const [id, [x, y]] of known) {
          const station = draft.stations[id];
          if (station !== undefined) station.at = [x, y];
        }
      });
    },
    undo,
    redo,

    openLibrary: (id) => void openLibrary(id),
    open: () => {
      host.open().then((file) => file === null ? undefined : take(file)).catch(fail);
    },
    save: () => void save(false),
    saveAs: () => void save(true),
    take,

    fullScreen: () => host.setFullScreen(!isFullScreen()),
    showHelp: () => view.showHelp(true),
    announce,
    dismissProblems: () => {
      document.dismissProblems();
      run.dismissNotice();
    },
  };
}

function fileName(name: string): string {
  const plain = name.replace(/\.(spillway|json)$/i, '').replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim();
  return `${plain === '' ? 'scenario' : plain.slice(0, 80)}.spillway`;
}
