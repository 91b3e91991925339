import { DRAWN_NS, NOW_NS, f64 } from '../../engine/arena';
import type { LimitKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { OWN } from './limit-state';

/** Tokens there were, when that was, and the rate (per ns) and the size that held then. */
const TOKENS = OWN;
const AT = OWN + 1;
const RATE = OWN + 2;
const BURST = OWN + 3;
/** Sums of fractions are rounded: this much less than one token is one. */
const NEARLY = 1e-9;

/** Tokens have come since, at the old rate, up to the old size. */
const tokensNow = (stateAt: number): number =>
  Math.min(f64[stateAt + BURST], f64[stateAt + TOKENS] + (f64[NOW_NS] - f64[stateAt + AT]) * f64[stateAt + RATE]);

function fill(stateAt: number): void {
  f64[stateAt + TOKENS] = tokensNow(stateAt);
  f64[stateAt + AT] = f64[NOW_NS];
}

/**
 * A bucket of tokens: `ratePerS` of them come each second, evenly, and at most `burstJobs` are kept; every job takes one. In any
 * stretch of t seconds at most burst + rate · t jobs pass. It begins full.
 *
 * With a smaller bucket the tokens that no longer fit are gone; a larger one fills with time.
 * Source: Turner, IEEE Communications Magazine 24 (1986); the same as the generic cell rate algorithm of ITU-T I.371.
 */
export const tokenBucket: LimitKind = {
  kind: 'token-bucket',
  label: 'Token bucket',
  help: 'So many jobs a second on average, with short bursts above it: each job takes a token, and tokens come at a steady rate.',
  params: {
    ratePerS: numberParam({
      label: 'Rate', unit: 'per s', min: 0, max: 1_000_000, initial: 50, scale: 'log', slider: [1, 1_000], primary: true,
      help: 'Tokens that come in each second: the most jobs that pass in the long run.',
    }),
    burstJobs: numberParam({
      label: 'Burst', unit: 'jobs', min: 1, max: 1_000_000, initial: 10, integer: true, scale: 'log', slider: [1, 1_000], primary: true,
      help: 'Tokens that are kept at most: as many jobs may pass at once after a quiet time.',
    }),
  },
  compile: (values) => [(values['ratePerS'] as number) / 1e9, values['burstJobs'] as number],
  begin(_k, numbersAt, stateAt) {
    if (f64[stateAt + BURST] === 0) f64[stateAt + BURST] = f64[stateAt + TOKENS] = f64[numbersAt + 1]; // it begins full
    fill(stateAt);
    f64[stateAt + RATE] = f64[numbersAt];
    f64[stateAt + BURST] = f64[numbersAt + 1];
    f64[stateAt + TOKENS] = Math.min(f64[stateAt + TOKENS], f64[stateAt + BURST]);
  },
  admits(_k, _numbersAt, stateAt) {
    fill(stateAt);
    return f64[stateAt + TOKENS] >= 1 - NEARLY;
  },
  passed(_k, _numbersAt, stateAt) {
    fill(stateAt);
    f64[stateAt + TOKENS] = Math.max(0, f64[stateAt + TOKENS] - 1);
  },
  refused(_k, _numbersAt, stateAt) {
    f64[stateAt + TOKENS] = Math.min(f64[stateAt + BURST], f64[stateAt + TOKENS] + 1);
  },
  untilNext(_k, _numbersAt, stateAt) {
    fill(stateAt);
    const missing = 1 - f64[stateAt + TOKENS];
    f64[DRAWN_NS] = missing <= NEARLY ? 0 : f64[stateAt + RATE] === 0 ? -1 : Math.ceil(missing / f64[stateAt + RATE] - NEARLY);
  },
  /** Changes nothing, for whoever looks must leave no trace in the rounding. */
  placesNow: (_k, _numbersAt, stateAt) => Math.floor(tokensNow(stateAt) + NEARLY),
};
