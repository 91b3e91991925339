// Method: recorded jobs of several senders, at times that are often the same, go through a router to lines with workers, in the engine and through a
// router written a second time over plain lists. Which way each job takes and when must be the same to the nanosecond, for the choices that leave
// nothing to chance, whatever is changed meanwhile.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MOVE_STRIDE, Move, What, originOfJobId, serialOfJobId } from '../../../../simulations/engine/frame';
import type { VariantValue } from '../../../../simulations/engine/param';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change, holds, movesUntil, startValid } from '../../../properties/kit';
import { PlainEvents } from '../plain-events';

const EIGHTH_NS = 125_000_000;

type Choice = 'round-robin' | 'least-busy' | 'first-free' | 'by-class';
interface Row { readonly at: number; readonly demand: number; readonly vip: boolean }
/** What a sender is: a source that waits outside, or one with a line behind it. */
type Line = 'none' | 'fifo' | 'lifo' | 'priority';
interface Way { readonly workers: number; readonly places: number; readonly sheds: boolean }
interface Case { readonly rows: readonly (readonly Row[])[]; readonly lines: readonly Line[]; readonly ways: readonly Way[]; readonly first: Choice; readonly changes: readonly { readonly at: number; readonly to: Choice }[] }

const isOrdered = (line: Line): boolean => line === 'lifo' || line === 'priority';

/** Who becomes a sender's first is asked in an event of its own, so there each comes at a nanosecond of its own: nobody else comes before that event, and nobody goes. */
const comesNs = (lines: readonly Line[], { at }: Row, sender: number, n: number): number => at * EIGHTH_NS + (lines.some(isOrdered) ? 1 + sender + 4 * n : 0);

function plainRun({ rows, lines, ways, first, changes }: Case): string[] {
  interface Job { readonly name: string; readonly row: Row }
  const told: string[] = [];
  const events = new PlainEvents();
  const tell = (job: Job, what: string): void => { told.push(`${events.nowNs} ${job.name} ${what}`); };
  const all = ways.map((way, n) => ({ ...way, n, busy: 0, line: [] as Job[] }));
  const outside: Job[][] = rows.map(() => []);
  let door: number[] = []; // senders
  let choice = first;
  let turn = 0;

  const takes = (way: (typeof all)[number], job: Job): boolean => {
    if (way.busy < way.workers) serves(way, job);
    else if (way.line.length < way.places) way.line.push(job);
    else if (way.sheds) tell(job, `shed ${way.n}`);
    else return false;
    return true;
  };
  const serves = (way: (typeof all)[number], job: Job): void => {
    way.busy++;
    tell(job, `begins ${way.n}`);
    events.after(job.row.demand * EIGHTH_NS, () => {
      way.busy--;
      tell(job, 'served');
      const next = way.line.shift();
      if (next !== undefined) serves(way, next);
      ask();
    });
  };
  const goes = (job: Job): boolean => {
    if (choice === 'by-class') return takes(all[job.row.vip ? all.length - 1 : 0]!, job);
    if (choice === 'first-free') return all.some((way) => takes(way, job));
    const fromTurn = [...all.slice(turn), ...all.slice(0, turn)];
    const jobsOf = (way: (typeof all)[number]): number => way.busy + way.line.length;
    const asked = choice === 'round-robin' ? fromTurn.slice(0, 1) : fromTurn.sort((a, b) => jobsOf(a) - jobsOf(b));
    const taken = asked.find((way) => takes(way, job));
    if (taken !== undefined) turn = (taken.n + 1) % all.length;
    return taken !== undefined;
  };
  const firstOf = (sender: number): Job => {
    const all = outside[sender]!;
    const vips = all.filter(({ row }) => row.vip);
    return lines[sender] === 'lifo' ? all.at(-1)! : lines[sender] === 'priority' && vips.length > 0 ? vips[0]! : all[0]!;
  };
  /** Its first goes, if there is room on its way. */
  const gives = (sender: number): boolean => {
    const job = firstOf(sender);
    if (!goes(job)) return false;
    outside[sender] = outside[sender]!.filter((each) => each !== job);
    return true;
  };
  /** The first at the door whose job gets through gives one and goes to the end of the line, until there is none. Who is asked in vain keeps its place. */
  const ask = (): void => {
    for (let sender = door.find(gives); sender !== undefined; sender = door.find(gives)) goesBehind(sender);
  };
  const goesBehind = (sender: number): void => {
    door = door.filter((each) => each !== sender);
    if (outside[sender]!.length > 0) door.push(sender);
  };
  /** Another one may be its first: those are asked, whoever stands before it, until one is not taken. It keeps its place: none has become free. */
  const asksSoon = (sender: number): void => {
    events.after(0, () => {
      while (door.includes(sender) && gives(sender)) door = door.filter((each) => each !== sender || outside[sender]!.length > 0);
    });
  };
  const arrives = (sender: number, n: number): void => {
    const row = rows[sender]![n];
    if (row === undefined) return;
    events.after(comesNs(lines, row, sender, n) - events.nowNs, () => {
      const job = { name: `${sender}.${n + 1}`, row };
      if (outside[sender]!.length > 0 || !goes(job)) {
        outside[sender]!.push(job);
        if (outside[sender]!.length === 1) door.push(sender);
        if (isOrdered(lines[sender]!)) asksSoon(sender);
      }
      arrives(sender, n + 1);
    });
  };
  rows.forEach((_, sender) => { arrives(sender, 0); });
  for (const { at, to } of changes) events.planned(at * EIGHTH_NS, () => {
    choice = to;
    ask();
  });
  events.run();
  return told;
}

function engineRun({ rows, lines, ways, first, changes }: Case): string[] {
  const choiceOf = (kind: Choice): VariantValue => (kind === 'by-class' ? { kind, ways: `job=line0, vip=line${ways.length - 1}` } : { kind });
  const scenario: Scenario = {
    ...chain(), durationS: 1_000, classes: { job: { share: 1, priority: 0 }, vip: { share: 1, priority: 1 } },
    stations: {
      ...Object.fromEntries(rows.map((own, n) => [`source${n}`, {
        kind: 'producer', whenBlocked: 'wait-outside',
        arrivals: { kind: 'trace', csv: `atS,demandS,class\n${own.map((row, i) => `${(comesNs(lines, row, n, i) / 1e9).toFixed(9)},${row.demand / 8},${row.vip ? 'vip' : 'job'}`).join('\n')}\n` },
      }])),
      ...Object.fromEntries(ways.flatMap(({ workers, places, sheds }, n) => [
        [`line${n}`, { kind: 'queue', capacityJobs: places, whenFull: { kind: sheds ? 'shed-newest' : 'block' } }],
        [`desk${n}`, { kind: 'workers', workers, service: { kind: 'own-demand', meanS: 1 } }],
      ])),
      ...Object.fromEntries(lines.flatMap((line, n) => (line === 'none' ? [] : [[`inbox${n}`, { kind: 'queue', discipline: { kind: line } }]]))),
      router: { kind: 'router', choice: choiceOf(first) },
      end: { kind: 'sink' },
    },
    links: [
      ...lines.flatMap((line, n) => (line === 'none' ? [{ from: `source${n}`, to: 'router' }] : [{ from: `source${n}`, to: `inbox${n}` }, { from: `inbox${n}`, to: 'router' }])),
      ...ways.flatMap((_, n) => [{ from: 'router', to: `line${n}` }, { from: `line${n}`, to: `desk${n}` }, { from: `desk${n}`, to: 'end' }]),
    ],
    timeline: changes.map(({ at, to }) => ({ atS: at / 8, change: change('stations.router.choice', choiceOf(to)) })),
  };
  const run = startValid(scenario);
  run.sampleJobs(1);
  const moves = movesUntil(run, 1_000);
  const told: string[] = [];
  for (let m = 0; m < moves.length; m += MOVE_STRIDE) {
    const what = moves[m + Move.what]! & 15;
    const place = moves[m + Move.station]! - rows.length;
    const way = Math.floor(place / 2);
    const isDesk = place >= 0 && way < ways.length && place % 2 === 1;
    const word = what === What.served ? 'served' : what === What.shed ? `shed ${way}` : what === What.entered && isDesk ? `begins ${way}` : '';
    const id = moves[m + Move.job]!;
    if (word !== '') told.push(`${moves[m + Move.timeNs]!} ${originOfJobId(id)}.${serialOfJobId(id)} ${word}`);
  }
  return told;
}

const someRows: fc.Arbitrary<Row[]> = fc.array(fc.record({ at: fc.integer({ min: 0, max: 4 }), demand: fc.integer({ min: 1, max: 12 }), vip: fc.boolean() }), { minLength: 1, maxLength: 20 }).map((gaps) => {
  let at = 0;
  return gaps.map((row) => ({ ...row, at: at += row.at }));
});
const someChoice = fc.constantFrom<Choice>('round-robin', 'least-busy', 'first-free', 'by-class');
const cases: fc.Arbitrary<Case> = fc.record({
  lines: fc.array(fc.constantFrom<Line>('none', 'fifo', 'lifo', 'priority'), { minLength: 4, maxLength: 4 }),
  rows: fc.array(someRows, { minLength: 1, maxLength: 4 }), first: someChoice,
  ways: fc.array(fc.record({ workers: fc.integer({ min: 1, max: 3 }), places: fc.constantFrom(0, 0, 1, 2, 1000), sheds: fc.constantFrom(false, false, true) }), { minLength: 1, maxLength: 4 }),
  changes: fc.array(fc.record({ at: fc.integer({ min: 0, max: 60 }), to: someChoice }), { maxLength: 2 }).map((changes) => [...changes].sort((a, b) => a.at - b.at)),
}).map(({ lines, ...others }) => ({ ...others, lines: lines.slice(0, others.rows.length) }));

/** What happens at one instant is told in one order. */
const inOrder = (told: readonly string[]): readonly string[] => [...told].sort((a, b) => Number(a.split(' ')[0]) - Number(b.split(' ')[0]) || (a < b ? -1 : 1));

it('keeps the place of a sender that was asked in vain while another one gave', () => {
  // 2.1 goes at 1/8 s before 0.2, which was there then; 1.2 comes afterwards.
  const row = (at: number, vip = false, demand = 1): Row => ({ at, demand, vip });
  const way = { workers: 1, places: 0, sheds: false };
  const told = engineRun({ rows: [[row(0), row(0)], [row(0, true, 2), row(1), row(1)], [row(0), row(0, true), row(0)]], ways: [way, way], lines: ['none', 'none', 'none'], first: 'by-class', changes: [] });
  expect(told).toContain(`${2 * EIGHTH_NS} 0.2 begins 0`);
  expect(told).toContain(`${3 * EIGHTH_NS} 1.2 begins 0`);
});

it('sends each job where a router written a second time does', () => {
  holds(400, cases, (each) => { expect(inOrder(engineRun(each))).toEqual(inOrder(plainRun(each))); });
});
