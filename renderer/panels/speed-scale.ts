import { SPEEDS } from '../run';

/** Playback speeds the slider stops at, in model seconds per screen second; as fast as it goes has its own button. */
export const SLIDER_SPEEDS: readonly number[] = SPEEDS.filter(Number.isFinite);

/** The place of the nearest stop, by ratio; as fast as it goes is at the end. */
export function speedPlace(speed: number): number {
  if (speed === Infinity) return SLIDER_SPEEDS.length - 1;
  const distances = SLIDER_SPEEDS.map((stop) => Math.abs(Math.log(stop / speed)));
  return distances.indexOf(Math.min(...distances));
}
