import { ok, refuse, type Result } from '../scenario/problem';
import { quoted } from '../scenario/wording';
import { betterIs, figureUnit, LOSS_SHARE, type Figures } from './figure-names';
import { replicatedFigure, type ReplicatedFigure } from './replicated-figure';
import type { FigurePath } from './report-figures';

/** How much worse than expected a figure may be: a share of what is expected, or so much in the figure's own unit. */
export interface Allowance {
  readonly kind: 'share' | 'amount';
  readonly value: number;
}

export interface RegressionCheck {
  readonly figure: FigurePath;
  readonly expected: number | null;
  readonly observed: number | null;
  /** Observed − expected, replication by replication with the same seeds. */
  readonly difference: ReplicatedFigure;
  /** What `observed` must not exceed, or fall short of. */
  readonly max: number | null;
  readonly min: number | null;
  readonly pass: boolean;
}

export const USUAL_ALLOWANCE: Allowance = { kind: 'share', value: 0.05 };
/** A share of no loss is no loss: one in a thousand is let pass. */
const LOSS_ALLOWANCE: Allowance = { kind: 'amount', value: 0.001 };
/** Rounding of sums, where nothing is allowed. */
const DIGITS = 1e-12;

/** `5%` of what is expected, or `0.002` in the figure's unit. */
export function parseAllowance(text: string): Result<Allowance> {
  const [, number = '', percent] = /^([+]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (number === '') return refuse({ path: '', message: `must be a share such as 5% or an amount in the figure's unit such as 0.002, found ${quoted(text)}` });
  return ok(percent === '' ? { kind: 'amount', value: Number(number) } : { kind: 'share', value: Number(number) / 100 });
}

/** The allowance of a figure for which nobody said another. */
export function allowanceFor(figure: FigurePath, usual: Allowance): Allowance {
  return figure === LOSS_SHARE && usual === USUAL_ALLOWANCE ? LOSS_ALLOWANCE : usual;
}

/** Holds what was observed against what was expected. A figure that is better when smaller has only an upper limit, and so on. */
export function regressionChecks(
  names: readonly FigurePath[], expected: readonly Figures[], observed: readonly Figures[], allowances: ReadonlyMap<FigurePath, Allowance>, usual = USUAL_ALLOWANCE,
): readonly RegressionCheck[] {
  return names.map((figure) => {
    const before = replicatedFigure(expected.map((figures) => figures[figure]));
    const after = replicatedFigure(observed.map((figures) => figures[figure]));
    const difference = replicatedFigure(expected.map((figures, r) => {
      const [a, b] = [figures[figure], observed[r][figure]];
      return a === null || b === null ? null : b - a;
    }));
    const limits = limitsOf(figure, before.mean, allowances.get(figure) ?? allowanceFor(figure, usual));
    return { figure, expected: before.mean, observed: after.mean, difference, ...limits, pass: passes(before, after, limits) };
  });
}

function limitsOf(figure: FigurePath, expected: number | null, { kind, value }: Allowance): { readonly min: number | null; readonly max: number | null } {
  if (expected === null) return { min: null, max: null };
  const room = (kind === 'share' ? Math.abs(expected) * value : value) + Math.abs(expected) * DIGITS;
  const direction = betterIs(figure);
  const top = figureUnit(figure) === 'share' ? Math.min(1, expected + room) : expected + room;
  return { min: direction === 'less' ? null : expected - room, max: direction === 'more' ? null : top };
}

/** A figure that was there and is not any more has regressed; one that never was says nothing. */
function passes(before: ReplicatedFigure, after: ReplicatedFigure, { min, max }: { readonly min: number | null; readonly max: number | null }): boolean {
  if (before.mean === null) return true;
  if (after.mean === null || after.n < before.n) return false;
  return after.mean >= (min ?? -Infinity) && after.mean <= (max ?? Infinity);
}
