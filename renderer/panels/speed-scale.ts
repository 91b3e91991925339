/** Playback speeds a slider stops at, in model seconds per screen second: 1/1000 to 100 in steps of 1, 2, 5. */
export const SPEEDS: readonly number[] = [-3, -2, -1, 0, 1]
  .flatMap((power) => [1, 2, 5].map((factor) => Number((factor * 10 ** power).toPrecision(3))))
  .concat(100);

/** The place of the nearest stop, by ratio; as fast as it goes is at the end. */
export function speedPlace(speed: number): number {
  if (speed === Infinity) return SPEEDS.length - 1;
  const distances = SPEEDS.map((stop) => Math.abs(Math.log(stop / speed)));
  return distances.indexOf(Math.min(...distances));
}
