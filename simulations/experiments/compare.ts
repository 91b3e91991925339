import type { Scenario } from '../scenario/scenario';
import { betterIs, type Figures } from './figure-names';
import { replicatedFigure, type ReplicatedFigure } from './replicated-figure';
import type { FigurePath } from './report-figures';

/** What changed from A to B: `same` to the last digit, `undecided` when the interval of the difference holds 0 or there is none. */
export type Verdict = 'same' | 'better' | 'worse' | 'different' | 'undecided';

export interface ComparedFigure {
  readonly a: ReplicatedFigure;
  readonly b: ReplicatedFigure;
  /** B − A, replication by replication: what both had in common, the same requests, cancels. */
  readonly difference: ReplicatedFigure;
  readonly verdict: Verdict;
}

/** Figures of A and B, replication by replication with the same seeds. */
export function compareFigures(names: readonly FigurePath[], a: readonly Figures[], b: readonly Figures[]): Readonly<Record<FigurePath, ComparedFigure>> {
  return Object.fromEntries(names.map((name) => {
    const differences = a.map((figures, r) => {
      const [before, after] = [figures[name], b[r][name]];
      return before === null || after === null ? null : after - before;
    });
    const difference = replicatedFigure(differences);
    const bothAbsent = a.every((figures, r) => figures[name] === null && b[r][name] === null);
    const compared = { a: replicatedFigure(a.map((figures) => figures[name])), b: replicatedFigure(b.map((figures) => figures[name])), difference };
    return [name, { ...compared, verdict: bothAbsent || differences.every((each) => each === 0) ? 'same' : verdictOf(name, difference) }];
  }));
}

function verdictOf(name: FigurePath, { mean, ci95 }: ReplicatedFigure): Verdict {
  if (mean === null || ci95 === null || (ci95[0] <= 0 && ci95[1] >= 0)) return 'undecided';
  const direction = betterIs(name);
  if (direction === 'neither') return 'different';
  return (mean < 0) === (direction === 'less') ? 'better' : 'worse';
}

/** Why A and B do not see the same requests though their seeds are the same; empty when they do. */
export function requestDifferences(a: Scenario, b: Scenario): readonly string[] {
  return [...sourceDifferences(a, b), ...(a.warmupS + a.durationS === b.warmupS + b.durationS ? [] : ['one runs longer than the other'])];
}

/** The same, as long as both run. */
export function sourceDifferences(a: Scenario, b: Scenario): readonly string[] {
  const sources = ({ stations }: Scenario): ReadonlyMap<string, string> => (
    new Map(Object.entries(stations).filter(([, { kind }]) => kind === 'producer').map(([id, { label: _, at: __, ...rest }]) => [id, JSON.stringify(rest)]))
  );
  const [ours, theirs] = [sources(a), sources(b)];
  const ids = [...new Set([...ours.keys(), ...theirs.keys()])];
  const shares = ({ classes }: Scenario): string => JSON.stringify(Object.entries(classes).map(([id, { share }]) => [id, share]));
  const plans = ({ timeline }: Scenario): string => JSON.stringify(timeline.filter(({ change }) => change !== undefined && ids.some((id) => change.path.startsWith(`stations.${id}.`))));
  return [
    ...ids.filter((id) => ours.get(id) !== theirs.get(id)).map((id) => `stations.${id} makes other jobs`),
    ...(shares(a) === shares(b) ? [] : ['the classes have other shares']),
    ...(plans(a) === plans(b) ? [] : ['the timeline changes the sources otherwise']),
  ];
}
