import { NOW_NS, f64, i32 } from '../../engine/arena';
import type { Kernel } from '../../engine/kernel';
import type { JobHandle, ManagementKind, StationHandle } from '../../engine/kind';
import { J_SINCE } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { setAside } from '../../stations/queue/aside';
import { MANAGED, nextBehind } from '../../stations/queue/shed';
import { CODEL_ABOVE_NS, CODEL_BEFORE, CODEL_COUNT, CODEL_NEXT_NS, CODEL_SHEDS } from '../../stations/queue/state';
import { waitingJobs } from '../../stations/queue/waiting';

const TARGET_NS = 0;
const INTERVAL_NS = 1;

/**
 * CoDel, controlled delay: a line in which everybody has waited for longer than `target` through a whole `interval` is standing, however long it
 * is; a burst is not. While it stands, one job is shed at its turn, the next after interval/√1, interval/√2, interval/√3 …, so that the pace of
 * shedding grows until the wait is at the target again. It looks at waits, never at lengths or rates, so it needs no tuning to the load.
 *
 * It is made for senders that slow down when they lose something. Against r jobs per s too many that come all the same, the pace first has to grow to r, and
 * meanwhile the wait rises to about (r · interval)² / μ, however small the target is.
 *
 * As in the paper's code, one job counting as one packet; the last in line is never shed. It looks at whoever is next, so beside it belongs
 * first in, first out (with newest first the next one has hardly waited, and it does nothing). A turn is one of a job that is handed on: where a
 * router asks and has no room for the one that is next, nothing has happened.
 * Source: Nichols & Jacobson, "Controlling queue delay", ACM Queue 10 (2012), with the code of its appendix.
 */
export const codel: ManagementKind = {
  kind: 'codel',
  label: 'CoDel',
  help: 'Sheds jobs at their turn, ever faster, while the wait stays above a target; bursts that pass are let through.',
  params: {
    targetS: numberParam({
      label: 'Target', unit: 's', min: 0, max: 3600, initial: 0.005, slider: [0, 0.5],
      help: 'A wait that is acceptable for good.',
    }),
    intervalS: numberParam({
      label: 'Interval', unit: 's', min: 0.001, max: 3600, initial: 0.1, slider: [0, 5],
      help: 'How long waits may stay above the target before the first job is shed.',
    }),
  },
  compile: ({ targetS, intervalS }) => [Math.round(Number(targetS) * 1e9), Math.round(Number(intervalS) * 1e9)],
  turn,
  notTaken: (s) => {
    f64[s + CODEL_ABOVE_NS] = f64[s + CODEL_BEFORE];
    f64[s + CODEL_NEXT_NS] = f64[s + CODEL_BEFORE + 1];
    i32[(s << 1) + CODEL_SHEDS] = f64[s + CODEL_BEFORE + 2];
    i32[(s << 1) + CODEL_COUNT] = f64[s + CODEL_BEFORE + 3];
  },
  emptied: (s) => {
    f64[s + CODEL_ABOVE_NS] = 0;
    i32[(s << 1) + CODEL_SHEDS] = 0;
  },
  forget: (s) => {
    f64[s + CODEL_ABOVE_NS] = 0;
    f64[s + CODEL_NEXT_NS] = 0;
    i32[(s << 1) + CODEL_SHEDS] = 0;
    i32[(s << 1) + CODEL_COUNT] = 0;
  },
};

/** What the paper calls deque: with its first_above_time, drop_next, count and dropping. */
function turn(k: Kernel, s: StationHandle, numbersAt: number, next: JobHandle): JobHandle {
  f64[s + CODEL_BEFORE] = f64[s + CODEL_ABOVE_NS];
  f64[s + CODEL_BEFORE + 1] = f64[s + CODEL_NEXT_NS];
  f64[s + CODEL_BEFORE + 2] = i32[(s << 1) + CODEL_SHEDS];
  f64[s + CODEL_BEFORE + 3] = i32[(s << 1) + CODEL_COUNT];
  const now = f64[NOW_NS];
  const intervalNs = f64[numbersAt + INTERVAL_NS];
  let j = next;
  let tooLong = hasStoodTooLong(s, numbersAt, j);
  if (i32[(s << 1) + CODEL_SHEDS] === 1) {
    if (!tooLong) i32[(s << 1) + CODEL_SHEDS] = 0;
    while (i32[(s << 1) + CODEL_SHEDS] === 1 && now >= f64[s + CODEL_NEXT_NS]) {
      j = passOver(k, s, j);
      tooLong = hasStoodTooLong(s, numbersAt, j);
      i32[(s << 1) + CODEL_COUNT]++;
      if (tooLong) f64[s + CODEL_NEXT_NS] += pauseNs(s, numbersAt);
      else i32[(s << 1) + CODEL_SHEDS] = 0;
    }
  } else if (tooLong && (now - f64[s + CODEL_NEXT_NS] < intervalNs || now - f64[s + CODEL_ABOVE_NS] >= intervalNs)) {
    j = passOver(k, s, j);
    hasStoodTooLong(s, numbersAt, j);
    i32[(s << 1) + CODEL_SHEDS] = 1;
    // Soon after the last stretch the pace is taken up again about where it was.
    const isSoon = now - f64[s + CODEL_NEXT_NS] < intervalNs;
    i32[(s << 1) + CODEL_COUNT] = isSoon ? Math.max(1, i32[(s << 1) + CODEL_COUNT] - 2) : 1;
    f64[s + CODEL_NEXT_NS] = now + pauseNs(s, numbersAt);
  }
  return j;
}

const pauseNs = (s: StationHandle, numbersAt: number): number => f64[numbersAt + INTERVAL_NS] / Math.sqrt(i32[(s << 1) + CODEL_COUNT]);

function passOver(k: Kernel, s: StationHandle, j: JobHandle): JobHandle {
  setAside(s, j, MANAGED);
  return nextBehind(k, s);
}

/** Whether all who were next have waited too long for a whole interval, the last one in line left out. */
function hasStoodTooLong(s: StationHandle, numbersAt: number, j: JobHandle): boolean {
  if (j === 0 || f64[NOW_NS] - f64[j + J_SINCE] < f64[numbersAt + TARGET_NS] || waitingJobs(s) === 1) {
    f64[s + CODEL_ABOVE_NS] = 0;
    return false;
  }
  if (f64[s + CODEL_ABOVE_NS] === 0) f64[s + CODEL_ABOVE_NS] = f64[NOW_NS] + f64[numbersAt + INTERVAL_NS];
  else return f64[NOW_NS] >= f64[s + CODEL_ABOVE_NS];
  return false;
}
