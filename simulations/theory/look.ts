import type { ClosedSystem } from './closed-part';
import type { Network, Station } from './network';
import type { Judgement } from './judge';

/** What is kept in mind while the parts of a scenario are judged. */
export interface Look {
  readonly network: Network;
  /** Every station that the answer depends on. */
  readonly looked: Set<string>;
  /** What is known of queues that block: never full in practice, or not known to be so. */
  readonly neverFull: Memo<boolean>;
  /** What is known of the streams that come to stations. */
  readonly arrivals: Memo<Arrivals>;
  /** What is known of closed networks, by their producers. */
  readonly closed: Memo<ClosedSystem | readonly string[]>;
  /** Judges the line that begins at a station: what leaves a line depends on what it is. */
  readonly judge: (this: void, look: Look, front: Station) => Judgement;
  /** The same with a stream that is given. */
  readonly judgeWith: (this: void, look: Look, front: Station, arrivals: Arrivals) => Judgement;
}

/** Answers by station, each with the stations that it depends on. */
export type Memo<T> = Map<string, { readonly answer: T; readonly looked: ReadonlySet<string> }>;

/** Finds an answer once. While it is looked for, `meanwhile` stands for it, so that who asks in a circle gets one. */
export function once<T>(look: Look, memo: Memo<T>, id: string, meanwhile: T, find: (inner: Look) => T): T {
  let known = memo.get(id);
  if (known === undefined) {
    memo.set(id, { answer: meanwhile, looked: new Set() });
    const inner = { ...look, looked: new Set<string>() };
    known = { answer: find(inner), looked: inner.looked };
    memo.set(id, known);
  }
  for (const each of known.looked) look.looked.add(each);
  return known.answer;
}

/** The stream of jobs that comes to a station. */
export interface Arrivals {
  /** NaN where it is not known. */
  readonly ratePerS: number;
  /** Coefficient of variation of independent gaps; null where they are not known to be such. */
  readonly cv: number | null;
  /** Why they are not known to be Poisson; empty where they are. */
  readonly broken: readonly string[];
  /** The rate of each class, if each comes as a Poisson stream of its own; null where who comes next depends on who came before. */
  readonly classRates: ReadonlyMap<string, number> | null;
  /** The forks that made copies which are among them: copies of one job are not independent. */
  readonly forks: ReadonlySet<string>;
  /**
   * Not Poisson, because jobs come round, but in a Jackson network: who comes meets what there is on average, and each station is
   * as if it were by itself.
   */
  readonly isJackson: boolean;
}

const NO_FORKS: ReadonlySet<string> = new Set();

export function unknown(...broken: string[]): Arrivals {
  return { ratePerS: NaN, cv: null, broken, classRates: null, forks: NO_FORKS, isJackson: false };
}

export function poisson(ratePerS: number, classRates: Arrivals['classRates']): Arrivals {
  return { ratePerS, cv: 1, broken: [], classRates, forks: NO_FORKS, isJackson: false };
}

/** Each job stays in the stream with a probability of its own: a Poisson stream stays Poisson, independent gaps stay independent. */
export function thinned(stream: Arrivals, share: number): Arrivals {
  if (share === 1) return stream;
  const classRates = stream.classRates === null ? null : new Map([...stream.classRates].map(([id, ratePerS]) => [id, ratePerS * share]));
  return { ...stream, ratePerS: stream.ratePerS * share, cv: stream.cv === null ? null : Math.sqrt(share * stream.cv ** 2 + 1 - share), classRates };
}
