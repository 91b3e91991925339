import type { FrameView } from '../../simulations/engine/frame-view';
import type { EngineLink } from './engine-link';
import { FramePace } from './frame-pace';
import type { FrameAnswer, FrameRequest } from './protocol';
import type { FrameSpan } from './run-snapshot';
import type { RunSurroundings } from './run-surroundings';
import { StageClock } from './stage-clock';

const IN_FLIGHT_MAX = 2;
/** The engine's part of the time of a picture, for each of the two requests. */
const BUDGET_SHARE = 0.6;
const BUDGET_MS_MIN = 12;
const BUDGET_MS_MAX = 60;
/** A stall, or a tab that was away, counts as this much screen time. */
const PICTURE_MS_MAX = 250;
const PICTURE_MS = 1000 / 60;
/** The engine is this much ahead of the picture. */
const LEAD_PICTURES = 2.5;
const LEAD_MS_MIN = 40;
const LEAD_MS_MAX = 400;
const LEAD_MS_AT_MAX = 100;
/** A single step is shown for this long, so that the way of the job is seen. */
const STEP_MS = 400;
/** Long enough for every dot to come to the end of its way, however many stations lie on it at once. */
const LANDING_MS = 1200;

/** One request for a frame that has not been answered. */
export interface Asked {
  readonly speed: number;
  /** The dots land: its frame is shown for a while although no model time passes. */
  readonly lands?: boolean;
  /** Nobody sees it: the run is on its way back to a place in its history. */
  readonly isUnseen?: boolean;
  readonly resolve: (() => void) | null;
}

/** What playback has to know of the run, and whom it tells of pictures. */
export interface Played {
  readonly run: () => number;
  readonly isPlaying: () => boolean;
  /** Executed so far. */
  readonly events: () => number;
  /** Why it stopped by itself, or ''. */
  readonly stopped: () => string;
  /** False between two runs: there is nobody to ask. */
  readonly mayAsk: () => boolean;
  readonly wantsKeyframe: () => boolean;
  /** `isOver`: it had stopped by itself, and its end has been seen. */
  readonly onPicture: (nowMs: number, isOver: boolean) => void;
}

/** Asks the engine for model time in step with the screen: never more than two frames are on their way. */
export class Playback {
  readonly clock = new StageClock();
  readonly pace = new FramePace();
  speed = 1;
  /** The job whose moves are wished for whatever the speed; 0: nobody's. */
  watched = 0;
  private asked: Asked[] = [];
  /** Paused, and the last frame of this stretch is still to be fetched. */
  private comesToRest = false;
  private flies = false;
  private requestedNs = 0;
  private readonly buffers: ArrayBuffer[] = [];
  private cancelPicture: (() => void) | null = null;
  private pictureMs = PICTURE_MS;
  private lastPictureMs = 0;
  private lastFrameMs = 0;

  constructor(private readonly link: EngineLink, private readonly surroundings: RunSurroundings, private readonly played: Played) {}

  /** Another history, or the same one from another time. */
  beginAt(nowNs: number): void {
    this.clock.reset(nowNs);
    this.requestedNs = nowNs;
  }

  /** The speed and the share of jobs in which frames are wished for. */
  setSpeed(speed: number): void {
    this.speed = speed;
    this.pace.fit(speed);
  }

  step(): Promise<void> {
    return new Promise((resolve) => {
      this.asked.push({ speed: this.speed, resolve });
      const buffer = this.buffers.pop() ?? null;
      this.link.post({ kind: 'step', ...this.frameWish(), buffer }, buffer === null ? [] : [buffer]);
    });
  }

  /** The request that is answered now. */
  takeAsked(): Asked | undefined {
    return this.asked.shift();
  }

  giveBack(buffer: ArrayBuffer): void {
    this.buffers.push(buffer);
  }

  /** The worker is gone, and with it every answer. */
  lost(): void {
    for (const { resolve } of this.asked) resolve?.();
    this.asked = [];
    this.buffers.length = 0;
  }

  /** A frame came: for how long, and when, it is shown. */
  deliver(view: FrameView, answer: FrameAnswer, asked: Asked): FrameSpan {
    const nowMs = this.surroundings.nowMs();
    const sinceLastMs = Math.min(Math.max(nowMs - this.lastFrameMs, 1), PICTURE_MS_MAX);
    this.lastFrameMs = nowMs;
    if (!answer.step) this.pace.saw(view, sinceLastMs, answer.reached, asked.speed);
    const span = this.clock.deliver(view.nowNs, asked.lands === true ? LANDING_MS : this.shownMs(view, answer, asked.speed));
    if (this.asked.length === 0) this.requestedNs = view.nowNs;
    return span;
  }

  /** What follows a frame that was shown. */
  goOn(): void {
    this.comeToRest();
    this.pump();
    this.wake();
  }

  /** Stage time for which a frame is shown. What takes longer to make than the speed asks for is shown for as long as it takes. */
  private shownMs(view: FrameView, { step, reached }: FrameAnswer, speed: number): number {
    const modelMs = (view.nowNs - this.clock.deliveredNs) / 1e6;
    if (modelMs <= 0 && !step) return 0;
    if (step) return this.clock.aheadMs > STEP_MS ? PICTURE_MS : STEP_MS;
    return reached && speed !== Infinity ? modelMs / speed : Math.max(modelMs / speed, this.pace.evenMs(modelMs));
  }

  /** Asks for as much model time as the picture will need next, with at most two requests on their way. */
  pump(): void {
    const { played, speed } = this;
    if (!played.isPlaying() || !played.mayAsk() || played.stopped() !== '') return;
    // As fast as it goes, a little lead is a lot of model time that a pause cannot take back.
    const leadMsMax = speed === Infinity ? LEAD_MS_AT_MAX : LEAD_MS_MAX;
    const leadMs = Math.min(Math.max(LEAD_MS_MIN, LEAD_PICTURES * this.pictureMs), leadMsMax);
    while (this.asked.length < IN_FLIGHT_MAX) {
      const missingMs = leadMs - this.clock.aheadMs;
      if (missingMs <= 0) return;
      let toNs = Infinity;
      if (speed !== Infinity) {
        toNs = Math.round(this.clock.deliveredNs + missingMs * speed * 1e6);
        if (toNs <= this.requestedNs) return;
        this.requestedNs = toNs;
      }
      this.request({ toNs });
    }
  }

  /** The present state once more, without going on: also where more would happen at this very time. */
  refresh(): void {
    if (this.played.mayAsk()) this.request({ toNs: this.clock.deliveredNs, toEvents: this.played.events() });
  }

  /** The state in which a run begins, with all that happens at once. */
  showBeginning(): void {
    this.request({ toNs: this.clock.deliveredNs });
  }

  /** The last frame of this stretch is fetched as soon as what is on its way has come. `flies`: dots are in the air, whose landing is to be seen. */
  rest(flies: boolean): void {
    this.comesToRest = true;
    this.flies = flies;
    this.comeToRest();
  }

  forgetRest(): void {
    this.comesToRest = false;
  }

  /**
   * The figures reach up to the pause. At a speed at which no dot can be followed, and where the run itself has come to
   * its end, the picture comes to its end too: a stream frozen in mid-air would hide who is where.
   */
  private comeToRest(): void {
    // What is on its way comes first; there are never more than two.
    if (!this.comesToRest || this.played.isPlaying() || this.asked.length > 0 || !this.played.mayAsk()) return;
    this.comesToRest = false;
    this.request({ toNs: this.clock.deliveredNs, toEvents: this.played.events(), rest: true, lands: this.flies && (this.speed === Infinity || this.pace.sampleEvery > 1 || this.played.stopped() !== '') });
  }

  /** On the way to a place in the history, unseen. */
  hurry(toNs: number, toEvents: number): void {
    this.request({ toNs, toEvents, isUnseen: true });
  }

  private request({ toNs, toEvents = Infinity, rest = false, lands = false, isUnseen = false }: {
    readonly toNs: number; readonly toEvents?: number; readonly rest?: boolean; readonly lands?: boolean; readonly isUnseen?: boolean;
  }): void {
    const withKeyframe = !isUnseen && this.played.isPlaying() && this.played.wantsKeyframe();
    this.asked.push({ speed: this.speed, resolve: null, lands, isUnseen });
    const buffer = this.buffers.pop() ?? null;
    const budgetMs = Math.min(Math.max(BUDGET_MS_MIN, BUDGET_SHARE * this.pictureMs), BUDGET_MS_MAX);
    const wish = isUnseen ? { ...this.frameWish(), sampleEvery: sampleOnTheWay(this.watched) } : this.frameWish();
    this.link.post({ kind: 'advance', toS: toNs / 1e9, toEvents, budgetMs, withKeyframe, rest, ...wish, buffer }, buffer === null ? [] : [buffer]);
  }

  private frameWish(): Omit<FrameRequest, 'buffer'> {
    return { run: this.played.run(), sampleEvery: this.pace.sampleEvery, watched: this.watched, windowS: this.pace.windowS };
  }

  /** Pictures follow each other while something moves. */
  wake(): void {
    const moves = this.played.isPlaying() || this.clock.aheadMs > 0;
    if (!moves || this.cancelPicture !== null) return;
    this.lastPictureMs = this.surroundings.nowMs();
    this.cancelPicture = this.surroundings.beforeNextPicture(this.picture);
  }

  private readonly picture = (): void => {
    this.cancelPicture = null;
    const nowMs = this.surroundings.nowMs();
    const passedMs = Math.min(Math.max(nowMs - this.lastPictureMs, 0), PICTURE_MS_MAX);
    // A slow screen is believed at once, a quick one after a while: too much lead is not seen, too little is.
    this.pictureMs += (passedMs > this.pictureMs ? 0.5 : 0.05) * (passedMs - this.pictureMs);
    this.clock.advance(passedMs, this.played.isPlaying() && this.played.stopped() === '');
    this.pump();
    this.played.onPicture(nowMs, this.played.isPlaying() && this.played.stopped() !== '' && this.clock.aheadMs <= 0);
    this.wake();
  };

  dispose(): void {
    this.cancelPicture?.();
  }
}

/** Where nobody looks, only the moves of the job that is watched are written: of all others, those of every so-manieth, which no run has. */
export const sampleOnTheWay = (watched: number): number => (watched === 0 ? 0 : 2 ** 30);
