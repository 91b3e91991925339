// Method: frames written by hand, move by move, so that ways can be held against what was meant: a job that calls with a try that is given up and
// one that answers, a job that is copied, and several producers. Then the spans that are drawn of them.
import { describe, expect, it } from 'vitest';
import { FRAME_HEADER, Header, MOVE_STRIDE, Move, SHED_REASONS, What, jobIdOf } from '../../../../simulations/engine/frame';
import { JobLog, type JobWay } from '../../../../simulations/experiments/job-log';
import { tracedJob } from '../../../../simulations/experiments/spans';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { Scenario } from '../../../../simulations/scenario/scenario';

interface Written {
  readonly at: number;
  readonly job: number;
  readonly what: keyof typeof What;
  readonly station: number;
  readonly detail?: number;
  readonly until?: number;
}

function waysOf(moves: readonly Written[]): JobWay[] {
  const frame = new Float64Array(FRAME_HEADER + moves.length * MOVE_STRIDE);
  frame[Header.movesAt] = FRAME_HEADER;
  frame[Header.moves] = moves.length;
  for (const [m, { at, job, what, station, detail = 0, until = 0 }] of moves.entries()) {
    const o = FRAME_HEADER + m * MOVE_STRIDE;
    frame[o + Move.timeNs] = at;
    frame[o + Move.job] = job;
    frame[o + Move.bornNs] = 0;
    frame[o + Move.what] = What[what] + 16 * 3;
    frame[o + Move.station] = station;
    frame[o + Move.detail] = detail;
    frame[o + Move.untilNs] = until;
  }
  const ways: JobWay[] = [];
  const log = new JobLog((way) => ways.push(way));
  log.read(frame);
  log.finish();
  return ways;
}

const [SOURCE, GATE, LINE, STORE, END] = [0, 1, 2, 3, 4];
const job = jobIdOf(SOURCE, 7, 0);
const [first, second] = [jobIdOf(SOURCE, 7, 1), jobIdOf(SOURCE, 7, 2)];

/** Served for 10, then calls: the first try waits until it is given up at 60, the second is answered at 95. */
const calling: readonly Written[] = [
  { at: 0, job, what: 'made', station: SOURCE, detail: 42 }, { at: 0, job, what: 'entered', station: GATE, until: 10 },
  { at: 10, job, what: 'calling', station: GATE }, { at: 10, job: first, what: 'asked', station: GATE, detail: 1 },
  { at: 10, job: first, what: 'entered', station: LINE }, { at: 60, job: first, what: 'withdrawn', station: LINE },
  { at: 60, job: second, what: 'asked', station: GATE, detail: 2 }, { at: 60, job: second, what: 'entered', station: LINE },
  { at: 70, job: second, what: 'entered', station: STORE, until: 95 }, { at: 95, job: second, what: 'served', station: STORE },
  { at: 95, job, what: 'blocked', station: GATE }, { at: 99, job, what: 'served', station: END },
];

describe('a way', () => {
  it('of a job that calls has its attempts, each with its own way and end', () => {
    const [way, ...more] = waysOf(calling);
    expect(more).toEqual([]);
    expect(way).toMatchObject({ producer: SOURCE, serial: 7, variant: 0, jobClass: 3, key: 42, madeNs: 0, endNs: 99, outcome: 'served', endStation: END });
    expect(way!.visits.at(-1)).toMatchObject({ station: GATE, fromNs: 0, toNs: 99, serviceFromNs: 0, callingNs: 10, blockedNs: 95 });
    expect(way!.parts.map(({ key }) => key)).toEqual([42, 42]);
    expect(way!.parts.map(({ called, outcome, madeNs, endNs }) => [called, outcome, madeNs, endNs])).toEqual([['attempt 1', 'withdrawn', 10, 60], ['attempt 2', 'served', 60, 95]]);
    expect(way!.parts[1]!.visits.map(({ station, fromNs, toNs, serviceToNs }) => [station, fromNs, toNs, serviceToNs])).toEqual([[LINE, 60, 70, -1], [STORE, 70, 95, 95]]);
  });

  it('of a copied job has its copies, also one that outlives it', () => {
    const [way] = waysOf([
      { at: 0, job, what: 'made', station: SOURCE }, { at: 5, job: first, what: 'copied', station: GATE, detail: 1 }, { at: 5, job: second, what: 'copied', station: GATE, detail: 2 },
      { at: 5, job: first, what: 'entered', station: STORE, until: 9 }, { at: 5, job: second, what: 'entered', station: LINE },
      { at: 9, job: first, what: 'served', station: STORE }, { at: 9, job, what: 'served', station: END }, { at: 20, job: second, what: 'served', station: LINE },
    ]);
    expect(way!.parts.map(({ called, endNs }) => [called, endNs])).toEqual([['copy 1', 9], ['copy 2', 20]]);
  });

  it('of jobs of two producers with the same number are two; one that is shed knows why; one inside has no end', () => {
    const other = jobIdOf(END, 7, 0);
    const ways = waysOf([
      { at: 0, job, what: 'made', station: SOURCE }, { at: 1, job: other, what: 'made', station: END },
      { at: 3, job, what: 'shed', station: LINE, detail: SHED_REASONS.indexOf('left') },
    ]);
    expect(ways.map(({ producer, outcome, reason, endNs }) => [producer, outcome, reason, endNs])).toEqual([[SOURCE, 'shed', 'left', 3], [END, 'inside', '', -1]]);
  });

  it('that began before the log is left out', () => {
    expect(waysOf(calling.slice(1))).toEqual([]);
  });
});

it('spans of a job that calls: its service, its calls, its attempts below it', () => {
  const stations = Object.fromEntries(['source', 'gate', 'line', 'store', 'end'].map((id) => [id, { kind: 'queue' }]));
  const scenario: Scenario = { ...boundedQueue, stations };
  const { spans } = tracedJob(waysOf(calling)[0]!, scenario, 100);
  const shown = spans.map(({ name, station, what, fromNs, toNs, parent }) => `${name} ${station} ${what} ${fromNs}–${toNs} in ${parent < 0 ? 'nothing' : spans[parent]!.name}`);
  expect(shown).toEqual([
    'source 7 source job 0–99 in nothing',
    'gate gate stay 0–99 in source 7', 'service gate service 0–10 in gate', 'calls gate calls 10–95 in gate', 'blocked gate blocked 95–99 in gate',
    'attempt 1, withdrawn line attempt 10–60 in source 7', 'line line stay 10–60 in attempt 1, withdrawn', 'wait line wait 10–60 in line',
    'attempt 2, served line attempt 60–95 in source 7', 'line line stay 60–70 in attempt 2, served', 'wait line wait 60–70 in line',
    'store store stay 70–95 in attempt 2, served', 'service store service 70–95 in store',
  ]);
});
