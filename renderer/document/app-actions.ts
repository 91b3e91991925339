import type { ParamValue } from '../../simulations/engine/param';
import type { Result } from '../../simulations/scenario/problem';
import type { FaultSpec, LinkSpec, Scenario } from '../../simulations/scenario/scenario';
import type { EditOptions } from './document-store';
import type { Alignment, Direction, NewLink, Point } from './edits';

/**
 * Everything a user can ask the app for, in one place: buttons, keys, menus and gestures call the same functions.
 * What can be refused shows its problem by itself; the result is for those who want to mark the field as well.
 */
export interface AppActions extends EditActions, FollowActions {
  play(): void;
  pause(): void;
  playPause(): void;
  /** Pauses, then executes one event. */
  step(): void;
  /** One event back. */
  stepBack(): void;
  /** To any time that the run has come to; it rests there. From there it has the same history, until something is done by hand. */
  seek(toS: number): void;
  /** Something goes wrong from the run's present time on, for a while. */
  fault(fault: FaultSpec): Promise<Result<void>>;
  /** From the start again with the same seed and the scenario as it is edited now. */
  restart(): void;
  newSeed(): void;
  /** Model seconds per screen second; Infinity: as fast as it goes. */
  setSpeed(speed: number): void;
  slower(): void;
  faster(): void;

  /** These ask before they throw away unsaved changes. */
  newScenario(): void;
  openLibrary(id: string): void;
  open(): void;
  save(): void;
  saveAs(): void;

  fullScreen(): void;
  /** The picture takes the room of panels and charts, or gives it back; the headline figures and the transport stay. */
  enlargePicture(): void;
  setTheme(theme: ThemeChoice): void;
  showHelp(): void;
  /** All built-in scenarios, to choose one. */
  showLibrary(): void;
  /** Opens one of the library with its counterpart beside it. */
  openSideBySide(id: string): void;
  /** Another version runs beside this one, on the same requests; null: this one runs alone. */
  showBeside(version: Version | null): void;
  /** The counterpart of what is open, or what it was when it was opened; or nobody any more. */
  toggleBeside(): void;
  /** Says something to those who cannot see it. */
  announce(text: string): void;
  dismissProblems(): void;
}

/** How the window looks; `system`: light or dark as the computer is set. */
export type ThemeChoice = 'system' | 'dark' | 'light' | 'projector';

/** Something that what is edited can be compared with. */
export interface Version {
  readonly name: string;
  readonly scenario: Scenario;
}

/** Following one job on its way. Where there is none to follow, that is said. */
export interface FollowActions {
  /** A job that is seen, or the job of an attempt or a copy, by its number in the frames. `standing`: as it is met, when it may be new to us. */
  followJob(job: number, standing?: StandingJob): void;
  /** The next one that is made. */
  followNext(): void;
  /** Of the last that were served, the one that took longest. */
  followSlowest(): void;
  /** One that took between so many seconds: a bar of the histogram, a percentile. */
  followLatency(fromS: number, toS: number): void;
  followNobody(): void;
}

/** A job as it is seen standing at a station, which is told by its index in the run's order. */
export interface StandingJob {
  readonly job: number;
  readonly jobClass: number;
  readonly bornNs: number;
  readonly station: number;
}

/** What changes the document. Each is one step of undo. */
export interface EditActions {
  undo(): void;
  redo(): void;

  /** Sets `stations.inbox.capacityJobs` and the like. Successive edits with the same merge key, which stands for one gesture, are one undo step. */
  setParam(path: string, value: ParamValue, mergeKey?: string): Result<void>;
  /** Takes a scenario that was made from the present one; refused, and nothing changes, when that would break it. */
  change(label: string, after: Scenario, options?: EditOptions): Result<void>;
  /** Places of stations in the picture, by id; never touches the run. */
  moveStations(places: Readonly<Record<string, Point>>, mergeKey?: string): Result<void>;

  /** Shows or hides the kinds of stations that can be added. */
  showPalette(): void;
  /** Without a place: behind the selected station, and linked from there if that is possible. */
  addStation(kind: string, at?: Point): void;
  rename(station: string, id: string): Result<void>;
  /** Refused with the reason in words. */
  link(link: NewLink): Result<void>;
  moveLink(id: string, ends: Pick<LinkSpec, 'from' | 'to'>): Result<void>;
  /** Asks where a link from the selected station, or from this one, shall lead. */
  askLink(from?: string): void;

  deleteLink(id: string): Result<void>;
  /** And what is said of its jobs elsewhere. */
  deleteClass(id: string): Result<void>;
  /** Of what is selected. */
  deleteSelected(): void;
  duplicateSelected(): void;
  copySelected(): void;
  cutSelected(): void;
  paste(): void;
  selectAll(): void;
  selectNothing(): void;
  align(how: Alignment): void;
  distribute(direction: Direction): void;
  /** Lays everything out along the flow. */
  tidy(): void;
}
