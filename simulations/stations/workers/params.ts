import { f64 } from '../../engine/arena';
import { choiceParam, numberParam, variantParam } from '../../engine/param';
import { INT_STATE, STATE } from '../../engine/layout';
import { slotsOf } from '../../engine/slots';

/** What workers are set to, and where the engine keeps what they do. */

export const WORKERS_MAX = 1_000;

export const params = {
  workers: numberParam({
    label: 'Workers', unit: 'workers', min: 0, max: WORKERS_MAX, initial: 4, integer: true, slider: [1, 20], primary: true,
    help: 'How many jobs can be in service at once. After a reduction the jobs in service are finished first.',
  }),
  service: variantParam({
    label: 'Service time', family: 'distribution', initial: { kind: 'exponential', meanS: 0.04 }, primary: true,
    help: 'How long a worker is busy with one job.',
  }),
  classTimes: variantParam({
    label: 'Service time by class', family: 'classTimes', initial: { kind: 'same' },
    help: 'Whether jobs of some classes take longer than others.',
  }),
  sharing: choiceParam({
    label: 'Sharing', initial: 'one-each',
    help: 'Whether a worker serves one job after the other, or all jobs inside at once.',
    options: [
      { id: 'one-each', label: 'One job each', help: 'A worker has one job (or one batch) until it is done.' },
      { id: 'processor-sharing', label: 'Processor sharing', help: 'All jobs inside get an equal part of the workers, none more than one worker: processes on a computer, flows on a line. Nobody waits, everybody is slowed. No batches.' },
    ],
  }),
  jobsAtOnce: numberParam({
    label: 'Jobs at once', unit: 'jobs', min: 1, max: WORKERS_MAX, initial: WORKERS_MAX, integer: true, scale: 'log', slider: [1, WORKERS_MAX],
    help: 'With processor sharing only: how many jobs may share the workers. The next one waits at the door.',
  }),
  contention: numberParam({
    label: 'Contention', unit: 'share', min: 0, max: 1, initial: 0, slider: [0, 0.2],
    help: 'Share of the work that only one worker at a time can do, such as what needs a lock. Each busy worker slows the others (σ of the Universal Scalability Law).',
  }),
  coherency: numberParam({
    label: 'Coherency', unit: 'share', min: 0, max: 1, initial: 0, slider: [0, 0.02],
    help: 'What each pair of busy workers costs to be kept in step. Above √((1 − σ) / κ) workers, more of them do less (κ of the Universal Scalability Law).',
  }),
  batchSize: numberParam({
    label: 'Batch', unit: 'jobs', min: 1, max: 1_000, initial: 1, integer: true, scale: 'log', slider: [1, 100],
    help: 'How many jobs a worker takes at once and serves in one service time, that of the first of them.',
  }),
  batchWaitS: numberParam({
    label: 'Wait for a full batch', unit: 's', min: 0, max: 86_400, initial: 0, unbounded: true, slider: [0, 1],
    help: 'How long a worker waits for its batch to fill, from its first job on. 0 begins with those who are there; "unbounded" never begins with fewer.',
  }),
  failShare: numberParam({
    label: 'Failures', unit: 'share', min: 0, max: 1, initial: 0, slider: [0, 0.2],
    help: 'Share of the jobs that fail at the end of their service.',
  }),
  whenCrashed: choiceParam({
    label: 'When crashed', initial: 'fail',
    help: 'What becomes of the jobs of a worker that crashes.',
    options: [
      { id: 'fail', label: 'Its jobs fail', help: 'What it had in its hands is lost.' },
      { id: 'again', label: 'Its jobs begin again', help: 'The next free worker begins them anew, before those that wait outside.' },
    ],
  }),
  callsInParallel: choiceParam({
    label: 'Calls', initial: 'in-sequence',
    help: 'In which order a job’s calls to other stations are made. The worker is held until all are answered.',
    options: [
      { id: 'in-sequence', label: 'One after the other', help: 'The next call begins when the last one was answered.' },
      { id: 'in-parallel', label: 'All at once', help: 'The slowest answer decides.' },
    ],
  }),
};

export const {
  workers: WORKERS, service: SERVICE, classTimes: CLASS_TIMES, sharing: SHARING, jobsAtOnce: JOBS_AT_ONCE, contention: CONTENTION,
  coherency: COHERENCY, batchSize: BATCH_SIZE, batchWaitS: BATCH_WAIT, failShare: FAIL_SHARE, whenCrashed: WHEN_CRASHED, callsInParallel: CALLS_IN_PARALLEL,
} = slotsOf(params);
export const PROCESSOR_SHARING = 1;
/** How many jobs a worker takes at once. */
export const batchOf = (s: number): number => (f64[s + SHARING] === PROCESSOR_SHARING ? 1 : f64[s + BATCH_SIZE]);
export const BEGIN_AGAIN = 1;
export const IN_PARALLEL = 1;

export const STREAM_SERVICE = 0;
export const STREAM_FAILURE = 1;

// ── state: whole numbers ──────────────────────────────────────────────────────────────────────────
/** Finished jobs that cannot be handed on; jobs whose worker waits for an answer; jobs of crashed workers that are to begin again. */
export const BLOCKED_LINE = INT_STATE;
export const HELD_LINE = INT_STATE + 3;
export const AGAIN_LINE = INT_STATE + 6;
/** As many cells may be taken by those who come; 0 during a pause. */
export const LIMIT = INT_STATE + 9;
/** 0: one job each and nothing else is switched on. The short way through then does, and none of the numbers below count. */
export const SPECIAL = INT_STATE + 10;
/** Cells taken, in whatever state, and those of them in service. */
export const USED = INT_STATE + 11;
export const RUNNING = INT_STATE + 12;
/** Cells with a job that waits for an answer. */
export const HELD_CELLS = INT_STATE + 13;
/** The cell whose batch is being filled, plus one; the event at which it begins with what it has; 1 while those at the door are let in. */
export const OPEN = INT_STATE + 14;
export const OPEN_TIMER = INT_STATE + 15;
export const LETTING_IN = INT_STATE + 16;
/** 1: service slows and quickens while it lasts (pace.ts); then one event stands for the end of the next one. */
export const ELASTIC = INT_STATE + 17;
export const PACE_TIMER = INT_STATE + 18;
/** How many workers had crashed when last looked. */
export const CRASHED_BEFORE = INT_STATE + 19;
/** Jobs whose service has just ended, while each of them goes its way. */
export const DONE_LINE = INT_STATE + 20;

// ── state: floats ─────────────────────────────────────────────────────────────────────────────────
/** Work done for each job since the station was last empty, ns; up to when; and how much is done in a unit of time now. */
export const WORK_DONE = STATE + 16;
export const WORK_AT = STATE + 17;
export const PACE = STATE + 18;
/** The place among the events of its time that the open batch's event had when the wait became unbounded; 0: it had none. */
export const OPEN_SEQUENCE = STATE + 19;

// ── the private table ─────────────────────────────────────────────────────────────────────────────
/** A bit for each free cell, then the job in each cell, or the first of its batch. */
export const FREE_WORDS = Math.ceil(WORKERS_MAX / 32);
export const CELLS = FREE_WORDS;
/** How many jobs a cell has, in whatever state, and above 16 bits how many of them wait for an answer. */
export const MEMBERS = CELLS + WORKERS_MAX;
export const ONE_HELD = 1 << 16;
/** A heap of cells in service, and each one's place in it. */
export const HEAP = MEMBERS + WORKERS_MAX;
export const HEAP_PLACE = HEAP + WORKERS_MAX;
/** Floats, at the next whole one: when a cell's service began; and at how much WORK_DONE it ends. */
const FLOATS = HEAP_PLACE + WORKERS_MAX;
export const startedAt = (table: number, cell: number): number => ((table + FLOATS + 1) >> 1) + cell;
export const endsAt = (table: number, cell: number): number => ((table + FLOATS + 1) >> 1) + WORKERS_MAX + cell;
export const TABLE_WORDS = FLOATS + 1 + 4 * WORKERS_MAX;

// ── what J_CELL says ──────────────────────────────────────────────────────────────────────────────
const CELL_BITS = 10;
const PHASE_SHIFT = 20;
export const Phase = { inService: 0, gathering: 1, blocked: 2, held: 3, again: 4, done: 5 } as const;
export const cellOf = (noted: number): number => noted & ((1 << CELL_BITS) - 1);
/** Its place in its batch. */
export const memberOf = (noted: number): number => (noted >> CELL_BITS) & ((1 << CELL_BITS) - 1);
export const phaseOf = (noted: number): number => noted >> PHASE_SHIFT;
export const withPhase = (noted: number, phase: number): number => (noted & ((1 << PHASE_SHIFT) - 1)) | (phase << PHASE_SHIFT);
export const memberNote = (cell: number, member: number, phase: number): number => cell | (member << CELL_BITS) | (phase << PHASE_SHIFT);
/** The same job, one place further up in its batch. */
export const oneUp = (noted: number): number => noted - (1 << CELL_BITS);
