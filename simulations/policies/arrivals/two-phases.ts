import { DRAWN_NS, DUE_NS, NOW_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { drawExponential, drawUniform } from '../../engine/random';

/**
 * A Poisson stream whose rate goes to and fro between two, after exponential times: a Markov-modulated Poisson process of two states.
 * In phase i jobs come at rate λᵢ and the phase ends at rate rᵢ, so the next thing to happen comes after an exponential time of rate λᵢ + rᵢ,
 * and is a job with chance λᵢ / (λᵢ + rᵢ). That holds at any instant, so a change of any number is exact: the rest of the time is stretched.
 * The first phase is drawn with its share of the time, so the rate is the mean one from the start.
 * Source: Fischer & Meier-Hellstern, "The Markov-modulated Poisson process (MMPP) cookbook", Performance Evaluation 18 (1993).
 */
export type TwoPhases = Required<Pick<ArrivalKind, 'drawGapNs' | 'expected' | 'whenExpected' | 'begin' | 'isJob'>>;

/** A phase's numbers: λ and r, per ns. */
const PHASE_NUMBERS = 2;
/** State: offset of the phase's numbers; what decides whether the next thing is a job. */
const PHASE = 0;
const CHANCE = 1;

export function phaseNumbers(phases: readonly { readonly ratePerS: number; readonly meanS: number }[]): number[] {
  return phases.flatMap(({ ratePerS, meanS }) => [ratePerS / 1e9, 1 / (meanS * 1e9)]);
}

const isOff = (numbersAt: number): boolean => f64[numbersAt] === 0 && f64[numbersAt + PHASE_NUMBERS] === 0;

export const twoPhases: TwoPhases = {
  begin: (_k, numbersAt, stateAt) => {
    const first = f64[numbersAt + PHASE_NUMBERS + 1];
    const second = f64[numbersAt + 1];
    f64[stateAt + PHASE] = drawUniform() * (first + second) < first ? 0 : PHASE_NUMBERS;
    f64[stateAt + CHANCE] = drawUniform();
  },
  drawGapNs: (_k, numbersAt, stateAt) => {
    const phase = numbersAt + f64[stateAt + PHASE];
    const gap = Math.floor(drawExponential() / (f64[phase] + f64[phase + 1]) + 0.5);
    f64[stateAt + CHANCE] = drawUniform();
    f64[DRAWN_NS] = isOff(numbersAt) ? -1 : gap;
  },
  isJob: (_k, numbersAt, stateAt) => {
    const phase = numbersAt + f64[stateAt + PHASE];
    if (f64[stateAt + CHANCE] * (f64[phase] + f64[phase + 1]) < f64[phase]) return true;
    f64[stateAt + PHASE] = PHASE_NUMBERS - f64[stateAt + PHASE];
    return false;
  },
  expected: (_k, numbersAt, stateAt) => {
    const phase = numbersAt + f64[stateAt + PHASE];
    f64[DRAWN_NS] = (f64[DUE_NS] - f64[NOW_NS]) * (f64[phase] + f64[phase + 1]);
  },
  whenExpected: (_k, numbersAt, stateAt) => {
    const phase = numbersAt + f64[stateAt + PHASE];
    f64[DRAWN_NS] = isOff(numbersAt) ? -1 : f64[DRAWN_NS] / (f64[phase] + f64[phase + 1]);
  },
};
