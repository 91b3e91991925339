/**
 * A frame: what a run tells the screen about the stretch of model time since the last frame, as one
 * Float64Array so that it crosses from a worker in one transfer. Times are whole nanoseconds of model time.
 *
 *   header │ moves (sampled by job, and those of one that is watched) │ stations │ links │ occupants │ windows
 *
 * Read it with `FrameView`; nobody else knows the offsets.
 */

export const FRAME_HEADER = 19;
export const Header = {
  fromNs: 0, nowNs: 1, events: 2, movesAt: 3, moves: 4, stationsAt: 5, stations: 6, occupantsAt: 7,
  occupants: 8, windowsAt: 9, windows: 10, sampleEvery: 11, inside: 12, stop: 13, length: 14, made: 15,
  linksAt: 16, links: 17, watched: 18,
} as const;

/** One move of one job. Jobs are sampled by id, never moves, so a job that is in is in with its whole way. */
export const MOVE_STRIDE = 8;
export const Move = {
  timeNs: 0, job: 1, bornNs: 2, what: 3, station: 4, link: 5, detail: 6, untilNs: 7,
} as const;

/**
 * A row's number on the screen: its job's serial number (32 bits), the index of the producer that made the job (10), and which
 * of the job's attempts or copies it is (11; 0 is the job itself).
 */
export const jobIdOf = (origin: number, serial: number, variant: number): number => variant * 2 ** 42 + origin * 2 ** 32 + serial;
export const serialOfJobId = (id: number): number => id % 2 ** 32;
export const originOfJobId = (id: number): number => Math.floor(id / 2 ** 32) % 1024;
/** The same for a job and all of its attempts and copies. */
export const rootOfJobId = (id: number): number => id % 2 ** 42;

/** `what` of a move is one of these in its low four bits, and the job's class above them. */
export const What = {
  /** A producer made it; `station` is the producer, `detail` what it is about: its key, or 0 where it has none. */
  made: 1,
  /** It came into a station over `link`; `detail` is its slot in a queue or its cell among workers; `untilNs` when its service will end (0 unknown). */
  entered: 2,
  /** It is finished in its cell and cannot be handed over. */
  blocked: 3,
  /** The ends. `station` is where, `link` how it came there (−1: it was inside). */
  served: 4,
  /** `detail` is the index of the reason in `SHED_REASONS`. */
  shed: 5,
  failed: 6,
  timedOut: 7,
  /** Its service starts now in cell `detail`, until `untilNs` (after a pause or a change). */
  serving: 8,
  /** An attempt of a call is made at the caller's `station` over `link`; `detail` is which one it is, from 1. */
  asked: 9,
  /** A copy of a job is made at `station`; `detail` is which one it is, from 1. */
  copied: 10,
  /** An attempt or a copy is called back: nobody wants its answer any more. */
  withdrawn: 11,
  /** The job's calls are under way: it keeps its cell. */
  calling: 12,
  /** It sets out over a `link` that takes time, to `station`, where it will be at `untilNs`. */
  sent: 13,
} as const;

/** Why a job was shed, in the words of the report. */
export const SHED_REASONS = ['full', 'capacity', 'left', 'expired', 'managed', 'limit', 'breaker', 'cut', 'gate'] as const;
export type ShedReason = (typeof SHED_REASONS)[number];

/** The state of each station at the frame's end, STATION_STRIDE numbers each, in the scenario's order of stations. */
export const StationState = {
  inside: 0,
  waiting: 1,
  inService: 2,
  blocked: 3,
  /** Waiting places of a queue, servers of workers; −1 is unbounded. */
  places: 4,
  /** Counts from the start of the run, warm-up included, as a watcher counts. */
  arrived: 5,
  left: 6,
  shed: 7,
  /** 1: it refused somebody who now waits at its door (backpressure is on). */
  refusing: 8,
  /** What is wrong with it now: bits of StationFault. */
  fault: 9,
  /** A number that its kind has beside these (`StationGauges.own`). */
  own: 10,
  /** Of those shed, how many for each of SHED_REASONS since the figures began. The last: there are as many numbers as reasons. */
  shedFor: 11,
} as const;
export const STATION_STRIDE = StationState.shedFor + SHED_REASONS.length;
export const StationFault = { slow: 1, paused: 2, crashed: 4, fails: 8 } as const;

/** The state of each link at the frame's end, in the scenario's order of links. */
export const LINK_STRIDE = 3;
export const LinkState = {
  /** Of a call link's breaker: 0 closed (or there is none), 1 open, 2 half open. */
  breaker: 0,
  /** 1: a fault cuts it. */
  cut: 1,
  /** Attempts that wait at the door behind a call link. */
  waiting: 2,
} as const;

/** A job that stands still and can be drawn: in a slot or in a cell. At most OCCUPANTS_MAX a station, nearest the head first. */
export const OCCUPANTS_MAX = 256;
export const OCCUPANT_STRIDE = 8;
export const Occupant = {
  station: 0, place: 1, job: 2, bornNs: 3, deadlineNs: 4, sinceNs: 5, untilNs: 6,
  /** One of OccupantState in the low four bits, the class above them. */
  state: 7,
} as const;
export const OccupantState = { waiting: 0, inService: 1, blocked: 2 } as const;

/**
 * A closed window of metrics: this header, then WINDOW_STATION_STRIDE numbers for each station, WINDOW_LINK_STRIDE for each link, one for
 * each gauge that the stations' kinds declare (scenario/gauges.ts has their order), with two or more classes WINDOW_CLASS_STRIDE numbers
 * for each and then each one's pairs (bucket, count) of the latency histogram of jobs served in the window, and those pairs of all
 * together, `buckets` of them.
 */
export const WindowField = {
  fromNs: 0, toNs: 1, made: 2, served: 3, good: 4, failed: 5, timedOut: 6, inside: 7,
  latencySumNs: 8,
  /** Exact where no job took longer since the figures began, else to the width of a bucket: the middle of the highest one. */
  latencyMaxNs: 9,
  buckets: 10, length: 11,
  /** How far into the window the numbers of the classes stand; 0: there is only one class, and the window is its. */
  classesAt: 12,
  /** One count for each of SHED_REASONS. The last. */
  shedAt: 13,
} as const;
export const WINDOW_HEADER = WindowField.shedAt + SHED_REASONS.length;
export const WINDOW_STATION_STRIDE = 10;
export const WindowStation = {
  /** ∫ jobs inside dt, ∫ busy servers dt, ∫ blocked servers dt: job·ns. */
  jobsNs: 0, busyNs: 1, blockedNs: 2, arrived: 3, left: 4, shed: 5, waitingNs: 6, serversNs: 7,
  failed: 8, timedOut: 9,
} as const;
export const WINDOW_LINK_STRIDE = 9;
export const WindowLink = {
  calls: 0, answered: 1, failed: 2, retries: 3, timeouts: 4, hedges: 5, refused: 6, lost: 7,
  /** ∫ breaker open dt, ns. */
  openNs: 8,
} as const;

export const WINDOW_CLASS_STRIDE = 8;
export const WindowClass = { made: 0, served: 1, good: 2, failed: 3, timedOut: 4, shed: 5, latencySumNs: 6, /** How many pairs its histogram has. */ buckets: 7 } as const;

/** Why a run stopped by itself. The index stands in the frame's header; 0 is "it did not". */
export const STOPS = ['', 'time ran out', 'no more events', 'too many jobs inside', 'deadlock', 'no time passes: jobs go round in a circle that takes none'] as const;
