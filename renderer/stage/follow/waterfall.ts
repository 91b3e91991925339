import type { JobWay, Visit } from '../../../simulations/experiments/job-log';
import { piecesOf, type Piece } from '../../../simulations/experiments/spans';

/** A stretch of a job's way as one line of the waterfall: a stay at a station, a link that takes time, or an attempt or a copy. */
export type Step = Stay | Ride | Branch;

interface Stretch {
  /** How deep below the job: attempts and copies are one deeper than who made them. */
  readonly depth: number;
  readonly fromNs: number;
  /** Up to now, where it is not over. */
  readonly toNs: number;
  readonly isOver: boolean;
}
export interface Stay extends Stretch {
  readonly what: 'stay';
  readonly visit: Visit;
  /** Where it went from here, when that is known and has happened. */
  readonly next: Visit | null;
  /** The attempt or copy that stayed nowhere else, so that this line tells all of it. */
  readonly part: JobWay | null;
  readonly pieces: readonly Piece[];
}
export interface Ride extends Stretch {
  readonly what: 'ride';
  readonly link: number;
}
export interface Branch extends Stretch {
  readonly what: 'branch';
  readonly part: JobWay;
  /** Where it went first: the callee of an attempt; −1 while it is not there. */
  readonly station: number;
}

/** Everything of a job's way that has happened up to `nowNs`, in the order in which it began, attempts below the stay that made them. */
export function stepsOf(way: JobWay, nowNs: number): readonly Step[] {
  const steps: Step[] = [];
  addWay(way, new Set(way.parts.filter(({ madeNs }) => madeNs <= nowNs)), 0);
  return steps;

  function addWay(owner: JobWay, parts: Set<JobWay>, depth: number, part: JobWay | null = null): void {
    const endNs = owner.endNs < 0 ? Infinity : owner.endNs;
    owner.visits.forEach((visit, index) => {
      if (visit.fromNs > nowNs) return;
      const next = owner.visits[index + 1];
      const leftNs = visit.toNs < 0 ? endNs : visit.toNs;
      const isOver = leftNs <= nowNs;
      const toNs = isOver ? leftNs : nowNs;
      const children = [...parts].filter((part) => part.madeAt === visit.station && part.madeNs >= visit.fromNs && part.madeNs <= toNs);
      // A job goes through many stations in no time; those that held it are what one wants to see.
      if (part !== null || !isOver || toNs > visit.fromNs || visit.serviceFromNs >= 0 || children.length > 0) {
        const seen = next !== undefined && next.fromNs <= nowNs ? next : null;
        steps.push({ what: 'stay', depth, fromNs: visit.fromNs, toNs, isOver, visit, next: seen, part, pieces: piecesOf(clipped(visit, nowNs), toNs) });
      }
      for (const part of children) {
        parts.delete(part);
        addBranch(part, parts, depth + 1);
      }
      const arrivedNs = next?.fromNs ?? (owner.endNs >= 0 ? owner.endNs : Infinity);
      if (visit.toNs >= 0 && visit.toNs <= nowNs && arrivedNs > visit.toNs) {
        const isThere = arrivedNs <= nowNs;
        steps.push({ what: 'ride', depth, fromNs: visit.toNs, toNs: isThere ? arrivedNs : nowNs, isOver: isThere, link: next?.link ?? -1 });
      }
    });
  }

  function addBranch(part: JobWay, parts: Set<JobWay>, depth: number): void {
    const isOver = part.endNs >= 0 && part.endNs <= nowNs;
    const [first, second] = part.visits;
    if (first?.fromNs === part.madeNs && second === undefined && (part.endNs < 0 || first.toNs === part.endNs)) {
      addWay(part, parts, depth, part);
      return;
    }
    const station = first !== undefined && first.fromNs <= nowNs ? first.station : isOver ? part.endStation : -1;
    steps.push({ what: 'branch', depth, fromNs: part.madeNs, toNs: isOver ? part.endNs : nowNs, isOver, part, station });
    addWay(part, parts, depth);
  }
}

/** A visit without what has not happened yet. */
function clipped(visit: Visit, nowNs: number): Visit {
  const seen = (ns: number): number => (ns <= nowNs ? ns : -1);
  return { ...visit, serviceFromNs: seen(visit.serviceFromNs), callingNs: seen(visit.callingNs), blockedNs: seen(visit.blockedNs) };
}

/** True where the job has ended and that has been seen. */
export const hasEnded = (way: JobWay, nowNs: number): boolean => way.endNs >= 0 && way.endNs <= nowNs;

/** Where the job is now, in the run's order of stations; −1 when it has ended. */
export function stationOf(way: JobWay, nowNs: number): number {
  if (hasEnded(way, nowNs)) return -1;
  return way.visits.findLast(({ fromNs }) => fromNs <= nowNs)?.station ?? way.producer;
}
