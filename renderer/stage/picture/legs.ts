import { Move, SHED_REASONS, What, rootOfJobId } from '../../../simulations/engine/frame';
import { Callers } from './callers';
import { FlightLook, FlightMode } from './flight-ring';
import { Flyer, UNDER_WAY } from './flyer';
import { isPart } from './identity';
import { legTiming, travelMs } from './journeys';
import { trackOf } from './standing';

/** A fall takes longer than a ride, because it is what one should notice. */
const FALL_MS = 260;
const CUT = SHED_REASONS.indexOf('cut');

/** Makes flights of moves: each leg begins where and when the last one ended, so that no dot is ever lost or in two places. */
export class Legs extends Flyer {
  private readonly callers = new Callers();
  /** Copies that were made just now, of one job that has not come to where they are yet. */
  private readonly newCopies: number[] = [];

  /** But for one job, whose moves go on coming. */
  forgetAll(but = 0): void {
    this.journeys.keepOnly((job) => rootOfJobId(job) === but);
    this.callers.keepOnly((root) => root === but);
    this.newCopies.length = 0;
  }

  forgetJob(root: number): void {
    this.journeys.keepOnly((job) => rootOfJobId(job) !== root);
    this.callers.keepOnly((other) => other !== root);
  }

  clear(): void {
    this.forgetAll();
    this.seen.flights.clear();
    this.seen.slowFlights.clear();
    this.lastEndMs = -Infinity;
  }

  /** `row`: the station's in the layout. */
  move(n: Float64Array, o: number, atMs: number, what: number, row: number): void {
    const job = n[o + Move.job] ?? 0;
    const detail = n[o + Move.detail] ?? 0;
    const { journeys } = this;
    if (row < 0) {
      this.forget(job);
      return;
    }
    switch (what) {
      case What.made: journeys.put(job, atMs, row, -1); break;
      case What.asked: this.ask(n, o, atMs, job, row, detail); break;
      case What.copied: this.copy(atMs, job, row); break;
      case What.sent: this.send(n, o, atMs, job); break;
      case What.entered: this.enter(n, o, atMs, job, row, detail); break;
      case What.blocked:
      case What.serving: journeys.put(job, Math.max(journeys.endMs(job), -1), row, detail); break;
      case What.calling: this.callers.put(job, row); break;
      case What.withdrawn: this.recall(n, o, atMs, job, row); break;
      case What.served: this.end(n, o, atMs, job, row, FlightLook.served); break;
      case What.shed: this.end(n, o, atMs, job, row, FlightLook.shed); break;
      case What.failed: this.end(n, o, atMs, job, row, FlightLook.failed); break;
      case What.timedOut: this.end(n, o, atMs, job, row, FlightLook.timedOut); break;
    }
  }

  /** A request sets out from the cell of the job that it is made for. */
  private ask(n: Float64Array, o: number, atMs: number, job: number, row: number, tries: number): void {
    const { journeys } = this;
    const caller = this.callers.at(job, row);
    journeys.put(job, Math.max(atMs, journeys.station(caller) === row ? journeys.freeMs(caller) : atMs), row, Math.max(journeys.place(caller), 0));
    journeys.ask(job, n[o + Move.link] ?? -1, tries);
  }

  /** A copy is where its job is, or where that is just coming to. */
  private copy(atMs: number, job: number, row: number): void {
    const { journeys } = this;
    const root = rootOfJobId(job);
    const here = journeys.station(root) === row;
    journeys.put(job, here ? Math.max(journeys.endMs(root), atMs) : atMs, row, here ? journeys.place(root) : 0);
    if (this.newCopies[0] !== undefined && rootOfJobId(this.newCopies[0]) !== root) this.newCopies.length = 0;
    if (!here) this.newCopies.push(job);
  }

  /** Over a link that takes model time: the dot is on that clock. Where that is too short to be seen, the leg is flown when it arrives. */
  private send(n: Float64Array, o: number, atMs: number, job: number): void {
    const linkIndex = n[o + Move.link] ?? -1;
    const link = this.seen.rows.link(linkIndex);
    if (link < 0 || this.still) return;
    const fromNs = n[o + Move.timeNs] ?? 0;
    const untilNs = n[o + Move.untilNs] ?? 0;
    const path = this.ways.linkRow(link);
    if ((untilNs - fromNs) * this.paceMsPerNs < travelMs(this.ways.pathLength(path))) return;
    const f = this.flight;
    this.departFrom(job, this.seen.rows.linkFrom[linkIndex] ?? -1, false);
    f.look = FlightLook.job;
    f.toStation = -1;
    f.toPlace = 0;
    this.fly(n, o, job, path, FlightMode.onModelClock, fromNs / 1e9, (untilNs - fromNs) / 1e9, this.seen.slowFlights, fromNs / 1e9);
    this.journeys.put(job, atMs, this.seen.rows.linkFrom[linkIndex] ?? -1, UNDER_WAY);
  }

  private enter(n: Float64Array, o: number, atMs: number, job: number, row: number, detail: number): void {
    const { layout, lines, rows } = this.seen;
    const linkIndex = n[o + Move.link] ?? -1;
    const link = rows.link(linkIndex);
    const form = layout.stations[row]?.form;
    const place = form?.stand === 'cells' ? detail : form?.stand === 'belt' ? trackOf(job) : this.seen.placeAtEnd(job);
    const f = this.flight;
    f.toStation = row;
    // Gone again at the frame's end: it passed at the head.
    f.toPlace = form?.stand === 'line' ? lines.rank(row, form.tank === null ? place : detail) : Math.max(place, 0);
    f.look = FlightLook.job;
    this.callers.leave(job, this.journeys.station(job));
    const endMs = link < 0 ? Math.max(atMs, this.journeys.endMs(job)) : this.launch(n, o, atMs, job, this.ways.linkRow(link), rows.linkFrom[linkIndex] ?? -1, 0);
    this.journeys.put(job, endMs, row, Math.max(place, 0));
  }

  private end(n: Float64Array, o: number, atMs: number, job: number, row: number, look: number): void {
    const { rows } = this.seen;
    const linkIndex = n[o + Move.link] ?? -1;
    const link = rows.link(linkIndex);
    const from = rows.linkFrom[linkIndex] ?? -1;
    const f = this.flight;
    const asked = this.journeys.askedOver(job);
    const isAnswered = asked >= 0;
    f.look = look;
    f.toPlace = 0;
    f.toStation = look === FlightLook.served ? row : -1;
    let endMs = Math.max(atMs, this.journeys.endMs(job));
    const isLost = look === FlightLook.shed && n[o + Move.detail] === CUT;
    if (look === FlightLook.served || (isAnswered && !isLost)) {
      if (link >= 0) {
        if (isAnswered) f.look = FlightLook.job;
        f.toStation = row;
        endMs = this.launch(n, o, atMs, job, this.ways.linkRow(link), from, 0);
        this.journeys.put(job, endMs, row, 0);
      }
      if (isAnswered) this.answer(n, o, endMs, job, row, asked, look === FlightLook.served);
      else this.settle(job, row, endMs);
    } else if (link >= 0) {
      const isThere = this.journeys.place(job) === UNDER_WAY;
      this.launch(n, o, atMs, job, isLost ? this.ways.linkLossRow(link) : isThere ? this.ways.stationSpillRow(row) : this.ways.linkSpillRow(link), from, FALL_MS);
    } else {
      this.launch(n, o, atMs, job, this.ways.stationSpillRow(row), row, FALL_MS);
    }
    this.forget(job);
  }

  /** The answer goes back over the link of the request, from where it was found to the cell of the caller; what that does next is seen after it. */
  private answer(n: Float64Array, o: number, atMs: number, job: number, row: number, asked: number, isGood: boolean): void {
    const { rows } = this.seen;
    const link = rows.link(asked);
    const callerRow = rows.linkFrom[asked] ?? -1;
    if (link < 0 || callerRow < 0) return;
    const caller = this.callers.at(job, callerRow);
    const f = this.flight;
    f.look = isGood ? FlightLook.answer : FlightLook.noAnswer;
    // One that nobody waits for any more comes back all the same, but to no cell.
    f.toStation = this.callers.isCalling(job, callerRow) ? callerRow : -1;
    f.toPlace = Math.max(this.journeys.place(caller), 0);
    f.fromStation = row;
    f.fromPlace = this.journeys.station(job) === row ? Math.max(this.journeys.place(job), 0) : 0;
    const path = this.ways.linkRow(link);
    const delayNs = rows.linkDelayNs[asked] ?? 0;
    const wantedMs = travelMs(this.ways.pathLength(path));
    if (this.still) return;
    if (delayNs * this.paceMsPerNs > wantedMs) {
      const fromS = (n[o + Move.timeNs] ?? 0) / 1e9;
      this.fly(n, o, job, path, FlightMode.backwards | FlightMode.onModelClock, fromS, delayNs / 1e9, this.seen.slowFlights, fromS);
      return;
    }
    const { startMs, durationMs } = legTiming(atMs, atMs, wantedMs);
    this.fly(n, o, job, path, FlightMode.backwards, startMs, durationMs, this.seen.flights, atMs);
    this.journeys.holdUntil(caller, startMs + durationMs);
  }

  /** What was written to a log is seen there when it has landed; a job goes on from its join when its last copy has. */
  private settle(job: number, row: number, endMs: number): void {
    const root = rootOfJobId(job);
    if (isPart(job)) {
      this.journeys.holdUntil(root, endMs);
      return;
    }
    for (const copy of this.newCopies) if (rootOfJobId(copy) === root && this.journeys.station(copy) === row) this.journeys.land(copy, endMs);
  }

  /** Nobody waits for it any more. What never got into its callee, because the link is cut, is seen to be lost. */
  private recall(n: Float64Array, o: number, atMs: number, job: number, row: number): void {
    const linkIndex = n[o + Move.link] ?? -1;
    const link = this.seen.rows.link(linkIndex);
    if (link >= 0 && this.seen.rows.linkFrom[linkIndex] === row) {
      const f = this.flight;
      f.look = FlightLook.shed;
      f.toStation = -1;
      f.toPlace = 0;
      this.launch(n, o, atMs, job, this.ways.linkLossRow(link), row, FALL_MS);
    }
    this.forget(job);
  }

  private forget(job: number): void {
    this.callers.leave(job, this.journeys.station(job));
    this.journeys.forget(job);
  }
}
