import type { Fit } from './fit';

/** What is thought of a part, before it is put into words for the screen. */
export interface Opinion {
  /** null where no formula fits. */
  readonly fit: Fit | null;
  /** Which assumptions fail, in sentences. */
  readonly broken: readonly string[];
  /** Why there is no steady state although the formula fits, or ''. */
  readonly overload: string;
  readonly note: string;
  readonly waitAt: readonly string[];
  /** Computed only where it is needed; null where there is none. */
  readonly approximation: (this: void) => Approximation | null;
}

/** Shown as such, and never decides whether a run is right. */
export interface Approximation {
  readonly model: string;
  readonly meanWaitS: number;
  readonly meanTimeInSystemS: number;
  readonly caveat: string;
}

export const noOpinion: Opinion = { fit: null, broken: [], overload: '', note: '', waitAt: [], approximation: () => null };

export function overloadOf(arrivalPerS: number, servers: number, serviceMeanS: number): string {
  if (arrivalPerS * serviceMeanS < servers) return '';
  return `λ = ${short(arrivalPerS)} ≥ ${servers === 1 ? 'μ' : 'cμ'} = ${short(servers / serviceMeanS)} per second: no steady state, the line grows without end`;
}

export const short = (value: number): string => String(Number(value.toPrecision(4)));
