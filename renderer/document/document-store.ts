import { castDraft } from 'immer';
import type { ParamValue } from '../../simulations/engine/param';
import { applyChange, resolveParam } from '../../simulations/scenario/param-path';
import { parseScenario } from '../../simulations/scenario/parse-scenario';
import { NO_PROBLEMS, ok, problemText, type Problem, type Result } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';
import { validateScenario } from '../../simulations/scenario/validate-scenario';
import { Listeners } from '../listeners';
import type { DocumentSnapshot } from './document-snapshot';
import { nameIn, titleOf } from './edits';
import { edit, historyOf, redo, undo, type History, type Recipe, type UndoStep } from './history';

/** Stands for the saved state once the way back to it has been dropped. */
const OUT_OF_REACH: UndoStep = { label: '', forward: [], back: [] };

/** A half-made diagram is edited, saved and opened like any other; it only cannot play yet. */
const DRAFT = { draft: true } as const;

export interface EditOptions {
  /** Stands for one gesture: successive edits with the same key are one undo step. */
  readonly mergeKey?: string;
  /** A refusal is shown by whoever asked, beside the field. */
  readonly quiet?: boolean;
}

/** Where a scenario comes from: a file, or the library. */
export interface DocumentOrigin {
  /** The file's; null: it has none yet and goes by its title. */
  readonly name: string | null;
  readonly handle?: string | null;
  readonly libraryId?: string | null;
}

/** The scenario that is edited: all that is saved, and the way back. It knows nothing of runs. */
export class DocumentStore {
  private history: History;
  /** The file's; null: it has none yet. */
  private name: string | null;
  private handle: string | null = null;
  private libraryId: string | null;
  /** The newest step when the document was saved; null: it was saved, or opened, before the first one. */
  private savedStep: UndoStep | null = null;
  private mergeKey: string | null = null;
  private opened = 1;
  private openedAs: Scenario;
  private problems = NO_PROBLEMS;
  private snapshot: DocumentSnapshot;
  private readonly listeners = new Listeners();

  constructor(scenario: Scenario, name: string | null, libraryId: string | null = null) {
    this.history = historyOf(scenario);
    this.openedAs = scenario;
    this.name = name;
    this.libraryId = libraryId;
    this.snapshot = this.makeSnapshot();
  }

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = this.listeners.add;
  readonly getSnapshot = (): DocumentSnapshot => this.snapshot;

  /** An edit that would break the scenario changes nothing and answers why. */
  edit(label: string, recipe: Recipe, { mergeKey, quiet = false }: EditOptions = {}): Result<void> {
    const edited = edit(this.history, label, recipe, this.merges(mergeKey));
    const valid = edited === this.history ? ok(edited.scenario) : validateScenario(edited.scenario, DRAFT);
    if (!valid.ok) return quiet ? valid : this.refuse(valid.problems);
    return this.accept(edited, mergeKey);
  }

  /** Takes what was made from the present scenario. Only the fields that differ are the step, each as a whole, so that undo brings the order back too. */
  change(label: string, after: Scenario, options?: EditOptions): Result<void> {
    const before = this.history.scenario;
    return this.edit(label, (draft) => {
      for (const field of Object.keys(before) as (keyof Scenario)[]) {
        if (after[field] !== before[field]) Object.assign(draft, { [field]: after[field] });
      }
    }, options);
  }

  /** A refusal is said beside the field, so it is answered and not shown here. */
  setParam(path: string, value: ParamValue, mergeKey?: string): Result<void> {
    const { scenario } = this.history;
    const place = resolveParam(scenario, path);
    if (!place.ok) return place;
    const changed = applyChange(scenario, { path, value });
    if (!changed.ok) return changed;
    // Another kind may have no place for what the timeline plans; such a file could not be opened again.
    const valid = validateScenario(changed.value, DRAFT);
    if (!valid.ok) return valid;

    const { stationId, linkIndex, param } = place.value;
    const station = changed.value.stations[stationId];
    const link = linkIndex === undefined ? undefined : changed.value.links[linkIndex];
    const label = `${param.label} of ${link === undefined ? nameIn(scenario, stationId) : `${nameIn(scenario, link.from)} → ${nameIn(scenario, link.to)}`}`;
    const recipe: Recipe = (draft) => {
      if (value === place.value.value) return;
      if (link !== undefined && linkIndex !== undefined) draft.links[linkIndex] = castDraft(link);
      else if (station !== undefined) draft.stations[stationId] = castDraft(station);
    };
    return this.accept(edit(this.history, label, recipe, this.merges(mergeKey)), mergeKey);
  }

  undo(): void {
    this.move(undo(this.history));
  }

  redo(): void {
    this.move(redo(this.history));
  }

  /** Reads a file's text without opening it; shows what is wrong with it. */
  read(text: string, name: string): Result<Scenario> {
    return this.tellRead(parseScenario(text, DRAFT), name);
  }

  /** What came of reading a file shows what is wrong with it. */
  tellRead(parsed: Result<Scenario>, name: string): Result<Scenario> {
    if (!parsed.ok) this.showProblems(parsed.problems.map((problem) => ({ path: '', message: `${name}: ${problemText(problem)}` })));
    return parsed;
  }

  /** Opens a file. What was open stays open when there is any problem with it. */
  open(text: string, name: string, handle: string | null): Result<void> {
    const read = this.read(text, name);
    if (!read.ok) return read;
    this.replace(read.value, { name, handle });
    return ok(undefined);
  }

  /** Opens another scenario; there is no way back. */
  replace(scenario: Scenario, { name, handle = null, libraryId = null }: DocumentOrigin): void {
    this.history = historyOf(scenario);
    this.name = name;
    this.handle = handle;
    this.libraryId = libraryId;
    this.savedStep = null;
    this.mergeKey = null;
    this.opened += 1;
    this.openedAs = scenario;
    this.problems = NO_PROBLEMS;
    this.publish();
  }

  /** `saved` is what was written; edits that were made meanwhile are still unsaved. */
  markSaved(saved: Scenario, name: string, handle: string | null): void {
    this.name = name;
    this.handle = handle;
    this.libraryId = null;
    this.savedStep = saved === this.history.scenario ? this.history.done.at(-1) ?? null : OUT_OF_REACH;
    this.mergeKey = null;
    this.publish();
  }

  /** Shows why something was refused that is not an edit: a file that could not be read, for instance. */
  showProblems(problems: readonly Problem[]): void {
    this.problems = problems;
    this.publish();
  }

  dismissProblems(): void {
    if (this.problems.length > 0) this.showProblems([]);
  }

  /** A key stands for one gesture: what carries the newest step's key belongs to that step, however slow the hand. */
  private merges(mergeKey: string | undefined): boolean {
    return mergeKey !== undefined && mergeKey === this.mergeKey;
  }

  private accept(history: History, mergeKey: string | undefined): Result<void> {
    if (history === this.history) return ok(undefined);
    const dropped = history.done.length === this.history.done.length && history.done[0] !== this.history.done[0] && history.done.length > 1;
    if (dropped && this.savedStep === null) this.savedStep = OUT_OF_REACH;
    this.history = history;
    this.mergeKey = mergeKey ?? null;
    this.problems = NO_PROBLEMS;
    this.publish();
    return ok(undefined);
  }

  private refuse(problems: readonly Problem[]): Result<void> {
    this.showProblems(problems);
    return { ok: false, problems };
  }

  private move(history: History): void {
    if (history === this.history) return;
    this.history = history;
    this.mergeKey = null;
    this.problems = NO_PROBLEMS;
    this.publish();
  }

  private publish(): void {
    this.snapshot = this.makeSnapshot();
    this.listeners.tell();
  }

  private makeSnapshot(): DocumentSnapshot {
    const { scenario, done, undone } = this.history;
    return {
      scenario,
      name: this.name ?? titleOf(scenario),
      handle: this.handle,
      libraryId: this.libraryId,
      opened: this.opened,
      openedAs: this.openedAs,
      edited: (done.at(-1) ?? null) !== this.savedStep,
      canUndo: done.length > 0,
      canRedo: undone.length > 0,
      undoLabel: done.at(-1)?.label ?? '',
      redoLabel: undone.at(-1)?.label ?? '',
      problems: this.problems,
    };
  }
}
