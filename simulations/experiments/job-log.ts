import { Move, SHED_REASONS, What } from '../engine/frame';
import { FrameView } from '../engine/frame-view';
import type { Run } from '../scenario/run-api';

/** A job's number is the station that made it, and which of its jobs it is, from 1. */
const SERIALS = 2 ** 40;

export type Outcome = 'served' | 'shed' | 'failed' | 'timedOut' | 'inside';

/** One job's whole way. Stations and links are indices in the scenario's order; times are whole ns; −1 is "not". */
export interface JobWay {
  readonly id: number;
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
}

const OUTCOMES: Readonly<Record<number, Outcome>> = { [What.served]: 'served', [What.shed]: 'shed', [What.failed]: 'failed', [What.timedOut]: 'timedOut' };

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
    for (const way of this.inside.values()) this.onEnd(way);
    this.inside.clear();
  }

  private take(n: Float64Array, at: number): void {
    const id = n[at + Move.job];
    const timeNs = n[at + Move.timeNs];
    const what = n[at + Move.what] & 15;
    const station = n[at + Move.station];
    if (what === What.made) {
      const producer = Math.floor(id / SERIALS);
      this.inside.set(id, {
        id, producer, serial: id - producer * SERIALS, jobClass: n[at + Move.what] >> 4, madeNs: n[at + Move.bornNs],
        endNs: -1, outcome: 'inside', reason: '', endStation: -1, visits: [{ ...NO_SERVICE, station, fromNs: timeNs }],
      });
      return;
    }
    const way = this.inside.get(id);
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
    } else if (outcome !== undefined) {
      way.endNs = timeNs;
      way.outcome = outcome;
      way.endStation = station;
      if (outcome === 'shed') way.reason = SHED_REASONS[n[at + Move.detail]] ?? '';
      this.inside.delete(id);
      this.onEnd(way);
    }
  }
}

const NO_SERVICE = { toNs: -1, serviceFromNs: -1, serviceToNs: -1, blockedNs: -1 };

/** Events between two looks at the frame: fewer moves than one stretch can hold. */
const SLICE_EVENTS = 4_000;

/** Runs to the end and reports every job. Answers false when `goOn` says so, between slices. */
export async function followJobs(run: Run, log: JobLog, goOn: () => boolean | Promise<boolean> = () => true): Promise<boolean> {
  const endS = run.scenario.warmupS + run.scenario.durationS;
  run.sampleJobs(1);
  let frame: Float64Array | undefined;
  for (let isDone = false; !isDone;) {
    isDone = run.advanceSome(endS, SLICE_EVENTS);
    frame = run.readFrame(frame);
    log.read(frame);
    if (!isDone && !await goOn()) return false;
  }
  log.finish();
  return true;
}
