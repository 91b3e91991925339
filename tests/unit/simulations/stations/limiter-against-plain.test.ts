// Method: recorded jobs of two senders, at times that are often the same, go through the engine and through a limiter written a second time over plain
// arrays: events in the order of (time, order in which they were scheduled), a door that is a list of senders, and behind it a line with workers. When
// each job passes and what becomes of it must be the same to the nanosecond, for the limits that leave nothing to chance or to rounding, and however
// the limit is changed meanwhile.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOVE_STRIDE, Move, SHED_REASONS, What, originOfJobId, serialOfJobId } from '../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, holds, movesUntil, startValid, traceOf } from '../../../properties/kit';

const EIGHTH_NS = 125_000_000;

interface Row { readonly at: number; readonly demand: number; readonly patience: number }
interface Limit { readonly kind: 'token-bucket' | 'concurrency' | 'aimd'; readonly rate: number; readonly jobs: number; readonly target: number }
interface Settings { readonly limit: Limit; readonly waits: boolean }
interface Case {
  readonly rows: readonly (readonly Row[])[]; readonly first: Settings; readonly changes: readonly (Settings & { readonly at: number })[];
  readonly workers: number; readonly places: number; readonly sheds: boolean;
}
/** What became of a job, or that it passed the limiter, and when, ns. */
type Told = string;

// ── the second implementation ────────────────────────────────────────────────────────────────────

interface Job { readonly name: string; readonly row: Row; readonly bornNs: number; passedNs: number; counted: boolean }

function plainRun({ rows, first, changes, workers, places, sheds }: Case): Told[] {
  const told: Told[] = [];
  let events: { atNs: number; order: number; what: () => void }[] = [];
  let order = 0;
  let nowNs = 0;
  const on = (atNs: number, what: () => void): (() => void) => {
    const event = { atNs, order: order++, what };
    events.push(event);
    return () => { events = events.filter((each) => each !== event); };
  };
  const tell = (job: Job, what: string): void => { told.push(`${nowNs} ${job.name} ${what}`); };

  let { limit, waits } = first;
  let tokens = limit.jobs;
  let burst = limit.jobs;
  let filledNs = 0;
  let rate = limit.rate;
  let adaptive = limit.jobs;
  let round = { ended: 0, latencyNs: 0, dropped: 0, most: 0 };
  let underWay = 0;
  const outside: Job[][] = rows.map(() => []);
  const door: number[] = []; // senders
  let atLine = false; // somebody who may pass waits for room behind
  let timer: (() => void) | null = null;
  let waiting: { job: Job; stop: () => void }[] = [];
  let busy = 0;

  const fill = (): void => {
    tokens = Math.min(burst, tokens + (nowNs - filledNs) * rate / 1e9);
    filledNs = nowNs;
  };
  const admits = (): boolean => {
    if (limit.kind === 'concurrency') return underWay < limit.jobs;
    if (limit.kind === 'aimd') return underWay < Math.floor(adaptive);
    fill();
    return tokens >= 1 - 1e-9;
  };
  const ends = (job: Job, what: string): void => {
    tell(job, what);
    if (!job.counted) return;
    underWay--;
    if (limit.kind === 'aimd') {
      round.ended++;
      round.latencyNs += nowNs - job.passedNs;
      if (what !== 'served') round.dropped++;
      if (round.ended >= Math.max(5, Math.floor(adaptive))) {
        const late = round.dropped > 0 || round.latencyNs / round.ended > limit.target * EIGHTH_NS;
        adaptive = late ? Math.max(1, adaptive * 0.5) : round.most >= Math.floor(adaptive) ? Math.min(100, adaptive + 1) : adaptive;
        round = { ended: 0, latencyNs: 0, dropped: 0, most: underWay };
      }
    }
    wakeSoon();
  };
  let woken = false;
  const wakeSoon = (): void => {
    if (door.length === 0 || woken || !waits) return;
    woken = true;
    on(nowNs, () => { woken = false; ask(); });
  };
  const isRoom = (): boolean => busy < workers || sheds || waiting.length < places;
  const passes = (job: Job): void => {
    job.passedNs = nowNs;
    tell(job, 'passed');
    if (limit.kind === 'token-bucket') tokens = Math.max(0, tokens - 1);
    else {
      job.counted = true;
      underWay++;
      round.most = Math.max(round.most, underWay);
    }
    if (busy < workers) begins(job);
    else if (waiting.length >= places) ends(job, 'full');
    else waiting.push({ job, stop: job.row.patience === 0 ? () => {} : on(nowNs + job.row.patience * EIGHTH_NS, () => {
      waiting = waiting.filter((each) => each.job !== job);
      ends(job, 'left');
      roomBehind();
    }) });
  };
  const begins = (job: Job): void => {
    busy++;
    on(nowNs + job.row.demand * EIGHTH_NS, () => {
      ends(job, 'served');
      busy--;
      const next = waiting.shift();
      if (next === undefined) return;
      next.stop();
      begins(next.job);
      roomBehind();
    });
  };
  const roomBehind = (): void => {
    if (!atLine) return;
    atLine = false;
    if (ask()) atLine = door.length > 0; // a sender that has more goes to the end of the line
  };
  /** Those at the door, one of each sender in turn, as long as they may. True: one passed. */
  const ask = (mayRefuse = isRoom): boolean => {
    let any = false;
    while (door.length > 0 && (admits() ? isRoom() : !waits && mayRefuse())) {
      const sender = door.shift()!;
      const job = outside[sender]!.shift()!;
      if (outside[sender]!.length > 0) door.push(sender);
      if (admits()) {
        passes(job);
        any = true;
      } else ends(job, 'limit');
    }
    if (door.length > 0 && (admits() || !waits)) atLine = true;
    wait();
    return any;
  };
  const wait = (): void => {
    if (timer !== null || door.length === 0 || limit.kind !== 'token-bucket' || !waits || admits() || rate === 0) return;
    timer = on(nowNs + Math.ceil((1 - tokens) / (rate / 1e9) - 1e-9), () => { timer = null; ask(); });
  };
  const comes = (sender: number, job: Job): void => {
    const may = admits();
    if (door.length === 0 && may && isRoom()) passes(job);
    else if (!may && !waits && (door.length === 0 || !outside[sender]!.length)) ends(job, 'limit');
    else {
      outside[sender]!.push(job);
      if (may && door.length === 0) atLine = true;
      if (!door.includes(sender)) door.push(sender);
      wait();
    }
  };
  const arrival = (sender: number, n: number): void => {
    const row = rows[sender]![n];
    if (row === undefined) return;
    on(row.at * EIGHTH_NS, () => {
      comes(sender, { name: `${sender}.${n + 1}`, row, bornNs: nowNs, passedNs: -1, counted: false });
      arrival(sender, n + 1);
    });
  };
  rows.forEach((_, sender) => { arrival(sender, 0); });

  const set = (to: Settings): void => {
    fill();
    const other = to.limit.kind !== limit.kind;
    ({ limit, waits } = to);
    ({ rate } = limit);
    burst = limit.jobs;
    if (other) {
      tokens = burst;
      adaptive = limit.jobs;
      round = { ended: 0, latencyNs: 0, dropped: 0, most: 0 };
    }
    tokens = Math.min(tokens, burst);
    timer?.();
    timer = null;
    ask(() => true);
  };
  let planned = [...changes];
  for (;;) {
    events.sort((a, b) => a.atNs - b.atNs || a.order - b.order);
    const next = events[0];
    const change = planned[0];
    if (change !== undefined && change.at * EIGHTH_NS < (next?.atNs ?? Infinity)) {
      nowNs = change.at * EIGHTH_NS;
      planned = planned.slice(1);
      set(change);
    } else if (next === undefined) return told;
    else {
      events.shift();
      nowNs = next.atNs;
      next.what();
    }
  }
}

// ── the engine ───────────────────────────────────────────────────────────────────────────────────

const limitOf = ({ kind, rate, jobs, target }: Limit): VariantValue => (
  kind === 'token-bucket' ? { kind, ratePerS: rate, burstJobs: jobs }
    : kind === 'concurrency' ? { kind, jobs } : { kind, fromJobs: jobs, mostJobs: 100, targetS: target / 8, factor: 0.5 });

function engineRun({ rows, first, changes, workers, places, sheds }: Case): Told[] {
  const senders = rows.map((_, n) => `source${n}`);
  const base = chain({ capacityJobs: places, whenFull: sheds ? 'shed-newest' : 'block', workers, service: { kind: 'own-demand', meanS: 1 } });
  const scenario: Scenario = {
    ...base, durationS: 1000,
    stations: {
      ...Object.fromEntries(rows.map((own, n) => [senders[n]!, {
        kind: 'producer', arrivals: traceOf(own.map(({ at, demand, patience }) => [at / 8, demand / 8, patience === 0 ? undefined : patience / 8])), whenBlocked: 'wait-outside',
      }])),
      limiter: { kind: 'limiter', limit: limitOf(first.limit), whenOver: first.waits ? 'wait' : 'refuse' },
      line: base.stations['line']!, desk: base.stations['desk']!, end: base.stations['end']!,
    },
    links: [...senders.map((from) => ({ from, to: 'limiter' })), { from: 'limiter', to: 'line' }, { from: 'line', to: 'desk' }, { from: 'desk', to: 'end' }],
  };
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves: number[] = [];
  for (const { at, limit, waits } of changes) {
    moves.push(...movesUntil(run, at / 8));
    run.change(change('stations.limiter.limit', limitOf(limit)));
    run.change(change('stations.limiter.whenOver', waits ? 'wait' : 'refuse'));
  }
  moves.push(...movesUntil(run, 1000));
  const told: Told[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const id = moves[m + Move.job]!;
    const word = what === What.served ? 'served' : what === What.shed ? SHED_REASONS[moves[m + Move.detail]!]
      : what === What.entered && moves[m + Move.station] === senders.length ? 'passed' : undefined;
    if (word !== undefined) told.push(`${moves[m + Move.timeNs]!} ${originOfJobId(id)}.${serialOfJobId(id)} ${word}`);
  }
  return told;
}

// ── random cases ─────────────────────────────────────────────────────────────────────────────────

const someRows: fc.Arbitrary<Row[]> = fc.array(fc.record({
  at: fc.integer({ min: 0, max: 4 }), demand: fc.integer({ min: 1, max: 12 }), patience: fc.constantFrom(0, 0, 2, 8),
}), { minLength: 1, maxLength: 25 }).map((gaps) => {
  let at = 0;
  return gaps.map((row) => ({ ...row, at: at += row.at }));
});
const someSettings = (kind: Limit['kind']): fc.Arbitrary<Settings> => fc.record({
  limit: fc.record({ kind: fc.constant(kind), rate: fc.constantFrom(0, 1, 2, 4, 8), jobs: fc.integer({ min: 1, max: 4 }), target: fc.integer({ min: 2, max: 30 }) }),
  waits: fc.boolean(),
});

const KINDS = ['token-bucket', 'concurrency', 'aimd'] as const;
describe.each(KINDS)('%s', (kind) => {
  const cases = (changes: number): fc.Arbitrary<Case> => fc.record({
    rows: fc.array(someRows, { minLength: 1, maxLength: 3 }), first: someSettings(kind), workers: fc.integer({ min: 1, max: 3 }), places: fc.constantFrom(1, 2, 1000),
    changes: fc.array(fc.integer({ min: 0, max: 60 }).chain((at) => someSettings(kind).map((settings) => ({ ...settings, at }))), { maxLength: changes })
      .map((all) => [...all].sort((a, b) => a.at - b.at)), sheds: fc.boolean(),
  });

  it('lets pass and refuses as a limiter written a second time does', () => {
    holds(200, cases(0), (each) => { expect(engineRun(each)).toEqual(plainRun(each)); });
  });

  it('and so does one that is changed', () => {
    holds(200, cases(4), (each) => { expect(engineRun(each)).toEqual(plainRun(each)); });
  });
});
