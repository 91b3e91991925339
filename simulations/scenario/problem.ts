/** What is wrong with something a user gave, and where. Returned, never thrown. */
export interface Problem {
  /** Dotted path into the scenario, e.g. `stations.inbox.capacityJobs`; '' for the whole. */
  readonly path: string;
  /** What was found, what is allowed, and the unit, in one sentence. */
  readonly message: string;
}

/** Always the same one, so that who shows problems sees that there are still none. */
export const NO_PROBLEMS: readonly Problem[] = [];

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = <T>(...problems: Problem[]): Result<T> => ({ ok: false, problems });

/** One line a person can act on. */
export function problemText({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`;
}
