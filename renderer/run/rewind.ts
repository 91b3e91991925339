import type { FrameView } from '../../simulations/engine/frame-view';
import type { RecordedAt } from '../../simulations/scenario/run-api';
import { Album, type AlbumPage } from './album';
import type { EngineLink } from './engine-link';
import type { Lifeline } from './lifeline';
import type { Measurements } from './measurements';
import type { Playback } from './playback';
import type { PresentRun, RunOrigin } from './present-run';
import { placeOf, type Deed, type FrameAnswer, type KeyframeAnswer } from './protocol';

/** A place in a run's history: a time or a number of events, whichever comes first. */
export interface Place {
  readonly toNs: number;
  readonly toEvents: number;
}

/** So many are simulated again in about a second. */
const GAP_EVENTS_MIN = 3_000_000;

/**
 * Takes a run to any place that it has come to: from the last keyframe before it the engine goes there unseen, and what was measured is
 * measured again from there on.
 */
export class Rewind {
  /** How far the run had come before it went back. */
  reachedNs = 0;
  private readonly album = new Album();
  private on: Place | null = null;
  private next: Place | null = null;
  private of: RunOrigin | null = null;

  /** `isHeldUp`: the engine is asked for another run; should that be refused, this one sets out again. */
  constructor(
    private readonly lifeline: Lifeline, private readonly measurements: Measurements, private readonly link: EngineLink, private readonly playback: Playback,
    private readonly present: Pick<PresentRun, 'deedsMade'>, private readonly isHeldUp: () => boolean,
  ) {}

  /** On the way. */
  get isOn(): boolean { return this.on !== null; }

  /** What was done by hand later in this history than where it is, or where it goes. */
  get deedsLater(): readonly Deed[] {
    const place = this.next ?? this.on;
    const deeds = this.lifeline.deedsAfter(null);
    if (place === null) return deeds.slice(this.present.deedsMade);
    const { toNs, toEvents } = place;
    // When it will be after so many events is not known before it is there.
    const isLater = ({ atS, afterEvents }: RecordedAt): boolean => atS > toNs / 1e9 || afterEvents > toEvents || (toNs === Infinity && afterEvents === toEvents);
    return deeds.filter((deed) => isLater(placeOf(deed)));
  }

  /** What had been measured later was not measured anew. */
  measureAnew(atNs: number): void {
    this.album.forgetAfter(atNs);
  }

  /** Another run. */
  begin(): void {
    this.forget();
    this.reachedNs = 0;
    this.album.clear();
  }

  /** Not on the way any more. */
  forget(): void {
    this.on = this.next = null;
  }

  /** A frame was shown, maybe with a keyframe. */
  saw(view: FrameView, keyframe: KeyframeAnswer | null): void {
    this.reachedNs = Math.max(this.reachedNs, view.nowNs);
    if (keyframe === null) return;
    const measured = this.measurements.keep();
    // Of what is measured, the batches of every station are what grows with the model.
    const bytes = keyframe.keyframe.state.byteLength + measured.steady.columns.reduce((sum, { byteLength }) => sum + byteLength, 0);
    this.album.add({ keyframe, nowNs: view.nowNs, events: view.events, measured, bytes });
  }

  /** Something was done by hand: from then on the history is another one. */
  branch(atNs: number): void {
    this.album.forgetAfter(atNs);
    this.reachedNs = Math.min(this.reachedNs, atNs);
  }

  /** The event before the one that it is at, or on its way to. */
  eventBefore(events: number): Place {
    const from = this.next ?? this.on;
    return { toNs: Infinity, toEvents: Math.max(0, (from !== null && from.toEvents !== Infinity ? from.toEvents : events) - 1) };
  }

  /** A wish that comes while another is on its way is next; the one before it is forgotten. */
  goTo(place: Place, of: RunOrigin): void {
    if (this.on === null) this.setOut(place, of);
    else this.next = place;
  }

  /** To where it stood when the engine was lost; as far as it had got with what was done last, which may not have been shown yet. */
  goBackToPresent(of: RunOrigin): void {
    const atNs = this.lifeline.deedsAfter(null).map((deed) => Math.round(placeOf(deed).atS * 1e9)).filter((ns) => ns > this.reachedNs);
    this.reachedNs = Math.max(this.reachedNs, ...atNs);
    this.goTo({ toNs: Math.max(this.playback.clock.deliveredNs, ...atNs), toEvents: Infinity }, of);
  }

  /** The engine was lost on the way, or what was done last was not known to it; that may have been before the place where it goes. */
  setOutAgain(): void {
    if (this.on !== null && this.of !== null) this.setOut({ ...this.on, toNs: Math.min(this.on.toNs, this.reachedNs) }, this.of);
  }

  /** The engine stands at the keyframe. */
  hurry(): void {
    if (this.on !== null && !this.isHeldUp()) this.playback.hurry(this.on.toNs, this.on.toEvents);
  }

  /** An unseen frame came; true when the run is where it was to go. */
  took(view: FrameView, { reached }: FrameAnswer): boolean {
    if (!reached && view.stopped === '') {
      this.hurry();
      return false;
    }
    const { next, of } = this;
    this.forget();
    if (next === null || of === null) return true;
    this.setOut(next, of);
    return false;
  }

  private setOut(place: Place, of: RunOrigin): void {
    const page = this.pageBefore(place);
    const keyframe = page?.keyframe ?? null;
    this.on = place;
    this.of = of;
    this.measurements.goBack(page?.measured ?? null);
    if (this.isHeldUp()) return;
    this.link.post({ kind: 'resume', ...of, keyframe: keyframe?.keyframe ?? null, deedsBefore: keyframe?.deedsMade ?? 0, later: this.lifeline.deedsAfter(keyframe) });
  }

  /** Where to set out from: if that is not far, from where all that lies between has been measured, so that the charts have no gap. */
  private pageBefore({ toNs, toEvents }: Place): AlbumPage | null {
    const nearest = this.album.before(toNs, toEvents);
    const measured = this.album.before(Math.min(toNs, this.measurements.measuredNs), toEvents);
    return (nearest?.events ?? 0) - (measured?.events ?? 0) > GAP_EVENTS_MIN ? nearest : measured;
  }
}
