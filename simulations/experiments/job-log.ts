import { Move, SHED_REASONS, What, originOfJobId, rootOfJobId } from '../engine/frame';
import { FrameView } from '../engine/frame-view';
import type { Run } from '../scenario/run-api';

/** A job's number on the screen ends with which of its producer's jobs it is, from 1. */
const SERIALS = 2 ** 32;
/** … and begins with which of its attempts or copies this is. */
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
  readonly madeNs: number;
  endNs: number;
  outcome: Outcome;
  /** Why it was shed, or ''. */
  reason: string;
  /** Where it ended. */
  endStation: number;
  readonly visits: Visit[];
  /** Its attempts and copies. One that outlives the job goes on being written here. */
  readonly parts: JobWay[];
}

export interface Visit {
  readonly station: number;
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

  constructor(private readonly onEnd: (way: JobWay) => void, private readonly onMove?: (numbers: Float64Array, at: number) => void) {}

  read(frame: Float64Array): void {
    const view = new FrameView(frame);
    for (let m = 0; m < view.moves; m++) {
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
      this.inside.set(id, { ...wayOf(id, n[at + Move.what] >> 4, n[at + Move.bornNs]), visits: [{ ...NO_SERVICE, station, fromNs: timeNs }] });
      return;
    }
    const way = this.inside.get(id) ?? this.newPart(n, at);
    if (way === undefined) return;
    const present = way.visits.at(-1);
    const outcome = OUTCOMES[what];
    if (what === What.entered || outcome !== undefined) {
      if (present !== undefined) present.toNs = timeNs;
    }
    if (what === What.entered) {
      const untilNs = n[at + Move.untilNs];
      way.visits.push({ ...NO_SERVICE, station, fromNs: timeNs, ...(untilNs > 0 ? { serviceFromNs: timeNs, serviceToNs: untilNs } : {}) });
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

  private newPart(n: Float64Array, at: number): JobWay | undefined {
    const id = n[at + Move.job];
    const root = this.inside.get(rootOfJobId(id));
    if (root === undefined) return undefined;
    const kind = (n[at + Move.what] & 15) === What.copied ? 'copy' : 'attempt';
    const part = { ...wayOf(id, n[at + Move.what] >> 4, n[at + Move.timeNs]), called: `${kind} ${n[at + Move.detail]}` };
    root.parts.push(part);
    this.inside.set(id, part);
    return part;
  }
}

function wayOf(id: number, jobClass: number, madeNs: number): JobWay {
  const root = rootOfJobId(id);
  return {
    id, variant: Math.floor(id / VARIANTS), called: '', producer: originOfJobId(id), serial: root % SERIALS, jobClass, madeNs,
    endNs: -1, outcome: 'inside', reason: '', endStation: -1, visits: [], parts: [],
  };
}

const NO_SERVICE = { toNs: -1, serviceFromNs: -1, serviceToNs: -1, blockedNs: -1, callingNs: -1 };

/** Events between two looks at the frame: fewer moves than one stretch can hold. */
const SLICE_EVENTS = 4_000;

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
