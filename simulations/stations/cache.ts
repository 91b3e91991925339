import { DRAWN_NS, SPAN_NS, NOW_NS, TRACE_MASK, f64, i32 } from '../engine/arena';
import { openForJob } from '../engine/chance';
import { record } from '../engine/count';
import { cancelEvent, schedule } from '../engine/event-list';
import { OccupantState, What } from '../engine/frame';
import { classIndex } from '../engine/job-class';
import { append, listHead, listNext, remove } from '../engine/job-list';
import type { Kernel } from '../engine/kernel';
import type { CacheAnswersKind, StationKind } from '../engine/kind';
import { E_TIME, INSIDE, J_KEY, J_SINCE, J_TIMER, STATE, TABLE_AT } from '../engine/layout';
import { note } from '../engine/moves';
import { variantParam } from '../engine/param';
import { follow, unfollow } from '../engine/rows';
import { slotsOf } from '../engine/slots';
import { enter } from '../engine/whereabouts';
import { KEY_TABLE_WORDS, forgetAllKeys, keyCount } from '../policies/key-table';
import { PASS_STATE, askDoorAgain, letPass, passOn } from '../policies/pass-on';

const params = {
  answers: variantParam({
    label: 'Answers', family: 'cacheAnswers', initial: { kind: 'hit-ratio', hitRatio: 0.8 }, primary: true,
    help: 'Which jobs the cache answers itself.',
  }),
  hitTime: variantParam({
    label: 'Time for a hit', family: 'distribution', initial: { kind: 'constant', meanS: 0.001 },
    help: 'How long it takes to answer from the cache. A miss goes on at once.',
  }),
};
const { answers: ANSWERS, hitTime: HIT_TIME } = slotsOf(params);

// Counts since the figures began.
const HITS = STATE + 4;
const MISSES = STATE + 5;
/** The hits that are being answered: a line in whole numbers. */
const ANSWERING = PASS_STATE;

const STREAM_HIT_TIME = 1;

/**
 * Answers some jobs itself: a hit ends here as served after `hitTime`; where the job is an attempt of a call, that is the answer. Any number of
 * hits are answered at the same time. A miss goes on in the same instant to where the answer is; when there is no room, it stays with
 * its sender, and is looked up again when there is.
 *
 * `answerS` is the time that hits take. Leaves out the time that a lookup costs a miss, the size of answers, and writing.
 */
export const cache: StationKind = {
  kind: 'cache',
  label: 'Cache',
  help: 'Answers some jobs itself; the others go on.',
  params,
  linksIn: 'many',
  linksOut: 'one',
  ends: true,
  instant: true,
  blockedAtDoor: true,
  streams: ['hit', 'hitTime'],
  histograms: ['answerS'],
  tableWords: KEY_TABLE_WORDS,
  counts: [HITS, MISSES],
  figures: {
    hits: (_k, s) => f64[s + HITS],
    misses: (_k, s) => f64[s + MISSES],
    hitRatio: (_k, s) => (f64[s + HITS] + f64[s + MISSES] === 0 ? null : f64[s + HITS] / (f64[s + HITS] + f64[s + MISSES])),
    keysKept: (_k, s) => keyCount(i32[(s << 1) + TABLE_AT]),
  },
  gauges: [
    { id: 'hits', label: 'Hits', unit: 'jobs', is: 'count', help: 'Jobs that the cache answered itself.', read: (_k, s) => f64[s + HITS] },
    { id: 'misses', label: 'Misses', unit: 'jobs', is: 'count', help: 'Jobs that went on to where the answer is.', read: (_k, s) => f64[s + MISSES] },
  ],

  accept(k, s, j, link) {
    const kind = answersOf(k, s);
    if (kind.hits(k, s, s + ANSWERS + 1, j)) {
      answer(k, s, j, link);
      return true;
    }
    const watched = kind.learn !== undefined && i32[(j << 1) + J_KEY] !== 0 ? follow(s, j) : 0;
    if (passOn(k, s, j, link)) {
      f64[s + MISSES]++;
      return true;
    }
    if (watched !== 0) unfollow(j, watched);
    return false;
  },

  onRoom: (k, s, link) => letPass(k, s, link),

  /** A hit is answered. */
  onTimer(k, s, _code, j) {
    i32[(j << 1) + J_TIMER] = 0;
    remove((s << 1) + ANSWERING, j);
    f64[SPAN_NS] = f64[NOW_NS] - f64[j + J_SINCE];
    record(s, classIndex(j));
    k.end(j, What.served, s, 0, 0);
  },

  /** A job that missed here has ended. */
  onEnd(k, s, j, what) {
    if (what === What.served) answersOf(k, s).learn?.(k, s, s + ANSWERS + 1, i32[(j << 1) + J_KEY]);
  },

  withdraw(_k, s, j) {
    cancelEvent(i32[(j << 1) + J_TIMER]);
    i32[(j << 1) + J_TIMER] = 0;
    remove((s << 1) + ANSWERING, j);
  },

  onChange(k, s) {
    answersOf(k, s).changed?.(k, s, s + ANSWERS + 1);
    askDoorAgain(k, s);
  },

  flush(_k, s) {
    forgetAllKeys(i32[(s << 1) + TABLE_AT]);
  },

  observe(_k, s, into) {
    into.inService = i32[(s << 1) + INSIDE];
    into.places = -1;
    into.own = f64[s + HITS] / Math.max(f64[s + HITS] + f64[s + MISSES], 1);
  },

  occupants(_k, s, see) {
    let place = 0;
    for (let j = listHead((s << 1) + ANSWERING); j !== 0; j = listNext(j)) {
      if (!see(j, place++, OccupantState.inService, f64[i32[(j << 1) + J_TIMER] + E_TIME])) return;
    }
  },
};

function answersOf(k: Kernel, s: number): CacheAnswersKind {
  return k.families.cacheAnswers[i32[(s + ANSWERS) << 1]];
}

/** A hit: it is answered after a while. */
function answer(k: Kernel, s: number, j: number, link: number): void {
  f64[s + HITS]++;
  openForJob(s, STREAM_HIT_TIME, j);
  k.draws[i32[(s + HIT_TIME) << 1]](k, s + HIT_TIME + 1, j);
  const timeNs = Math.floor(f64[DRAWN_NS] + 0.5);
  enter(s, j);
  append((s << 1) + ANSWERING, j);
  const timer = schedule(s, 0, j, timeNs);
  i32[(j << 1) + J_TIMER] = timer;
  if (i32[TRACE_MASK] >= 0) note(j, What.entered, s, link, i32[(s << 1) + INSIDE] - 1, timer);
}
