import type { CheckSpec, Scenario } from '../scenario/scenario';
import { checkedFigure, type Figures } from './figure-names';
import { replicatedFigure } from './replicated-figure';
import type { FigurePath } from './report-figures';

/** A check of a scenario, held against the mean over replications. */
export interface TargetCheck {
  readonly name: string;
  readonly figure: FigurePath;
  readonly n: number;
  /** null when a replication has no such figure: the check then fails. */
  readonly value: number | null;
  readonly ci95: readonly [number, number] | null;
  readonly min?: number;
  readonly max?: number;
  readonly pass: boolean;
  /** False when the limit lies within the interval: more replications might decide otherwise. */
  readonly isSure: boolean;
}

/** The figures that the checks look at. */
export function checkedFigures({ checks }: Scenario): readonly FigurePath[] {
  return [...new Set(checks.map(checkedFigure))];
}

export function targetChecks({ checks }: Scenario, replications: readonly Figures[]): readonly TargetCheck[] {
  return checks.map((check) => targetCheck(check, replications));
}

function targetCheck(check: CheckSpec, replications: readonly Figures[]): TargetCheck {
  const figure = checkedFigure(check);
  const { n, mean, ci95 } = replicatedFigure(replications.map((figures) => figures[figure]));
  const value = n === replications.length ? mean : null;
  const { name, min, max } = check;
  const holds = (each: number): boolean => each >= (min ?? -Infinity) && each <= (max ?? Infinity);
  const pass = value !== null && holds(value);
  return {
    name, figure, n, value, ci95, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }), pass,
    isSure: value === null || (ci95 !== null && (pass ? ci95.every(holds) : ci95[1] < (min ?? -Infinity) || ci95[0] > (max ?? Infinity))),
  };
}
