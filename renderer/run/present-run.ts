import type { FrameView } from '../../simulations/engine/frame-view';
import type { Scenario } from '../../simulations/scenario/scenario';

/** What makes a run this one and no other: everything else in it follows, but for what is done by hand. */
export interface RunOrigin {
  readonly run: number;
  readonly scenario: Scenario;
  readonly seed: number;
}

/** The run that is shown: which one it is, what it began with, and what has become of it. */
export class PresentRun {
  /** Another number is another run, also when it begins with the same scenario and seed. */
  number = 0;
  seed = 0;
  begunWith: Scenario | null = null;
  /** What it has become. */
  scenario: Scenario | null = null;
  events = 0;
  made = 0;
  inside = 0;
  /** How much of what is done by hand to it has been done by where it is. */
  deedsMade = 0;
  /** Why it stopped by itself, or ''. */
  stopped = '';
  /** The engine holds another one, that nobody wants. */
  isReplaced = false;

  /** Null where there is no run. */
  get origin(): RunOrigin | null {
    return this.begunWith === null ? null : { run: this.number, scenario: this.begunWith, seed: this.seed };
  }

  /** Its figures come with its first frame. */
  begin({ run, scenario, seed }: RunOrigin): void {
    this.number = run;
    this.seed = seed;
    this.begunWith = scenario;
    this.deedsMade = 0;
  }

  /** There is none any more. The engine does not know, but of what it still sends nothing belongs to this number. */
  clear(number: number): void {
    this.number = number;
    this.begunWith = this.scenario = null;
    this.isReplaced = true;
    this.events = this.made = this.inside = this.deedsMade = 0;
    this.stopped = '';
  }

  /** The engine holds it, from its start or taken up again. */
  held(scenario: Scenario): void {
    this.isReplaced = false;
    this.scenario = scenario;
    this.stopped = '';
  }

  /** `scenario`: what it has become, where that is told. */
  saw({ events, made, inside, stopped }: FrameView, scenario: Scenario | null): void {
    this.events = events;
    this.made = made;
    this.inside = inside;
    this.stopped = stopped;
    if (scenario !== null) this.scenario = scenario;
  }
}
