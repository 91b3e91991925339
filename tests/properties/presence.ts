import { MOVE_STRIDE, SHED_REASONS, What, type ShedReason } from '../../simulations/engine/frame';

/** What a job does while it is at a station; where nothing is said of it, it waits. */
export type Doing = 'waits' | 'served' | 'blocked';

/** A stretch of a job's time at one station in which it does one thing. */
export interface Stretch { readonly station: number; readonly fromNs: number; readonly toNs: number; readonly doing: Doing }

/** A time that a kind measures, when it was over: a wait in a queue, a service, a delay. */
export interface Measured { readonly station: number; readonly jobClass: number; readonly atNs: number; readonly ns: number }

/** Something that is counted; only the end of a job is no count of a station alone. */
export interface Counted {
  readonly what: 'made' | 'arrived' | 'left' | 'served' | 'shed' | 'failed' | 'timedOut';
  readonly station: number;
  readonly jobClass: number;
  readonly atNs: number;
  readonly reason: ShedReason | '';
  readonly latencyNs: number;
}

interface Stay { readonly station: number; readonly fromNs: number; doing: Doing; sinceNs: number }

const SERVES = ['workers', 'delay'];
const ENDS: Readonly<Record<number, Counted['what']>> = { [What.served]: 'served', [What.shed]: 'shed', [What.failed]: 'failed', [What.timedOut]: 'timedOut' };

/**
 * Who was where, when and doing what, written down from the moves alone, of systems in which each job goes its way by itself: without copies,
 * calls, batches and links that take time. Nothing is added up here: whoever asks about a stretch of time looks at all that lies in it.
 */
export class Presence {
  readonly stretches: Stretch[] = [];
  readonly counted: Counted[] = [];
  readonly waits: Measured[] = [];
  readonly services: Measured[] = [];
  private readonly where = new Map<number, Stay>();

  /** `kinds`: of the stations, in the scenario's order. */
  constructor(private readonly kinds: readonly string[]) {}

  read(moves: readonly number[]): void {
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) this.move(moves.slice(m, m + MOVE_STRIDE));
  }

  /** Those that are still inside at the end. */
  finish(nowNs: number): void {
    for (const stay of this.where.values()) this.turn(stay, 'waits', nowNs);
  }

  private move(move: readonly number[]): void {
    const [atNs, job, bornNs, coded, station, link, detail] = move as [number, number, number, number, number, number, number];
    const what = coded & 15;
    const jobClass = coded >> 4;
    const count = (name: Counted['what'], at: number, reason: Counted['reason'] = ''): void => {
      this.counted.push({ what: name, station: at, jobClass, atNs, reason, latencyNs: atNs - bornNs });
    };
    if (what === What.made) {
      count('made', station);
      this.where.set(job, { station, fromNs: atNs, doing: 'waits', sinceNs: atNs });
      return;
    }
    const stay = this.where.get(job)!;
    if (what === What.blocked) {
      this.services.push({ station, jobClass, atNs, ns: atNs - stay.fromNs });
      this.turn(stay, 'blocked', atNs);
      return;
    }
    // It goes, or ends: here, or at the door of a station that it came to over a link.
    const endsHere = what !== What.entered && link < 0;
    if (stay.doing === 'served' && !(endsHere && what === What.shed)) this.services.push({ station: stay.station, jobClass, atNs, ns: atNs - stay.fromNs });
    if (!endsHere) {
      count('left', stay.station);
      if (this.kinds[stay.station] === 'queue') this.waits.push({ station: stay.station, jobClass, atNs, ns: atNs - stay.fromNs });
      count('arrived', station);
    }
    this.turn(stay, 'waits', atNs);
    this.where.delete(job);
    if (what !== What.entered) count(ENDS[what]!, station, what === What.shed ? SHED_REASONS[detail]! : '');
    else this.where.set(job, { station, fromNs: atNs, doing: SERVES.includes(this.kinds[station]!) ? 'served' : 'waits', sinceNs: atNs });
  }

  private turn(stay: Stay, doing: Doing, atNs: number): void {
    if (atNs > stay.sinceNs) this.stretches.push({ station: stay.station, fromNs: stay.sinceNs, toNs: atNs, doing: stay.doing });
    stay.doing = doing;
    stay.sinceNs = atNs;
  }
}
