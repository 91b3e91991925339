import type { Draft } from 'immer';
import type { ParamValue } from '../../simulations/engine/param';
import type { Result } from '../../simulations/scenario/problem';
import type { Scenario } from '../../simulations/scenario/scenario';
import type { DocumentSnapshot } from './document-snapshot';

export declare class DocumentStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => DocumentSnapshot;
  edit(label: string, recipe: (draft: Draft<Scenario>) => void, options?: { readonly mergeKey?: string }): Result<void>;
  setParam(path: string, value: ParamValue, mergeKey?: string): Result<void>;
  undo(): void;
  redo(): void;
  open(text: string, name: string, handle: string | null): Result<void>;
  replace(scenario: Scenario, name: string, libraryId?: string | null): void;
  markSaved(name: string, handle: string | null): void;
  dismissProblems(): void;
}
