// Method: recorded jobs of two classes are served by workers whose pace depends on who is there, in the engine and by a second implementation that
// knows nothing but what is left of each job, goes from one instant to the next and takes off what was done between them. When each job is served
// or fails must be the same up to rounding, whatever is changed or crashes meanwhile. What is done comes a little beside the eighths of a
// second at which jobs come, so that no rounding decides what was first.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, serialOfJobId } from '../../../../simulations/engine/frame';
import type { ParamValue } from '../../../../simulations/engine/param';
import type { TimelineItem } from '../../../../simulations/scenario/scenario';
import { chain, holds, movesUntil, startValid } from '../../../properties/kit';

interface Row { readonly at: number; readonly demand: number; readonly vip: boolean }
interface Settings { readonly workers: number; readonly shared: boolean; readonly atOnce: number; readonly contention: number; readonly coherency: number }
interface Deed { readonly at: number; readonly set?: Partial<Settings>; readonly fault?: { readonly kind: 'crash' | 'slow' | 'pause'; readonly much: number; readonly lasts: number } }
interface Case { readonly rows: readonly Row[]; readonly first: Settings; readonly deeds: readonly Deed[]; readonly again: boolean }
/** What became of a job and when, s. */
type Told = Record<number, readonly [what: string, atS: number]>;

const VIP_FACTOR = 0.7;
const DEED_LATER_S = 0.0171;
const UNTIL_S = 2000;
const atS = (eighths: number, n: number): number => eighths / 8 + DEED_LATER_S * (1 + n / 8);

function plainRun({ rows, first, deeds, again }: Case): Told {
  interface Job { readonly n: number; readonly demand: number; left: number; cell: number }
  const told: Told = {};
  const coming: Job[] = rows.map(({ demand, vip }, n) => ({ n: n + 1, demand: demand / 8 * (vip ? VIP_FACTOR : 1), left: 0, cell: 0 }));
  const line: Job[] = [];
  let hitBefore: Job[] = [];
  let inside: Job[] = [];
  let now = 0;
  let settings = first;
  let on: NonNullable<Deed['fault']>[] = [];
  const crashed = (): number => on.reduce((sum, { kind, much }) => sum + (kind === 'crash' ? much : 0), 0);
  const left = (): number => settings.workers - crashed();
  const alive = (): number => Math.max(0, left());
  const pace = (): number => {
    const busy = settings.shared ? Math.min(inside.length, alive()) : inside.length;
    const alone = settings.shared ? Math.min(1, alive() / inside.length) : 1;
    return alone / Math.max(1, 1 + settings.contention * (busy - 1) + settings.coherency * busy * (busy - 1));
  };
  const letIn = (): void => {
    const places = alive() === 0 ? 0 : settings.shared ? settings.atOnce : alive();
    while (line.length + hitBefore.length > 0 && inside.length < places && !on.some(({ kind }) => kind === 'pause')) {
      const job = hitBefore.shift() ?? line.shift()!;
      job.left = job.demand * on.reduce((product, { kind, much }) => product * (kind === 'slow' ? much : 1), 1);
      job.cell = Array.from({ length: 100 }, (_, n) => n).find((n) => inside.every(({ cell }) => cell !== n))!;
      inside.push(job);
    }
  };
  const crash = (much: number): void => {
    // Those at work are workers, wherever a reduction left them; up to their number stand free ones in the lowest places. The last ones crash.
    const free = Array.from({ length: 100 }, (_, n) => n).filter((n) => inside.every(({ cell }) => cell !== n)).slice(0, Math.max(0, left() + much - inside.length));
    const gone = [...free, ...inside.map(({ cell }) => cell)].sort((a, b) => b - a).slice(0, much);
    const hit = inside.filter(({ cell }) => (settings.shared ? alive() === 0 : gone.includes(cell)));
    inside = inside.filter((job) => !hit.includes(job));
    if (again) hitBefore = [...hitBefore, ...hit.sort((a, b) => a.cell - b.cell)];
    else for (const { n } of hit) told[n] = ['failed', now];
  };
  const agenda = [
    ...rows.map(({ at }, n) => ({ at: at / 8, does: () => { line.push(coming[n]!); } })),
    ...deeds.flatMap(({ at, set, fault }, n) => [
      { at: atS(at, n), does: () => {
        settings = { ...settings, ...set };
        if (fault === undefined) return;
        on.push(fault);
        if (fault.kind === 'crash') crash(fault.much);
      } },
      ...(fault === undefined ? [] : [{ at: atS(at, n) + fault.lasts / 8, does: () => { on = on.filter((each) => each !== fault); } }]),
    ]),
  ].sort((a, b) => a.at - b.at);
  for (;;) {
    const next = agenda[0]?.at ?? UNTIL_S;
    const shortest = Math.min(...inside.map(({ left }) => left));
    const until = Math.min(next, now + (pace() > 0 ? shortest / pace() : Infinity));
    const done = pace() * (until - now);
    for (const job of inside) job.left -= done;
    now = until;
    for (let job = inside.find(({ left }) => left < 1e-10); job !== undefined; job = inside.find(({ left }) => left < 1e-10)) {
      told[job.n] = ['served', now];
      inside = inside.filter((each) => each !== job);
      letIn();
    }
    letIn();
    if (until === UNTIL_S) return told;
    if (until < next) continue;
    agenda.shift()!.does();
    letIn();
  }
}

function engineRun({ rows, first, deeds, again }: Case): Told {
  const paramsOf = ({ shared, atOnce, ...others }: Partial<Settings>): Record<string, ParamValue> => ({
    ...others, ...(shared === undefined ? {} : { sharing: shared ? 'processor-sharing' : 'one-each' }), ...(atOnce === undefined ? {} : { jobsAtOnce: atOnce }),
  });
  const base = chain({ arrivals: { kind: 'trace', csv: `atS,demandS,class\n${rows.map(({ at, demand, vip }) => `${at / 8},${demand / 8},${vip ? 'vip' : 'job'}`).join('\n')}\n` } });
  const timeline: TimelineItem[] = deeds.flatMap(({ at, set, fault }, n): TimelineItem[] => [
    ...(set === undefined ? [] : Object.entries(paramsOf(set)).map(([name, value]) => ({ atS: atS(at, n), change: { path: `stations.desk.${name}`, value } }))),
    ...(fault === undefined ? [] : [{ atS: atS(at, n), fault: {
      kind: fault.kind, station: 'desk', forS: fault.lasts / 8, ...(fault.kind === 'crash' ? { workers: fault.much } : fault.kind === 'slow' ? { factor: fault.much } : {}),
    } }]),
  ]).sort((a, b) => a.atS - b.atS);
  const run = startValid({
    ...base, durationS: UNTIL_S, timeline, classes: { job: { share: 1, priority: 0 }, vip: { share: 1, priority: 0 } },
    stations: { ...base.stations, desk: {
      kind: 'workers', service: { kind: 'own-demand', meanS: 1 }, classTimes: { kind: 'by-class', factors: `vip=${VIP_FACTOR}` }, whenCrashed: again ? 'again' : 'fail', ...paramsOf(first),
    } },
  });
  run.sampleJobs(1);
  const moves = movesUntil(run, UNTIL_S);
  const told: Told = {};
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    if (what === What.served || what === What.failed) told[serialOfJobId(moves[m + Move.job]!)] = [what === What.served ? 'served' : 'failed', moves[m + Move.timeNs]! / 1e9];
  }
  return told;
}

const someSettings: fc.Arbitrary<Settings> = fc.record({
  workers: fc.integer({ min: 0, max: 4 }), shared: fc.constantFrom(true, true, false), atOnce: fc.constantFrom(1, 2, 3, 5, 1000),
  contention: fc.constantFrom(0, 0, 0.1, 0.5), coherency: fc.constantFrom(0, 0, 0.05),
});
const someDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ at: fc.integer({ min: 0, max: 60 }), set: fc.tuple(someSettings, fc.constantFrom('workers', 'shared', 'atOnce', 'contention', 'coherency')).map(([all, one]) => ({ [one]: all[one] })) }),
  fc.record({ at: fc.integer({ min: 0, max: 60 }), fault: fc.record({ kind: fc.constantFrom('crash' as const, 'slow' as const, 'pause' as const), much: fc.integer({ min: 1, max: 3 }), lasts: fc.integer({ min: 1, max: 20 }) }) }),
);
const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.array(fc.record({ at: fc.integer({ min: 0, max: 4 }), demand: fc.integer({ min: 1, max: 16 }), vip: fc.boolean() }), { minLength: 1, maxLength: 25 }).map((gaps) => {
    let at = 0;
    return gaps.map((row) => ({ ...row, at: at += row.at }));
  }),
  first: someSettings, deeds: fc.array(someDeed, { maxLength: 6 }), again: fc.boolean(),
});

it('serve each job when the second implementation does', () => {
  holds(1000, cases, (each) => {
    const told = engineRun(each);
    const expected = plainRun(each);
    expect(Object.entries(told).map(([n, [what]]) => `${n} ${what}`)).toEqual(Object.entries(expected).map(([n, [what]]) => `${n} ${what}`));
    for (const [n, [, at]] of Object.entries(told)) expect(Math.abs(at - expected[Number(n)]![1]), `job ${n} at ${at}, not ${expected[Number(n)]![1]}`).toBeLessThan(1e-7);
  });
});
