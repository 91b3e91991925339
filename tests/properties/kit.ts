import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { MOVE_STRIDE, Move, What, rootOfJobId, serialOfJobId } from '../../simulations/engine/frame';
import { FrameView } from '../../simulations/engine/frame-view';
import type { ParamValue, VariantValue } from '../../simulations/engine/param';
import type { Run, RunOptions } from '../../simulations/scenario/run-api';
import type { Scenario } from '../../simulations/scenario/scenario';
import { startRun, type EngineRun } from '../../simulations/scenario/start-run';
import { validateScenario } from '../../simulations/scenario/validate-scenario';
import { RUNS, type PropertyName } from './runs';

/** SPILLWAY_PROPERTY_FACTOR=10 tries ten times as many random cases; SPILLWAY_PROPERTY_PATH with the path of a failure tries that one alone. */
export const FACTOR = Number(process.env['SPILLWAY_PROPERTY_FACTOR'] ?? 1);
const PATH = process.env['SPILLWAY_PROPERTY_PATH'];
vi.setConfig({ testTimeout: 240_000 * Math.max(1, FACTOR) });

/** Each test has cases of its own, and always the same: the seed follows from its name. */
function seedOfTest(): number {
  return Array.from(expect.getState().currentTestName ?? '').reduce((seed, letter) => (Math.imul(seed, 31) + letter.charCodeAt(0)) | 0, 20_261_122);
}

/** No run of a property goes on for longer: a circle of services that take a few milliseconds would, for minutes. */
export const EVENTS_MAX = 5_000;

/** Holds a property to so many random cases, or to as many as runs.ts says. A failure says how to have it again, the smallest case that was found, and what is wrong with it. */
export function holds<T>(name: PropertyName | number, cases: fc.Arbitrary<T>, check: (value: T) => void): void {
  const seed = seedOfTest();
  const numRuns = Math.ceil((typeof name === 'number' ? name : RUNS[name]) * FACTOR);
  const details = fc.check(fc.property(cases, check), { numRuns, seed, ...(PATH === undefined ? {} : { path: PATH, endOnFailure: true }) });
  if (details.failed) {
    const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
    const found = `seed ${seed}, path ${details.counterexamplePath}, case ${details.numRuns}, made smaller ${details.numShrinks} times`;
    throw new Error(`${why}\n${found}\n${JSON.stringify(details.counterexample)}`, { cause: details.errorInstance });
  }
  if (PATH === undefined) expect(details.numRuns - details.numSkips, 'cases tried').toBe(numRuns);
}

/** \`expect\` takes longer than what it is asked about here, so it is asked only where there is something to say. */
export function same(actual: unknown, expected: unknown, about?: string): void {
  if (!Object.is(actual, expected)) expect(actual, about).toBe(expected);
}

/** The same of lists of numbers. */
export function sameNumbers(actual: readonly number[], expected: readonly number[], about?: string): void {
  if (actual.length !== expected.length || actual.some((n, i) => n !== expected[i])) expect(actual, about).toEqual(expected);
}

/** Starts a scenario after it went through validation, as every caller of the program does. */
export function startValid(scenario: Scenario, options: RunOptions = {}): EngineRun {
  const valid = validateScenario(scenario);
  if (!valid.ok) expect(valid.problems).toEqual([]);
  const run = startRun(scenario, options);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

export interface Chain {
  readonly arrivals?: VariantValue;
  readonly whenBlocked?: string;
  readonly capacityJobs?: number | 'unbounded';
  readonly whenFull?: string;
  readonly workers?: number;
  readonly service?: VariantValue;
}

/** Producer `source`, queue `line`, workers `desk` and sink `end`, in a row. */
export function chain(
  { arrivals = { kind: 'poisson', ratePerS: 8 }, whenBlocked = 'wait-outside', capacityJobs = 'unbounded', whenFull = 'block',
    workers = 1, service = { kind: 'exponential', meanS: 0.1 } }: Chain = {},
  rest: Partial<Scenario> = {},
): Scenario {
  return {
    format: 'spillway/1', title: '', about: '', seed: 1, warmupS: 0, durationS: 100, timeline: [], checks: [], changelog: [],
    classes: { job: { share: 1, priority: 0 } },
    stations: {
      source: { kind: 'producer', arrivals, whenBlocked },
      line: { kind: 'queue', capacityJobs, whenFull: { kind: whenFull } },
      desk: { kind: 'workers', workers, service },
      end: { kind: 'sink' },
    },
    links: [{ from: 'source', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'end' }],
    ...rest,
  };
}

/** A trace of jobs: when each comes, how long it is served and how long it waits, in seconds. */
export function traceOf(rows: readonly (readonly [atS: number, demandS?: number | undefined, patienceS?: number | undefined])[]): VariantValue {
  return { kind: 'trace', csv: `atS,demandS,patienceS\n${rows.map(([a, d, p]) => `${a},${d ?? ''},${p ?? ''}`).join('\n')}\n` };
}

export const change = (path: string, value: ParamValue): { path: string; value: ParamValue } => ({ path, value });

/** All moves of all jobs from now up to `untilS`, MOVE_STRIDE numbers each, or up to the event with the number `eventsMax`. Sampling must be on. */
export function movesUntil(run: Run, untilS: number, eventsAtOnce = 1000, eventsMax = Infinity): number[] {
  const moves: number[] = [];
  for (;;) {
    const done = run.advanceSome(untilS, Math.min(eventsAtOnce, eventsMax - run.events));
    takeMoves(run, moves);
    if (done || run.events >= eventsMax) return moves;
  }
}

/** The same for a random scenario, which may go on for ever: it is left at the same event then, however it got there. */
export const someMovesUntil = (run: Run, untilS: number, eventsAtOnce = 1000): number[] => movesUntil(run, untilS, eventsAtOnce, EVENTS_MAX);

/** Which jobs were served when, by their serial numbers; attempts and copies are no jobs. */
export function jobsServed(moves: readonly number[]): (readonly [serial: number, atS: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const id = moves[m + Move.job]!;
    if ((moves[m + Move.what]! & 15) === What.served && id === rootOfJobId(id)) found.push([serialOfJobId(id), moves[m + Move.timeNs]! / 1e9]);
  }
  return found;
}

/** Appends without a spread: there may be more moves than a call may have arguments. */
export function add(into: number[], moves: readonly number[]): void {
  for (const each of moves) into.push(each);
}

/** Reads a frame and appends its moves. */
export function takeMoves(run: Run, into: number[]): FrameView {
  const view = new FrameView(run.readFrame());
  for (let n = 0; n < view.moves; n++) {
    const o = view.moveAt(n);
    for (let i = 0; i < MOVE_STRIDE; i++) into.push(view.numbers[o + i]!);
  }
  return view;
}

/** Where two histories part, in words; '' where they do not. Quicker than a comparison of large arrays by expect. */
export function firstDifference(a: readonly number[], b: readonly number[]): string {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] === b[i]) continue;
    const from = Math.floor(i / MOVE_STRIDE) * MOVE_STRIDE;
    const shown = (moves: readonly number[]): string => JSON.stringify(moves.slice(from, from + MOVE_STRIDE));
    return `move ${from / MOVE_STRIDE} of ${a.length / MOVE_STRIDE} and ${b.length / MOVE_STRIDE}: ${shown(a)} and ${shown(b)}`;
  }
  return '';
}
