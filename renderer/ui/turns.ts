import { flushSync } from 'react-dom';

/** Nobody sees anything brought up to date more often than this. */
const EVERY_MS = 100;
/** Of a picture's time, what is spent on figures and charts; the rest belongs to what moves, and to the hand. */
const BUDGET_MS = 1;
/** Where pictures come slowly, each has to bring more, or what is read would lag behind what is seen. */
const BUDGET_SHARE = 0.015;
/** For those who have waited so long there is more, but not for all of them at once: that would make a slow picture slower. */
const LATE_MS = 400;
const LATE_BUDGET_MS = 6;
/** Weight of the newest time that one has taken in what it is expected to take. */
const NEWEST = 0.3;

/** The part of a page that is used here, so that tests can put their own in its place. */
export interface Pictures {
  readonly nowMs: () => number;
  readonly beforeNext: (callback: () => void) => void;
  /** Brings the page up to date before it returns, so that what it costs is known before the next one has its turn. */
  readonly atOnce: (refresh: () => void) => void;
}

/** The place in line of one thing on the screen that follows the run. */
export interface Turn {
  /** Something new is to be shown: `refresh` is called when it is its turn. */
  readonly ask: () => void;
  /** It was shown otherwise, or is gone. */
  readonly drop: () => void;
}

interface Waiting {
  readonly refresh: () => void;
  servedMs: number;
  askedMs: number;
  /** What it usually costs. */
  costMs: number;
}

/**
 * Spreads figures and charts over pictures, so that no picture has to wait until all of them are drawn: each picture brings those up to
 * date that have waited longest, as many as fit into its budget and at least one.
 */
export class Turns {
  private readonly asked = new Set<Waiting>();
  private isAwaited = false;
  private awaitedMs = 0;

  constructor(private readonly pictures: Pictures) {}

  take(refresh: () => void): Turn {
    const waiting: Waiting = { refresh, servedMs: -Infinity, askedMs: 0, costMs: 0 };
    return {
      ask: () => {
        if (!this.asked.has(waiting)) waiting.askedMs = this.pictures.nowMs();
        this.asked.add(waiting);
        this.wait();
      },
      drop: () => {
        this.asked.delete(waiting);
        waiting.servedMs = this.pictures.nowMs();
      },
    };
  }

  private wait(): void {
    if (this.isAwaited) return;
    this.isAwaited = true;
    this.awaitedMs = this.pictures.nowMs();
    this.pictures.beforeNext(this.picture);
  }

  private readonly picture = (): void => {
    this.isAwaited = false;
    const beganMs = this.pictures.nowMs();
    const budgetMs = Math.max(BUDGET_MS, BUDGET_SHARE * (beganMs - this.awaitedMs));
    let nowMs = beganMs;
    try {
      for (let next = this.next(beganMs); next !== undefined; next = this.next(beganMs)) {
        // The first may cost what it wants, for it has to be drawn some time.
        const mayCostMs = beganMs - next.askedMs < LATE_MS ? budgetMs : Math.max(budgetMs, LATE_BUDGET_MS);
        if (nowMs > beganMs && nowMs - beganMs + next.costMs > mayCostMs) break;
        const startMs = nowMs;
        this.asked.delete(next);
        next.servedMs = beganMs;
        this.pictures.atOnce(next.refresh);
        nowMs = this.pictures.nowMs();
        next.costMs += NEWEST * (nowMs - startMs - next.costMs);
      }
    } finally {
      if (this.asked.size > 0) this.wait();
    }
  };

  /** Who has waited longest of those that may be seen anew. */
  private next(nowMs: number): Waiting | undefined {
    let longest: Waiting | undefined;
    for (const each of this.asked) {
      if (nowMs - each.servedMs >= EVERY_MS && (longest === undefined || each.servedMs < longest.servedMs)) longest = each;
    }
    return longest;
  }
}

export const turns = new Turns({ nowMs: () => performance.now(), beforeNext: (callback) => void requestAnimationFrame(callback), atOnce: flushSync });
