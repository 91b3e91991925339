/**
 * How many jobs a percentile rests on decides whether it means anything: with fewer than ten jobs beyond it, it is
 * little more than the luck of the worst few. So p50 wants 20 jobs, p95 200, p99 1,000.
 */
const BEYOND_MIN = 10;

export const jobsNeeded = (share: number): number => Math.round(BEYOND_MIN / (1 - share));

export const isSupported = (share: number, n: number): boolean => n >= jobsNeeded(share);
