// Method: recorded jobs, at times that are often the same, come to workers that call lines with workers, which may call others, through the engine and
// through calls written a second time with plain objects and a list of events (plain-calls.ts). What becomes of each attempt and each job, and when, must
// be the same to the nanosecond, for all policies of a call that leave nothing to chance.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, rootOfJobId, serialOfJobId } from '../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { LinkSpec, StationSpec } from '../../../../simulations/scenario/scenario';
import { chain, holds, movesUntil, startValid, traceOf } from '../../../properties/kit';
import { EIGHTH_NS, plainRun, type Case, type Policy, type Service } from './plain-calls';

// ── the engine ───────────────────────────────────────────────────────────────────────────────────

function callOf(policy: Policy): NonNullable<LinkSpec['call']> {
  const backoff: VariantValue = policy.backoff.kind === 'none' ? { kind: 'none' } : policy.backoff.kind === 'fixed' ? { kind: 'fixed', pauseS: policy.backoff.pause / 8, jitter: 'none' }
    : { kind: 'exponential', baseS: policy.backoff.pause / 8, capS: policy.backoff.cap / 8, jitter: 'none' };
  const breaker: VariantValue = policy.breaker.kind === 'none' ? { kind: 'none' }
    : policy.breaker.kind === 'consecutive' ? { kind: 'consecutive', failures: policy.breaker.failures, openS: policy.breaker.open / 8 }
      : { kind: 'failure-share', share: policy.breaker.failures / 8, attempts: 8, openS: policy.breaker.open / 8 };
  return {
    ...(policy.timeout > 0 ? { timeoutS: policy.timeout / 8 } : {}), onTimeout: policy.leaves ? 'leave' : 'cancel', attemptsMax: policy.triesMax, backoff, breaker,
    retryBudget: policy.budget.share > 0 ? { kind: 'share', ...policy.budget } : { kind: 'none' },
    hedge: policy.hedge.most > 0 ? { kind: 'after', delayS: policy.hedge.after / 8, hedgesMax: policy.hedge.most } : { kind: 'none' },
  };
}

const WORDS: Readonly<Record<number, string>> = { [What.asked]: 'asks', [What.served]: 'served', [What.shed]: 'shed', [What.failed]: 'failed', [What.timedOut]: 'timedOut', [What.withdrawn]: 'called back' };

function engineRun({ jobs, services }: Case): string[] {
  const base = chain({ arrivals: traceOf(jobs.map(({ at, demand }) => [at / 8, demand / 8])) });
  const [front, ...called] = services;
  const desks = services.map(({ id, workers, inParallel }): [string, StationSpec] => [id, {
    kind: 'workers', workers, service: id === front!.id ? { kind: 'constant', meanS: 0.125 } : { kind: 'own-demand', meanS: 1 }, callsInParallel: inParallel ? 'in-parallel' : 'in-sequence',
  }]);
  const lines = called.map(({ id, places, sheds }): [string, StationSpec] => [`${id}-line`, { kind: 'queue', capacityJobs: places, whenFull: { kind: sheds ? 'shed-newest' : 'block' } }]);
  const run = startValid({
    ...base, durationS: 1_000,
    stations: { source: base.stations['source']!, ...Object.fromEntries(desks), ...Object.fromEntries(lines), end: base.stations['end']! },
    links: [
      ...services.flatMap(({ id, calls }) => calls.map(({ to, policy }) => ({ from: id, to: `${to}-line`, call: callOf(policy) }))),
      { from: 'source', to: front!.id }, { from: front!.id, to: 'end' }, ...called.map(({ id }) => ({ from: `${id}-line`, to: id })),
    ],
  });
  run.sampleJobs(1);
  const moves = movesUntil(run, 1_000);
  const told: string[] = [];
  const names = new Map<number, string>();
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const id = moves[m + Move.job]!;
    if (what === What.asked) names.set(id, ` ${moves[m + Move.link]!}.${moves[m + Move.detail]!}`);
    const word = WORDS[what];
    if (word !== undefined) told.push(`${moves[m + Move.timeNs]!} ${serialOfJobId(id)} ${word}${id === rootOfJobId(id) ? '' : names.get(id)!}`);
  }
  return told;
}

// ── random cases ─────────────────────────────────────────────────────────────────────────────────

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const jobs: fc.Arbitrary<Case['jobs']> = fc.array(fc.record({ at: small(4), demand: small(12, 1) }), { minLength: 1, maxLength: 25 }).map((gaps) => {
  let at = 0;
  return gaps.map((row) => ({ ...row, at: at += row.at }));
});
const policyOf = (triesMax: number, hedgesMax: number): fc.Arbitrary<Policy> => fc.record({
  timeout: fc.oneof(fc.constant(0), small(12, 1)), leaves: fc.boolean(), triesMax: small(triesMax, 1),
  backoff: fc.record({ kind: fc.constantFrom('none', 'fixed', 'exponential'), pause: small(4), cap: small(10, 4) }),
  budget: fc.record({ share: fc.constantFrom(0, 0, 0.25, 0.5), burst: small(4, 1) }),
  breaker: fc.record({ kind: fc.constantFrom('none', 'consecutive', 'failure-share'), failures: small(4, 1), open: small(12, 1) }),
  hedge: fc.record({ after: small(8), most: fc.oneof(fc.constant(0), small(hedgesMax)) }),
});
const desk = { workers: small(3, 1), places: fc.constantFrom(0, 1, 3, 1000), sheds: fc.boolean() };

/** One service, with as many tries as there are numbers for on the screen. */
const pairs: fc.Arbitrary<Case> = fc.record({ jobs, callers: small(6, 1), policy: policyOf(4, 2), desk: fc.record(desk) }).map(({ jobs, callers, policy, desk }) => ({
  jobs,
  services: [
    { id: 'front', workers: callers, places: 0, sheds: false, calls: [{ to: 'a', policy }], inParallel: false },
    { id: 'a', ...desk, calls: [], inParallel: false },
  ],
}));

/** Services that call services. Of each call there are so few tries that each has its own number on the screen. */
const SHAPES: readonly (readonly (readonly [id: string, calls: string])[])[] = [
  [['front', 'a'], ['a', 'b'], ['b', '']],
  [['front', 'ab'], ['a', ''], ['b', '']],
  [['front', 'ab'], ['a', 'c'], ['b', ''], ['c', '']],
  [['front', 'a'], ['a', 'bc'], ['b', ''], ['c', '']],
  [['front', 'a'], ['a', 'b'], ['b', 'c'], ['c', '']],
];
const trees: fc.Arbitrary<Case> = fc.record({
  jobs, shape: fc.constantFrom(...SHAPES), desks: fc.array(fc.record({ ...desk, workers: small(5, 1), inParallel: fc.boolean() }), { minLength: 4, maxLength: 4 }),
  policies: fc.array(policyOf(3, 1), { minLength: 3, maxLength: 3 }),
}).map(({ jobs, shape, desks, policies }) => {
  let links = 0;
  return { jobs, services: shape.map(([id, calls], n): Service => ({ id, ...desks[n]!, calls: Array.from(calls, (to) => ({ to, policy: policies[links++]! })) })) };
});

/** What happens at one instant is told in one order. */
const inOrder = (told: readonly string[]): readonly string[] => [...told].sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

it('of an attempt that was made before the breaker opened, the breaker learns nothing after it has closed again either', () => {
  // The first one takes long; the third is refused and opens the breaker, the fourth closes it, and then the first times out.
  const policy: Policy = {
    timeout: 5, leaves: false, triesMax: 1, backoff: { kind: 'none', pause: 0, cap: 4 }, budget: { share: 0, burst: 1 }, breaker: { kind: 'consecutive', failures: 1, open: 3 }, hedge: { after: 0, most: 0 },
  };
  const told = engineRun({
    jobs: [{ at: 0, demand: 9 }, { at: 0, demand: 2 }, { at: 0, demand: 1 }, { at: 3, demand: 1 }, { at: 6, demand: 1 }],
    services: [
      { id: 'front', workers: 3, places: 0, sheds: false, calls: [{ to: 'a', policy }], inParallel: false },
      { id: 'a', workers: 2, places: 0, sheds: true, calls: [], inParallel: false },
    ],
  });
  const atEighth = (n: number, what: string): string => `${n * EIGHTH_NS} ${what}`;
  expect(told).toContain(atEighth(1, '3 failed'));
  expect(told).toContain(atEighth(5, '4 served'));
  expect(told).toContain(atEighth(6, '1 timedOut'));
  expect(told).toContain(atEighth(8, '5 served'));
});

it('does with every attempt and every job what calls written a second time do', () => {
  holds(500, pairs, (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
});

it('does the same where who is called calls others, one after the other or all at once', () => {
  holds(500, trees, (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
});
