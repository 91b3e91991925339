// Method: recorded jobs of two classes, at times that are often the same, are served in batches by workers in the engine and by workers written a second
// time over plain lists, with a line in front and, in some cases, a slow station behind that holds finished jobs up. When each job comes to the
// workers and what becomes of it must be the same to the nanosecond, whatever is changed or fails meanwhile.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, serialOfJobId } from '../../../../simulations/engine/frame';
import type { ParamValue } from '../../../../simulations/engine/param';
import type { TimelineItem } from '../../../../simulations/scenario/scenario';
import { chain, holds, movesUntil, startValid } from '../../../properties/kit';
import { PlainEvents } from '../plain-events';

const EIGHTH_NS = 125_000_000;
const FOR_EVER = 99;
const VIP_FACTOR = 2;

/** In eighths of a second, as all times here. */
interface Row { readonly at: number; readonly demand: number; readonly vip: boolean }
interface Settings { readonly workers: number; readonly size: number; readonly wait: number; readonly places: number }
interface Fault { readonly kind: 'crash' | 'pause' | 'slow' | 'fail'; readonly much: number; readonly lasts: number }
interface Deed { readonly at: number; readonly set?: Partial<Settings>; readonly fault?: Fault }
interface Case {
  readonly rows: readonly Row[]; readonly first: Settings; readonly deeds: readonly Deed[]; readonly sheds: boolean; readonly again: boolean;
  /** How long one job takes behind the workers; 0: nobody is there. */
  readonly behind: number;
}

// ── the second implementation ────────────────────────────────────────────────────────────────────

interface Job { readonly n: number; readonly row: Row; cameNs: number }
interface Worker { readonly place: number; jobs: Job[]; fills: boolean; stop: () => void; dueNs: number; order: number }

function plainRun({ rows, first, deeds, sheds, again, behind }: Case): string[] {
  const told: string[] = [];
  const events = new PlainEvents();
  const tell = ({ n }: Job, what: string): void => { told.push(`${events.nowNs} ${n} ${what}`); };
  let settings = first;
  let faults: Fault[] = [];
  const outside: Job[] = [];
  const line: Job[] = [];
  const hitBefore: Job[] = [];
  let atWork: Worker[] = [];
  let finished: { job: Job; by: Worker }[] = [];
  let isBusyBehind = false;

  const all = (kind: Fault['kind']): Fault[] => faults.filter((each) => each.kind === kind);
  const crashed = (): number => all('crash').reduce((sum, { much }) => sum + much, 0);
  const fills = (): Worker | undefined => atWork.find((each) => each.fills);
  const isRoom = (): boolean => all('pause').length === 0 && ((fills()?.jobs.length ?? Infinity) < settings.size || atWork.length < settings.workers - crashed());
  const isFree = (place: number): boolean => atWork.every((each) => each.place !== place);
  const leaves = (job: Job, by: Worker): void => {
    by.jobs = by.jobs.filter((each) => each !== job);
    if (by.jobs.length === 0) atWork = atWork.filter((each) => each !== by);
  };
  const takes = (job: Job): void => {
    let by = fills();
    if (job.cameNs < 0) {
      tell(job, 'comes');
      job.cameNs = events.nowNs;
    }
    if (by === undefined) atWork.push(by = { place: [...Array(100).keys()].find(isFree)!, jobs: [], fills: true, stop: () => {}, dueNs: -1, order: -1 });
    by.jobs.push(job);
    if (by.jobs.length >= settings.size) serves(by);
  };
  const serves = (by: Worker): void => {
    by.stop();
    by.fills = false;
    const { demand, vip } = by.jobs[0]!.row;
    by.stop = events.after(all('slow').reduce((ns, { much }) => ns * much, demand * EIGHTH_NS * (vip ? VIP_FACTOR : 1)), () => {
      for (const job of by.jobs) {
        if (all('fail').length > 0) {
          tell(job, 'failed');
          leaves(job, by);
        } else if (behind > 0 && isBusyBehind) finished.push({ job, by });
        else goesOn(job, by);
      }
      moveUp();
    });
  };
  const goesOn = (job: Job, by: Worker): void => {
    leaves(job, by);
    if (behind === 0) {
      tell(job, 'served');
      return;
    }
    isBusyBehind = true;
    events.after(behind * EIGHTH_NS, () => {
      isBusyBehind = false;
      tell(job, 'served');
      const next = finished.shift();
      if (next === undefined) return;
      goesOn(next.job, next.by);
      moveUp();
    });
  };
  /** The batch that is being filled begins when it is full or its time is over. */
  const look = (): void => {
    const by = fills();
    if (by === undefined || all('pause').length > 0) return;
    const dueNs = settings.wait === FOR_EVER ? Infinity : by.jobs[0]!.cameNs + settings.wait * EIGHTH_NS;
    if (by.jobs.length >= settings.size || dueNs <= events.nowNs) {
      serves(by);
      return;
    }
    if (dueNs === by.dueNs) return;
    by.stop();
    by.dueNs = dueNs;
    if (dueNs < Infinity) {
      if (by.order < 0) by.order = events.nextOrder();
      by.stop = events.after(dueNs - events.nowNs, () => {
        look();
        moveUp();
      }, by.order);
    }
  };
  const moveUp = (): void => {
    if ((fills()?.jobs.length ?? 0) >= settings.size) look();
    for (;;) {
      if (isRoom()) {
        const next = hitBefore.shift() ?? line.shift() ?? outside.shift();
        if (next === undefined) break;
        takes(next);
      } else if (line.length < settings.places && outside.length > 0) line.push(outside.shift()!);
      else break;
    }
    look();
  };
  const crash = (much: number): void => {
    // Those at work are workers, wherever a reduction left them; up to their number stand free ones in the lowest places. The last ones crash.
    const free = [...Array(100).keys()].filter(isFree).slice(0, Math.max(0, settings.workers - crashed() + much - atWork.length));
    const gone = [...free, ...atWork.map(({ place }) => place)].sort((a, b) => b - a).slice(0, much);
    const hit = atWork.filter(({ place }) => gone.includes(place)).sort((a, b) => a.place - b.place);
    const wasFinished = finished.filter(({ by }) => hit.includes(by)).map(({ job }) => job);
    const others = hit.flatMap(({ jobs }) => jobs).filter((job) => !wasFinished.includes(job));
    finished = finished.filter(({ by }) => !hit.includes(by));
    atWork = atWork.filter((each) => !hit.includes(each));
    for (const each of hit) each.stop();
    for (const job of [...wasFinished, ...others]) {
      if (again) hitBefore.push(job);
      else tell(job, 'failed');
    }
  };

  for (const { at, set, fault } of deeds) {
    events.planned(at * EIGHTH_NS, () => {
      settings = { ...settings, ...set };
      if (fault !== undefined) faults.push(fault);
      if (fault?.kind === 'crash') crash(fault.much);
      moveUp();
    });
    if (fault !== undefined) events.planned((at + fault.lasts) * EIGHTH_NS, () => {
      faults = faults.filter((each) => each !== fault);
      moveUp();
    });
  }
  const arrives = (n: number): void => {
    const row = rows[n];
    if (row === undefined) return;
    events.after(row.at * EIGHTH_NS - events.nowNs, () => {
      const job = { n: n + 1, row, cameNs: -1 };
      if (sheds && !isRoom() && line.length >= settings.places) tell(job, 'shed');
      else {
        outside.push(job);
        if (outside.length === 1) moveUp();
      }
      arrives(n + 1);
    });
  };
  arrives(0);
  events.run();
  return told;
}

// ── the engine ───────────────────────────────────────────────────────────────────────────────────

const PARAMS = { workers: 'desk.workers', size: 'desk.batchSize', wait: 'desk.batchWaitS', places: 'line.capacityJobs' } as const;
const valueOf = (name: string, value: number): ParamValue => (name !== 'wait' ? value : value === FOR_EVER ? 'unbounded' : value / 8);

function engineRun({ rows, first, deeds, sheds, again, behind }: Case): string[] {
  const csv = `atS,demandS,class\n${rows.map(({ at, demand, vip }) => `${at / 8},${demand / 8},${vip ? 'vip' : 'job'}`).join('\n')}\n`;
  const base = chain({ arrivals: { kind: 'trace', csv }, capacityJobs: first.places, whenFull: sheds ? 'shed-newest' : 'block' });
  const timeline = deeds.flatMap(({ at, set = {}, fault }): TimelineItem[] => [
    ...Object.entries(set).map(([name, value]) => ({ atS: at / 8, change: { path: `stations.${PARAMS[name as keyof Settings]}`, value: valueOf(name, value) } })),
    ...(fault === undefined ? [] : [{ atS: at / 8, fault: {
      kind: fault.kind, station: 'desk', forS: fault.lasts / 8,
      ...(fault.kind === 'crash' ? { workers: fault.much } : fault.kind === 'slow' ? { factor: fault.much } : fault.kind === 'fail' ? { share: 1 } : {}),
    } }]),
  ]);
  const run = startValid({
    ...base, durationS: 2_000, timeline, classes: { job: { share: 1, priority: 0 }, vip: { share: 1, priority: 0 } },
    stations: {
      ...base.stations,
      desk: {
        kind: 'workers', workers: first.workers, service: { kind: 'own-demand', meanS: 1 }, classTimes: { kind: 'by-class', factors: `vip=${VIP_FACTOR}` },
        batchSize: first.size, batchWaitS: valueOf('wait', first.wait), whenCrashed: again ? 'again' : 'fail',
      },
      ...(behind > 0 ? { behind: { kind: 'workers', workers: 1, service: { kind: 'constant', meanS: behind / 8 } } } : {}),
    },
    links: [{ from: 'source', to: 'line' }, { from: 'line', to: 'desk' }, ...(behind > 0 ? [{ from: 'desk', to: 'behind' }, { from: 'behind', to: 'end' }] : [{ from: 'desk', to: 'end' }])],
  });
  run.sampleJobs(1);
  const moves = movesUntil(run, 2_000);
  const told: string[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const word = what === What.served ? 'served' : what === What.failed ? 'failed' : what === What.shed ? 'shed' : what === What.entered && moves[m + Move.station] === 2 ? 'comes' : '';
    if (word !== '') told.push(`${moves[m + Move.timeNs]!} ${serialOfJobId(moves[m + Move.job]!)} ${word}`);
  }
  return told;
}

// ── random cases ─────────────────────────────────────────────────────────────────────────────────

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const someSettings = fc.record({ workers: small(4), size: small(4, 1), wait: fc.constantFrom(0, 1, 3, 6, FOR_EVER), places: fc.constantFrom(0, 1, 2, 1000) });
const someDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ at: small(60), set: fc.tuple(someSettings, fc.constantFrom('workers', 'size', 'wait', 'places')).map(([every, one]) => ({ [one]: every[one] })) }),
  fc.record({ at: small(60), fault: fc.record({ kind: fc.constantFrom('crash', 'crash', 'pause', 'slow', 'fail'), much: small(3, 1), lasts: small(20, 1) }) }),
);
const cases: fc.Arbitrary<Case> = fc.record({
  rows: fc.array(fc.record({ at: small(4), demand: small(12, 1), vip: fc.boolean() }), { minLength: 1, maxLength: 25 }).map((gaps) => {
    let at = 0;
    return gaps.map((row) => ({ ...row, at: at += row.at }));
  }),
  first: someSettings, deeds: fc.array(someDeed, { maxLength: 5 }).map((deeds) => [...deeds].sort((a, b) => a.at - b.at)),
  sheds: fc.boolean(), again: fc.boolean(), behind: fc.constantFrom(0, 0, 1, 3),
});

/** What happens at one instant is told in one order. */
const inOrder = (told: readonly string[]): readonly string[] => [...told].sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

it('serve each job when batches written a second time do', () => {
  holds(500, cases, (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
});
