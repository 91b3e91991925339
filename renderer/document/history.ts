import { applyPatches, enablePatches, produceWithPatches, type Draft, type Patch } from 'immer';
import type { Scenario } from '../../simulations/scenario/scenario';

enablePatches();

/** Older steps are dropped, so that a long session cannot grow without bound. */
export const UNDO_STEPS_MAX = 200;

export interface UndoStep {
  /** Shown in the menu: "Undo <label>". */
  readonly label: string;
  readonly forward: readonly Patch[];
  readonly back: readonly Patch[];
}

export interface History {
  readonly scenario: Scenario;
  readonly done: readonly UndoStep[];
  readonly undone: readonly UndoStep[];
}

export type Recipe = (draft: Draft<Scenario>) => void;

export function historyOf(scenario: Scenario): History {
  return { scenario, done: [], undone: [] };
}

/** One user action is one undo step; with `merge`, it is the newest step's continuation. An edit without effect is none. */
export function edit(history: History, label: string, recipe: Recipe, merge = false): History {
  const [scenario, forward, back] = produceWithPatches(history.scenario, (draft) => { recipe(draft); });
  if (forward.length === 0) return history;

  const step: UndoStep = { label, forward, back };
  const before = history.done.at(-1);
  const done = merge && before !== undefined
    ? [...history.done.slice(0, -1), merged(before, step)]
    : [...history.done, step].slice(-UNDO_STEPS_MAX);
  return { scenario, done, undone: [] };
}

export function undo(history: History): History {
  const step = history.done.at(-1);
  if (step === undefined) return history;
  return {
    scenario: applyPatches(history.scenario, step.back),
    done: history.done.slice(0, -1),
    undone: [...history.undone, step],
  };
}

export function redo(history: History): History {
  const step = history.undone.at(-1);
  if (step === undefined) return history;
  return {
    scenario: applyPatches(history.scenario, step.forward),
    done: [...history.done, step],
    undone: history.undone.slice(0, -1),
  };
}

/** A drag sets the same places again and again: only its first way back and its last way forward are kept. */
function merged(first: UndoStep, second: UndoStep): UndoStep {
  const sameWay = first.forward.length === second.forward.length
    && second.forward.every((patch, n) => patch.op === 'replace' && samePath(patch, first.forward[n]));
  return {
    label: second.label,
    forward: sameWay
      ? first.forward.map((patch, n) => ({ ...patch, value: second.forward[n]?.value as unknown }))
      : [...first.forward, ...second.forward],
    back: sameWay ? first.back : [...second.back, ...first.back],
  };
}

function samePath(a: Patch, b: Patch | undefined): boolean {
  return b !== undefined && b.op !== 'remove' && a.path.length === b.path.length && a.path.every((key, n) => key === b.path[n]);
}
