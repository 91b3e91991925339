import { rootOfJobId } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import type { JobWay } from '../../simulations/experiments/job-log';

/**
 * The way of a job as it was heard before the run went back. The run has the same history again, so all of it still holds: what the frames tell once more is
 * passed over, and the way goes on where it was heard last.
 */
export class KnownWay {
  constructor(readonly way: JobWay, private untilEvents: number, private untilNs: number) {}

  /** From some place on the history is another one. */
  branch(afterEvents: number, atNs: number): void {
    if (this.untilEvents <= afterEvents) return;
    this.untilEvents = afterEvents;
    this.untilNs = atNs;
    takeBack(this.way, atNs);
    // When it is made now, if it is, nobody knows.
    if (this.way.madeNs > atNs) Object.assign(this.way, { madeNs: Infinity });
  }

  /** True where a frame ends at a place up to which the way is known. */
  covers({ events }: FrameView): boolean { return events <= this.untilEvents; }

  /** True where the frame after `events` begins at a place that was not heard of. */
  isPast({ fromNs }: FrameView, events: number): boolean { return events < 0 ? fromNs > this.untilNs : events > this.untilEvents; }

  /** True of a move, in a frame that begins at a place up to which the way is known, that was heard before. */
  has(job: number, timeNs: number): boolean {
    return rootOfJobId(job) === this.way.id && timeNs <= this.untilNs;
  }
}

/** Forgets of a way what happened after `toNs`. */
export function takeBack(way: JobWay, toNs: number): void {
  if (way.endNs > toNs) Object.assign(way, { endNs: -1, outcome: 'inside', reason: '', endStation: -1 });
  keep(way.visits, ({ fromNs }) => fromNs <= toNs);
  const last = way.visits.at(-1);
  if (last !== undefined) {
    if (last.toNs > toNs) last.toNs = -1;
    if (last.serviceFromNs > toNs) last.serviceFromNs = last.serviceToNs = -1;
    if (last.blockedNs > toNs) last.blockedNs = -1;
    if (last.callingNs > toNs) last.callingNs = -1;
  }
  keep(way.parts, ({ madeNs }) => madeNs <= toNs);
  for (const part of way.parts) takeBack(part, toNs);
}

function keep<T>(items: T[], isKept: (item: T) => boolean): void {
  items.splice(0, items.length, ...items.filter(isKept));
}
