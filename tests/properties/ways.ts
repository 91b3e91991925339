import { MOVE_STRIDE, Move, SHED_REASONS, What, rootOfJobId } from '../../simulations/engine/frame';
import { isWay } from '../../simulations/scenario/param-path';
import { linkId, type Scenario } from '../../simulations/scenario/scenario';
import { kindOf } from './some-values';

const CUT = SHED_REASONS.indexOf('cut');
/** Where an attempt or a copy is that no station has taken yet. */
const NOWHERE = -1;

export interface CountedJobs { made: number; served: number; good: number; failed: number; timedOut: number; shed: Record<string, number> }
const noJobs = (): CountedJobs => ({ made: 0, served: 0, good: 0, failed: 0, timedOut: 0, shed: {} });

interface Stay { station: number; atNs: number }

/**
 * Follows every job, attempt and copy by its moves alone, and counts again what the report says. Two rows may have one number on the screen (an
 * old attempt beside a new one), so each number has a list of places; which of two at one place goes first makes no difference to any sum.
 */
export class Ways {
  readonly jobs = noJobs();
  /** The same for each class. */
  readonly classes: CountedJobs[];
  readonly shed: Record<string, number>[];
  readonly staysNs: number[];
  latencySumNs = 0;
  latencyMaxNs = 0;
  /** What is wrong with the first move that cannot follow from those before it. */
  wrong = '';
  /** Two rows had the same number, and it did not show which of them moved: from here on only the ends can be counted. */
  isAmbiguous = false;
  private readonly where = new Map<number, Stay[]>();
  private readonly kinds: readonly string[];
  private readonly ids: readonly string[];
  private readonly deadlinesNs: readonly number[];
  private lastNs = 0;

  /** Links that take time are places, too, behind the stations; by the number of the link. */
  private readonly wires: readonly number[];

  constructor(private readonly scenario: Scenario) {
    this.wires = scenario.links.flatMap((link, index) => (isWay(link) ? [index] : []));
    this.ids = [...Object.keys(scenario.stations), ...this.wires.map((index) => linkId(scenario.links[index]!))];
    this.kinds = Object.values(scenario.stations).map(({ kind }) => kind);
    this.classes = Object.keys(scenario.classes).map(noJobs);
    this.deadlinesNs = Object.values(scenario.classes).map(({ deadlineS }) => (deadlineS === undefined ? Infinity : Math.round(deadlineS * 1e9)));
    this.shed = this.ids.map(() => ({}));
    this.staysNs = this.ids.map(() => 0);
  }

  /** Reads moves that are new; the figures count from `sinceNs` (−1: not yet). */
  read(moves: readonly number[], sinceNs: number, nowNs: number): void {
    for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
      const why = this.move(moves, m, sinceNs);
      if (why !== '' && this.wrong === '' && !this.isAmbiguous) this.wrong = `${why}: ${JSON.stringify(moves.slice(m, m + MOVE_STRIDE))} of ${this.ids[moves[m + Move.station]!]}`;
    }
    if (nowNs > sinceNs) this.restartAfter(sinceNs);
  }

  get hasWires(): boolean { return this.wires.length > 0; }

  /** How many are at each station now. */
  inside(): number[] {
    const inside = this.ids.map(() => 0);
    for (const stays of this.where.values()) for (const { station } of stays) if (station !== NOWHERE) inside[station]!++;
    return inside;
  }

  /** ∫ jobs inside dt up to now, and since the figures count. */
  areasNs(nowNs: number, sinceNs: number): number[] {
    const areas = [...this.staysNs];
    for (const stays of this.where.values()) for (const { station, atNs } of stays) if (station !== NOWHERE) areas[station]! += Math.max(0, nowNs - Math.max(atNs, sinceNs));
    return areas;
  }

  /** The warm-up is over: what happened at its very end belongs to it. Without one there is nothing to forget. */
  private restartAfter(sinceNs: number): void {
    if (sinceNs <= 0 || this.isRestarted) return;
    this.isRestarted = true;
    this.staysNs.fill(0);
    for (const jobs of [this.jobs, ...this.classes]) Object.assign(jobs, noJobs());
    this.shed.forEach((_, s) => { this.shed[s] = {}; });
    this.latencySumNs = this.latencyMaxNs = 0;
    for (const stays of this.where.values()) for (const stay of stays) stay.atNs = Math.max(stay.atNs, sinceNs);
  }

  private isRestarted = false;
  private move(moves: readonly number[], m: number, sinceNs: number): string {
    const timeNs = moves[m + Move.timeNs]!;
    if (timeNs > sinceNs) this.restartAfter(sinceNs);
    if (timeNs < this.lastNs) return 'out of time';
    this.lastNs = timeNs;
    const what = moves[m + Move.what]! & 15;
    const id = moves[m + Move.job]!;
    const station = moves[m + Move.station]!;
    const stays = this.where.get(id) ?? [];
    if (what === What.made || what === What.asked || what === What.copied) {
      if (what === What.made && (stays.length > 0 || moves[m + Move.bornNs] !== timeNs)) return 'made twice, or not now';
      this.where.set(id, [...stays, { station: what === What.made ? station : NOWHERE, atNs: timeNs }]);
      if (what === What.made) for (const jobs of [this.jobs, this.classes[moves[m + Move.what]! >> 4]!]) jobs.made++;
      return '';
    }
    if (what === What.blocked || what === What.serving || what === What.calling) return stays.some((stay) => stay.station === station) ? '' : 'it is not there';
    if (stays.length === 0) return 'moves after its end or before it was made';
    const at = this.leaves(moves, m, stays);
    if (at < 0) return `it is at ${stays.map((stay) => this.ids[stay.station] ?? 'no place').join(' and ')}`;
    const [from] = stays.splice(at, 1) as [Stay];
    if (from.station !== NOWHERE) this.staysNs[from.station]! += timeNs - from.atNs;
    if (what === What.entered) stays.push({ station, atNs: timeNs });
    else if (what === What.sent) stays.push({ station: this.wireOf(moves[m + Move.link]!), atNs: timeNs });
    else this.ends(moves, m, what, station);
    if (stays.length === 0) this.where.delete(id);
    return '';
  }

  /** From which of its places a row goes; −1: it cannot have come from any. */
  private leaves(moves: readonly number[], m: number, stays: readonly Stay[]): number {
    const { links } = this.scenario;
    const station = moves[m + Move.station]!;
    const what = moves[m + Move.what]! & 15;
    const link = links[moves[m + Move.link]!];
    const placeOf = (s: number): number => stays.findIndex((stay) => stay.station === s);
    if (link === undefined) {
      // What is called back from a link that takes time ends at the end of it, and the job of a fork goes on at its join.
      const onTheWay = stays.findIndex((stay) => links[this.wires[stay.station - this.kinds.length] ?? -1]?.to === this.ids[station]);
      if (stays.length > 1 && (onTheWay >= 0 || placeOf(station) < 0)) this.isAmbiguous = true;
      if (placeOf(station) >= 0) return placeOf(station);
      if (onTheWay >= 0) return onTheWay;
      if (this.kinds[station] === 'topic') return placeOf(NOWHERE);
      return this.kinds[station] === 'join' ? stays.findIndex((stay) => this.kinds[stay.station] === 'fork') : -1;
    }
    const isLost = what === What.withdrawn || (what === What.shed && moves[m + Move.detail] === CUT);
    if (this.ids[station] !== link.to && !(isLost && this.ids[station] === link.from)) return -1;
    const wire = this.wireOf(moves[m + Move.link]!);
    if (wire >= 0 && what !== What.sent && placeOf(wire) >= 0) return placeOf(wire);
    if (link.call !== undefined) return placeOf(NOWHERE);
    const from = this.ids.indexOf(link.from);
    if (placeOf(from) >= 0) return placeOf(from);
    if (stays.length > 1) this.isAmbiguous = true;
    if (placeOf(NOWHERE) >= 0) return placeOf(NOWHERE);
    // What hands a job through in the instant is no stop of its own.
    return kindOf(this.kinds[from]!).instant === true ? 0 : -1;
  }

  private wireOf(link: number): number {
    const at = this.wires.indexOf(link);
    return at < 0 ? -1 : this.kinds.length + at;
  }

  private ends(moves: readonly number[], m: number, what: number, station: number): void {
    const id = moves[m + Move.job]!;
    const isJob = rootOfJobId(id) === id;
    const shed = what === What.shed ? SHED_REASONS[moves[m + Move.detail]!]! : '';
    if (shed !== '') this.shed[station]![shed] = (this.shed[station]![shed] ?? 0) + 1;
    if (!isJob) return;
    for (const jobs of [this.jobs, this.classes[moves[m + Move.what]! >> 4]!]) {
      if (shed !== '') jobs.shed[shed] = (jobs.shed[shed] ?? 0) + 1;
      if (what === What.failed) jobs.failed++;
      if (what === What.timedOut) jobs.timedOut++;
      if (what !== What.served) continue;
      jobs.served++;
      if (moves[m + Move.timeNs]! <= moves[m + Move.bornNs]! + this.deadlinesNs[moves[m + Move.what]! >> 4]!) jobs.good++;
    }
    if (what !== What.served) return;
    const latencyNs = moves[m + Move.timeNs]! - moves[m + Move.bornNs]!;
    this.latencySumNs += latencyNs;
    this.latencyMaxNs = Math.max(this.latencyMaxNs, latencyNs);
  }
}
