import { originOfJobId, serialOfJobId, type ShedReason } from '../../../simulations/engine/frame';
import type { JobWay } from '../../../simulations/experiments/job-log';
import type { Piece } from '../../../simulations/experiments/spans';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { linkId } from '../../../simulations/scenario/scenario';
import { listed, nameIn } from '../../document';
import { formatCount, formatDuration, formatModelTime } from '../../ui/format';
import { hasEnded, type Ride, type Stay, type Step } from './waterfall';

/** A job's way in words. Stations and links are told by their order in the run's scenario. */
export class FollowWords {
  private readonly ids: readonly string[];

  constructor(private readonly scenario: Scenario) {
    this.ids = Object.keys(scenario.stations);
  }

  /** "Orders 417"; an attempt or a copy is its job's. */
  job(id: number): string {
    return `${this.station(originOfJobId(id))} ${serialOfJobId(id).toString()}`;
  }

  station(index: number): string {
    const id = this.ids[index];
    return id === undefined ? '?' : nameIn(this.scenario, id);
  }

  className(index: number): string {
    return Object.keys(this.scenario.classes).length > 1 ? Object.keys(this.scenario.classes)[index] ?? '' : '';
  }

  /** "made at 12.345 s, due within 250 ms"; when, may not be known before. */
  born({ madeNs, jobClass, isWhole }: JobWay): string {
    const deadlineS = Object.values(this.scenario.classes)[jobClass]?.deadlineS;
    const due = deadlineS === undefined ? '' : `, due within ${formatDuration(deadlineS)}`;
    const made = madeNs === Infinity ? 'not made yet' : `made at ${atS(madeNs)}`;
    return `${this.className(jobClass) === '' ? '' : `${this.className(jobClass)}, `}${made}${due}${isWhole ? '' : '; followed from here on only'}`;
  }

  /** How it ended, or that it has not. */
  outcome(way: JobWay, nowNs: number): string {
    if (nowNs < way.madeNs) return 'not made yet at this time';
    if (!hasEnded(way, nowNs)) return `inside for ${formatDuration((nowNs - way.madeNs) / 1e9)} so far`;
    const after = `after ${formatDuration((way.endNs - way.madeNs) / 1e9)}`;
    if (way.outcome !== 'served') return `${END_WORDS[way.outcome]} at ${this.station(way.endStation)} ${after}${way.reason === '' ? '' : `: ${REASONS[way.reason]}`}`;
    const deadlineS = Object.values(this.scenario.classes)[way.jobClass]?.deadlineS;
    const lateS = deadlineS === undefined ? -1 : (way.endNs - way.madeNs) / 1e9 - deadlineS;
    return `served ${after}${deadlineS === undefined ? '' : lateS > 0 ? `: ${formatDuration(lateS)} late` : ': in time'}`;
  }

  /** What a step is called in the list. */
  name(step: Step): string {
    switch (step.what) {
      case 'stay': return step.part === null ? this.station(step.visit.station) : `${step.part.called} → ${this.station(step.visit.station)}`;
      case 'ride': return this.rideName(step);
      case 'branch': return step.station < 0 ? step.part.called : `${step.part.called} → ${this.station(step.station)}`;
    }
  }

  /** What happened in it, in a sentence. */
  says(step: Step): string {
    switch (step.what) {
      case 'stay': return [listed(step.pieces.map((piece) => this.piece(step, piece))), step.part === null ? '' : this.branch(step.part, step.isOver)].filter((words) => words !== '').join(': ');
      case 'ride': return 'on its way';
      case 'branch': return this.branch(step.part, step.isOver);
    }
  }

  private rideName({ link }: Ride): string {
    const spec = this.scenario.links[link];
    return spec === undefined ? 'On its way' : `${nameIn(this.scenario, spec.from)} → ${nameIn(this.scenario, spec.to)}`;
  }

  private branch(part: JobWay, isOver: boolean): string {
    if (!isOver) return 'no answer yet';
    if (part.outcome === 'served') return part.called.startsWith('copy') ? 'done' : 'answered';
    return `${END_WORDS[part.outcome]}${part.reason === '' ? '' : `: ${REASONS[part.reason]}`}`;
  }

  private piece(stay: Stay, { what, fromNs, toNs }: Piece): string {
    const took = formatDuration((toNs - fromNs) / 1e9);
    switch (what) {
      case 'wait': return this.wait(stay, took);
      case 'service': return `${SERVICE_WORDS[this.kind(stay.visit.station)] ?? 'served for'} ${took}`;
      case 'calls': return `waited ${took} for answers, keeping its worker`;
      case 'blocked': return `blocked ${took} by ${this.blocker(stay)}`;
    }
  }

  private wait(stay: Stay, took: string): string {
    switch (this.kind(stay.visit.station)) {
      case 'producer': return `held outside ${took} by ${this.blocker(stay)}`;
      case 'fork': return `waited ${took} for its copies`;
      case 'queue': {
        const { place } = stay.visit;
        const behind = place > 0 ? ` behind ${formatCount(place)} other${place === 1 ? '' : 's'}` : '';
        return `waited ${took}${behind}${this.freed(stay)}`;
      }
      default: return `waited ${took}${this.freed(stay)}`;
    }
  }

  /** Who stood in the way: the station that had no room, and the job that made some by leaving it. */
  private blocker(stay: Stay): string {
    const stations = stay.next === null ? this.waysOn(stay.visit.station) : [this.station(stay.next.station)];
    const who = stations.length === 0 ? 'what comes behind it' : listed(stations);
    return `${who}, which had no room${this.freed(stay)}`;
  }

  /** The job that left in the moment in which this one could go on. */
  private freed({ next }: Stay): string {
    return next === null || next.freedBy < 0 ? '' : ` until ${this.job(next.freedBy)} left ${this.station(next.station)}`;
  }

  private waysOn(station: number): readonly string[] {
    const id = this.ids[station];
    return this.scenario.links.filter(({ from, call }) => from === id && call === undefined).map(({ to }) => nameIn(this.scenario, to));
  }

  private kind(station: number): string {
    return this.scenario.stations[this.ids[station] ?? '']?.kind ?? '';
  }
}

/** The stations and links over which a job has gone, by their ids: where it is, and where it was. */
export function placesOf(steps: readonly Step[], way: JobWay, nowNs: number, { stations, links }: Scenario): { readonly here: readonly string[]; readonly been: readonly string[]; readonly links: readonly string[] } {
  const ids = Object.keys(stations);
  const visits = [way, ...way.parts].flatMap((each) => each.visits.filter(({ fromNs }) => fromNs <= nowNs));
  const isEnded = hasEnded(way, nowNs);
  const here = new Set(isEnded ? [] : steps.filter((step) => step.what === 'stay' && !step.isOver).map((step) => (step.what === 'stay' ? ids[step.visit.station] ?? '' : '')));
  const ended = isEnded && way.endStation >= 0 ? [ids[way.endStation] ?? ''] : [];
  const been = new Set([...visits.map(({ station }) => ids[station] ?? ''), ...ended].filter((id) => !here.has(id)));
  const over = visits.map(({ link }) => links[link]).filter((link) => link !== undefined);
  const last = isEnded ? links.find(({ from, to }) => from === ids[visits.at(-1)?.station ?? -1] && to === ids[way.endStation]) : undefined;
  return { here: [...here], been: [...been], links: [...new Set([...over, ...(last === undefined ? [] : [last])].map(linkId))] };
}

const atS = (ns: number): string => formatModelTime(ns / 1e9);

const END_WORDS: Readonly<Record<JobWay['outcome'], string>> = {
  served: 'served', shed: 'shed', failed: 'failed', timedOut: 'timed out', withdrawn: 'called back, nobody waits for it any more', inside: 'inside',
};

/** Why, in words that follow a colon. */
const REASONS: Readonly<Record<ShedReason, string>> = {
  full: 'full', capacity: 'the queue was made smaller', left: 'lost patience and left', expired: 'its deadline had passed', managed: 'dropped by queue management',
  limit: 'over the limit', breaker: 'the circuit breaker was open', cut: 'the link was cut', gate: 'the gate turned it away',
};

const SERVICE_WORDS: Readonly<Record<string, string>> = { delay: 'on its way for', cache: 'answered from the cache in', topic: 'in the log for' };
