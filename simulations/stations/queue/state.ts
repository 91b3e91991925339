import { CLASSES_MAX, INT_STATE, STATE } from '../../engine/layout';
import { LIST_COUNT, LIST_INTS } from '../../engine/job-list';
import { choiceParam, numberParam, variantParam } from '../../engine/param';
import { slotsOf } from '../../engine/slots';

/** What a queue can be set to, and where it keeps what it remembers. */

export const queueParams = {
  capacityJobs: numberParam({
    label: 'Capacity', unit: 'jobs', min: 0, max: 1_000_000_000, initial: 100, integer: true, unbounded: true,
    slider: [0, 200], primary: true,
    help: 'Waiting places; a job in service is not in the queue. 0 is direct hand-over. After a reduction the jobs that already wait stay until they leave.',
  }),
  discipline: variantParam({
    label: 'Discipline', family: 'discipline', initial: { kind: 'fifo' },
    help: 'Who is next when a worker becomes free.',
  }),
  whenFull: variantParam({
    label: 'When full', family: 'whenFull', initial: { kind: 'block' }, primary: true,
    help: 'What happens to a job that comes when every place is taken.',
  }),
  patience: variantParam({
    label: 'Patience', family: 'patience', initial: { kind: 'none' },
    help: 'How long a job waits here before it leaves by itself. A patience that a trace gives to a job goes before this one.',
  }),
  expire: choiceParam({
    label: 'Past its deadline', initial: 'no',
    options: [
      { id: 'no', label: 'is served all the same', help: 'Late jobs take a worker’s time, though nobody may want them any more.' },
      { id: 'yes', label: 'is shed', help: 'A job past its class’s deadline is shed when it comes, or when its turn comes.' },
    ],
    help: 'What happens to a job whose class’s deadline has passed before it is handed on.',
  }),
  management: variantParam({
    label: 'Queue management', family: 'management', initial: { kind: 'none' },
    help: 'Sheds before the queue is full, so that the line stays short.',
  }),
};

export const {
  capacityJobs: CAPACITY, discipline: DISCIPLINE, whenFull: WHEN_FULL, patience: PATIENCE, expire: EXPIRE, management: MANAGEMENT,
} = slotsOf(queueParams);

// Purposes of its random numbers.
export const queueStreams = ['patience', 'next', 'victim', 'management'] as const;
export const STREAM_PATIENCE = 0;
export const STREAM_NEXT = 1;
export const STREAM_VICTIM = 2;
export const STREAM_MANAGEMENT = 3;

// ── whole numbers of its state ────────────────────────────────────────────────────────────────────
/** All who wait, in the order in which they came; with lines for the classes only the count is right. */
export const LINE = INT_STATE;
export const LINE_COUNT = LINE + LIST_COUNT;
/** Bits of Option; 0: first come first served and nothing else, which is what the hot path asks first. */
export const OPTIONS = LINE + LIST_INTS;
/** The discipline by which ranks are kept. */
export const RANKED_BY = OPTIONS + 1;
/** Numbers those who come, so that those of the same nanosecond keep their order. It may overflow: only they are compared by it. */
export const NUMBER = OPTIONS + 2;
/** The tree's topmost job. */
export const ROOT = OPTIONS + 3;
/** Fair by class: whose turn it is. */
export const TURN = OPTIONS + 4;
/** Shortest first: the station whose service times it goes by, and how often that was changed when they were asked for. */
export const DEMAND_OF = OPTIONS + 5;
export const DEMAND_CHANGED = OPTIONS + 6;
/** CoDel: jobs shed in this stretch of shedding, and whether it is one. */
export const CODEL_COUNT = OPTIONS + 7;
export const CODEL_SHEDS = OPTIONS + 8;
/** RED: jobs taken in since one was turned away. */
export const RED_COUNT = OPTIONS + 9;
/** The management at work, by its number in the catalogue. */
export const MANAGED_BY = OPTIONS + 10;
/** A line for the time in which another is made. */
export const SPARE_LINE = OPTIONS + 11;

// ── floats of its state ───────────────────────────────────────────────────────────────────────────
const FLOATS = STATE + 16;
/** CoDel: when it will have been too long for an interval, and when the next one is shed; ns. */
export const CODEL_ABOVE_NS = FLOATS;
export const CODEL_NEXT_NS = FLOATS + 1;
/** RED: the average length, and since when nobody waits. */
export const RED_AVERAGE = FLOATS + 2;
export const RED_EMPTY_NS = FLOATS + 3;
/** When each management of the catalogue was last at work: one that is taken up again in the same instant has missed nothing. */
export const MANAGED_UNTIL_NS = FLOATS + 4;
export const MANAGEMENTS_MAX = 8;
/** CoDel: the numbers above as they were before the turn that is on. */
export const CODEL_BEFORE = MANAGED_UNTIL_NS + MANAGEMENTS_MAX;
/** The discipline's numbers, so that a change knows whether they changed. */
export const ORDERED_BY = CODEL_BEFORE + 4;

export const Option = {
  /** A line for each class. */
  classes: 1,
  /** A tree in the order of ranks. */
  ranks: 2,
  /** Another discipline than first come, first served. */
  discipline: 4,
  patience: 8,
  expire: 16,
  /** The management looks at those who come; at those whose turn it is. */
  refuses: 32,
  turns: 64,
  /** It blocks when it is full, so a job at the door has not come yet. */
  blocks: 128,
} as const;

/** Its private table: a line for each class. */
export const TABLE_WORDS = CLASSES_MAX * LIST_INTS;
