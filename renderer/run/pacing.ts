/**
 * How fast, how finely and how much: the numbers that fit a run to a screen and to a pair of eyes. They decide what
 * is shown of a run, never what happens in it.
 */

/** Model seconds per screen second; the last one means as fast as it goes. */
export const SPEEDS: readonly number[] = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, Infinity,
];

/** About what an eye can follow one by one. */
const OPENING_JOBS_PER_SCREEN_S = 9;

/** The largest number of the row …, 0.1, 0.2, 0.5, 1, 2, 5, 10, … that is at most `x`. */
export function floor125(x: number): number {
  const power = Math.floor(Math.log10(x) + 1e-9);
  const lead = x / 10 ** power;
  // Negative powers of ten are not exact, their reciprocals are.
  const scaled = (digit: number): number => power < 0 ? digit / 10 ** -power : digit * 10 ** power;
  return scaled(lead >= 5 - 1e-9 ? 5 : lead >= 2 - 1e-9 ? 2 : 1);
}

/** The smallest number of that row that is at least `x`. */
export function ceil125(x: number): number {
  const floor = floor125(x);
  return floor >= x * (1 - 1e-9) ? floor : floor125(floor * 2.5 + Number.EPSILON);
}

/** The speed of SPEEDS, counted in factors, at which about 8 to 10 jobs are made per screen second. */
export function openingSpeed(jobsPerS: number): number {
  if (!(jobsPerS > 0)) return 1;
  const wanted = OPENING_JOBS_PER_SCREEN_S / jobsPerS;
  let best = 1;
  for (const speed of SPEEDS) {
    if (speed !== Infinity && Math.abs(Math.log(speed / wanted)) < Math.abs(Math.log(best / wanted))) best = speed;
  }
  return best;
}

export function fasterThan(speed: number): number {
  return SPEEDS.find((other) => other > speed) ?? Infinity;
}

export function slowerThan(speed: number): number {
  return SPEEDS.findLast((other) => other < speed) ?? SPEEDS[0] ?? speed;
}

const WINDOWS_PER_SCREEN_S = 20;

/**
 * The length of the metrics windows: on the 1-2-5 row, so that 8 to 20 close per screen second, but never so short
 * that fewer than one job is expected in each, because below that more windows show nothing more.
 */
export function windowS(modelSPerScreenS: number, jobsPerS: number): number {
  const forTheScreenS = modelSPerScreenS / WINDOWS_PER_SCREEN_S;
  const forTheJobsS = jobsPerS > 0 ? 1 / jobsPerS : 0;
  return Math.min(Math.max(ceil125(Math.max(forTheScreenS, forTheJobsS, 1e-6)), 1e-6), 3600);
}

/** Rates over about 50 jobs are steady enough to read; p99 says something once ten of a thousand lie beyond it. */
export function measurementSpans(jobsPerS: number): { rateSpanS: number; rollingS: number } {
  if (!(jobsPerS > 0)) return { rateSpanS: 1, rollingS: 10 };
  return { rateSpanS: ceil125(50 / jobsPerS), rollingS: ceil125(1200 / jobsPerS) };
}

/** With more than this on their way, dots lie on each other and a stream is a bar. */
export const MOVES_PER_SCREEN_S_MAX = 2000;
/** Finer sampling must leave this much room below the limit, or it would flicker between two values. */
const ROOM = 0.6;

/**
 * Every how many jobs one is drawn (a power of two), from the moves per screen second that all jobs would make.
 * Jobs are sampled, never moves: a drawn job is drawn with its whole way.
 */
export function nextSampleEvery(current: number, movesPerScreenS: number): number {
  let every = Math.max(1, current);
  while (movesPerScreenS / every > MOVES_PER_SCREEN_S_MAX) every *= 2;
  while (every > 1 && movesPerScreenS / (every / 2) < MOVES_PER_SCREEN_S_MAX * ROOM) every /= 2;
  return every;
}
