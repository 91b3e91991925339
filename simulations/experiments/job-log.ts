import { Move, SHED_REASONS, What, originOfJobId, rootOfJobId, serialOfJobId, type ShedReason } from '../engine/frame';
import { FrameView } from '../engine/frame-view';
import type { Run } from '../scenario/run-api';

/** A job's number on the screen begins with which of its attempts or copies this is. */
const VARIANTS = 2 ** 42;

/** Only attempts and copies are withdrawn: nobody wanted their answer any more. */
export type Outcome = 'served' | 'shed' | 'failed' | 'timedOut' | 'withdrawn' | 'inside';

/** One job's whole way. Stations and links are indices in the scenario's order; times are whole ns; −1 is "not". */
export interface JobWay {
  readonly id: number;
  /** 0: the job itself; else one of its attempts or copies, which begins where it is first seen. */
  readonly variant: number;
  /** "attempt 2", "copy 1"; '' for the job itself. */
  readonly called: string;
  readonly producer: number;
  readonly serial: number;
  readonly jobClass: number;
  /** What it is about; 0 where it has no key, and where it was inside already when it was first heard of. */
  readonly key: number;
  readonly madeNs: number;
  /** Of an attempt or a copy: the station that made it. */
  readonly madeAt: number;
  /** False: it was inside already when it was first heard of, so that its way begins later than it did. */
  readonly isWhole: boolean;
  endNs: number;
  outcome: Outcome;
  /** Why it was shed, or ''. */
  reason: ShedReason | '';
  /** Where it ended. */
  endStation: number;
  readonly visits: Visit[];
  /** Its attempts and copies. One that outlives the job goes on being written here. */
  readonly parts: JobWay[];
}

export interface Visit {
  readonly station: number;
  /** Over which it came. */
  readonly link: number;
  /** Its slot or its cell; in a queue as many as stood there before it. */
  readonly place: number;
  /** The job that left this station in the very moment in which this one came from where it waited; −1 where none did. */
  readonly freedBy: number;
  readonly fromNs: number;
  toNs: number;
  /** When its service began and should end; −1 where it was not served. */
  serviceFromNs: number;
  serviceToNs: number;
  /** Since when it was finished and could not be handed over. */
  blockedNs: number;
  /** Since when it kept its place because its calls were under way. */
  callingNs: number;
}

const OUTCOMES: Readonly<Record<number, Outcome>> = { [What.served]: 'served', [What.shed]: 'shed', [What.failed]: 'failed', [What.timedOut]: 'timedOut', [What.withdrawn]: 'withdrawn' };

/** Puts the moves of frames together to ways, one for each job. */
export class JobLog {
  private readonly inside = new Map<number, JobWay>();
  /** By station: who left it last, and when. */
  private readonly lastOut = new Map<number, { id: number; atNs: number }>();

  /** Of more than `jobsMax` jobs, attempts and copies inside, the later ones are not written down. */
  constructor(
    private readonly onEnd: (way: JobWay) => void, private readonly onMove?: (numbers: Float64Array, at: number) => void,
    private readonly jobsMax = Infinity, private readonly onMade?: (way: JobWay) => void,
  ) {}

  get size(): number { return this.inside.size; }

  /** Of one that is inside; undefined where it is not known. */
  way(id: number): JobWay | undefined { return this.inside.get(id); }

  /** One that was inside before anything was written down, as it was met at a station, in service until `serviceToNs`; −1: on its way (it is served by nobody). */
  takeUp(id: number, jobClass: number, madeNs: number, station: number, nowNs: number, serviceToNs = -1): JobWay {
    const way = { ...wayOf(id, jobClass, madeNs, -1), isWhole: false };
    if (station >= 0) way.visits.push({ ...NO_SERVICE, station, fromNs: nowNs, ...(serviceToNs < 0 ? {} : { serviceFromNs: nowNs, serviceToNs }) });
    this.inside.set(id, way);
    return way;
  }

  /** Goes on with a way that another log began. */
  goOn(way: JobWay): void {
    for (const each of [way, ...way.parts]) if (each.endNs < 0) this.inside.set(each.id, each);
  }

  /** Forgets the jobs of which nothing more will be heard. */
  keepOnly(isHeard: (id: number) => boolean): void {
    for (const id of this.inside.keys()) if (!isHeard(id)) this.inside.delete(id);
  }

  /** `isKnown`: a move that was written down before. */
  read(frame: Float64Array, isKnown?: (job: number, timeNs: number) => boolean): void {
    const view = new FrameView(frame);
    for (let m = 0; m < view.moves; m++) {
      if (isKnown?.(frame[view.moveAt(m) + Move.job], frame[view.moveAt(m) + Move.timeNs]) === true) continue;
      this.onMove?.(frame, view.moveAt(m));
      this.take(frame, view.moveAt(m));
    }
  }

  /** Those that are still inside when the run has ended, as far as they came. */
  finish(): void {
    for (const way of this.inside.values()) if (way.variant === 0) this.onEnd(way);
    this.inside.clear();
  }

  private take(n: Float64Array, at: number): void {
    const id = n[at + Move.job];
    const timeNs = n[at + Move.timeNs];
    const what = n[at + Move.what] & 15;
    const station = n[at + Move.station];
    if (what === What.made) {
      if (this.inside.size >= this.jobsMax) return;
      const made = { ...wayOf(id, n[at + Move.what] >> 4, n[at + Move.bornNs], -1, n[at + Move.detail]), visits: [{ ...NO_SERVICE, station, fromNs: timeNs }] };
      this.inside.set(id, made);
      this.onMade?.(made);
      return;
    }
    const way = this.inside.get(id) ?? this.newPart(n, at);
    if (way === undefined) return;
    const present = way.visits.at(-1);
    const outcome = OUTCOMES[what];
    // One that set out over a link that takes time has left already.
    if ((what === What.entered || what === What.sent || outcome !== undefined) && present !== undefined && present.toNs < 0) this.leave(present, id, timeNs);
    if (what === What.entered) {
      const untilNs = n[at + Move.untilNs];
      const out = this.lastOut.get(station);
      const came = { station, link: n[at + Move.link], place: n[at + Move.detail], freedBy: out?.atNs === timeNs ? out.id : -1, fromNs: timeNs };
      way.visits.push({ ...NO_SERVICE, ...came, ...(untilNs > 0 ? { serviceFromNs: timeNs, serviceToNs: untilNs } : {}) });
    } else if (what === What.serving && present !== undefined) {
      if (present.serviceFromNs < 0) present.serviceFromNs = timeNs;
      present.serviceToNs = n[at + Move.untilNs];
    } else if (what === What.blocked && present !== undefined) {
      present.blockedNs = timeNs;
    } else if (what === What.calling && present !== undefined) {
      if (present.callingNs < 0) present.callingNs = timeNs;
    } else if (outcome !== undefined) {
      way.endNs = timeNs;
      way.outcome = outcome;
      way.endStation = station;
      if (outcome === 'shed') way.reason = SHED_REASONS[n[at + Move.detail]] ?? '';
      this.inside.delete(id);
      if (way.variant === 0) this.onEnd(way);
    }
  }

  private leave(visit: Visit, id: number, atNs: number): void {
    visit.toNs = atNs;
    const out = this.lastOut.get(visit.station);
    if (out === undefined) {
      this.lastOut.set(visit.station, { id, atNs });
    } else {
      out.id = id;
      out.atNs = atNs;
    }
  }

  private newPart(n: Float64Array, at: number): JobWay | undefined {
    const id = n[at + Move.job];
    const root = this.inside.get(rootOfJobId(id));
    if (root === undefined || this.inside.size >= this.jobsMax) return undefined;
    const what = n[at + Move.what] & 15;
    // Of a job that was taken up on its way there may be parts that were made before.
    const called = what === What.copied ? `copy ${n[at + Move.detail]}` : what === What.asked ? `attempt ${n[at + Move.detail]}` : 'part';
    const part = { ...wayOf(id, n[at + Move.what] >> 4, n[at + Move.timeNs], n[at + Move.station], root.key), called };
    root.parts.push(part);
    this.inside.set(id, part);
    return part;
  }
}

function wayOf(id: number, jobClass: number, madeNs: number, madeAt: number, key = 0): JobWay {
  return {
    id, variant: Math.floor(id / VARIANTS), called: '', producer: originOfJobId(id), serial: serialOfJobId(id), jobClass, key, madeNs, madeAt, isWhole: true,
    endNs: -1, outcome: 'inside', reason: '', endStation: -1, visits: [], parts: [],
  };
}

const NO_SERVICE = { link: -1, place: 0, freedBy: -1, toNs: -1, serviceFromNs: -1, serviceToNs: -1, blockedNs: -1, callingNs: -1 };

/** Events between two looks at the frame: fewer moves than one stretch can hold. */
export const SLICE_EVENTS = 4_000;

/** Asked between slices of a run whether it may go on. */
export type GoOn = (run: Run) => boolean | Promise<boolean>;

/** Runs to the end and reports every job. Answers false when it may not go on. */
export async function followJobs(run: Run, log: JobLog, goOn: GoOn = () => true): Promise<boolean> {
  const endS = run.scenario.warmupS + run.scenario.durationS;
  run.sampleJobs(1);
  let frame: Float64Array | undefined;
  for (let isDone = false; !isDone;) {
    isDone = run.advanceSome(endS, SLICE_EVENTS);
    frame = run.readFrame(frame);
    log.read(frame);
    if (!isDone && !await goOn(run)) return false;
  }
  log.finish();
  return true;
}
