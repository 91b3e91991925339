import { EVENTS_AT, EVENT_FREE, EVENT_TOP, JOBS_AT, JOB_FREE, JOB_TOP, f64, i32, linkAt } from '../../simulations/engine/arena';
import { ASK } from '../../simulations/engine/call-row';
import { eachEvent } from '../../simulations/engine/event-list';
import type { Kernel } from '../../simulations/engine/kernel';
import {
  BLOCKED, CODES, DOOR_HEAD, DOOR_TAIL, EVENT_NUMBERS, E_JOB, E_PLACE, E_TIME, E_WHAT, INSIDE, JOB_NUMBERS, J_CELL, J_CHILD, J_DUE, J_MARK, J_NEXT, J_PARENT,
  J_SIBLING, J_STATION, J_TIMER, J_WATCH, L_FROM, L_LINE, L_NEXT, L_TO, L_WAITS, MARK_CALLING, OUT_COUNT, Role, STATION_MASK, TABLE_AT, roleOfMark,
  stationAt, stationIndex,
} from '../../simulations/engine/layout';
import { FORK_HELD, G_COPIES, G_DONE, G_JOB, G_LOST, G_READY, Ready } from '../../simulations/stations/group';

/** In the cell of a row that stands for an attempt that is lost on the way (engine/calls.ts). */
const GHOST = -1;

/**
 * Goes through all that the engine remembers, and says what is wrong with it, or ''. Every row in use must be somewhere, and known
 * to those that it belongs to; every event must be about a row that waits for it; every link in line must stand at the door behind it.
 */
export function broken(k: Kernel): string {
  return brokenEvents(k) || brokenRows(k) || brokenDoors(k);
}

/** The rows in use; undefined where the list of free rows goes in a circle. */
function rowsInUse(): Set<number> | undefined {
  const used = new Set<number>();
  for (let j = JOBS_AT; j < i32[JOB_TOP]!; j += JOB_NUMBERS) used.add(j);
  for (let j = i32[JOB_FREE]!; j !== 0; j = i32[2 * j + J_NEXT]!) if (!used.delete(j)) return undefined;
  return used;
}

function brokenEvents(k: Kernel): string {
  const used = rowsInUse();
  if (used === undefined) return 'a row of the job table is free twice';
  const events: number[] = [];
  eachEvent((e) => { events.push(e); }); // first, for it frees the row of the event that was the last
  const free = new Set<number>();
  for (let e = i32[EVENT_FREE]!; e !== 0; e = i32[2 * e + E_PLACE]!) {
    if (free.has(e)) return 'a row of the event list is free twice';
    free.add(e);
  }
  const rows = (i32[EVENT_TOP]! - EVENTS_AT) / EVENT_NUMBERS;
  if (rows !== events.length + free.size || events.length !== k.eventsPending) return `of ${rows} rows of events ${events.length} are pending and ${free.size} free`;
  for (const e of events) {
    if (f64[e + E_TIME]! < k.nowNs) return `an event is due ${k.nowNs - f64[e + E_TIME]!} ns ago`;
    const j = i32[2 * e + E_JOB]!;
    const s = i32[2 * e + E_WHAT]! & STATION_MASK;
    if (j === 0 || isAsked(e)) continue;
    const about = `an event of ${s === 0 ? 'a call' : k.plan.stations[stationIndex(s)]!.id} for a row`;
    if (!used.has(j)) return `${about} that is gone`;
    if (roleOfMark(i32[2 * j + J_MARK]!) === Role.group) {
      if (k.kindOf(i32[2 * j + J_CELL]!).kind === 'fork' && i32[2 * j + G_READY] !== Ready.soon) return `${about} that is not about to be complete`;
    } else if (roleOfMark(i32[2 * j + J_MARK]!) === Role.copy && i32[2 * j + J_STATION] === 0) {
      continue; // it comes back to its topic at this instant
    } else if (i32[2 * j + J_TIMER] !== e && i32[2 * j + J_DUE] !== e) {
      return `${about} (${roleName(j)}) that does not wait for it`;
    }
  }
  return '';
}

function brokenRows(k: Kernel): string {
  const used = rowsInUse()!;
  const inside = new Map<number, number>();
  const standing = standingInLines(k);
  for (const j of used) {
    const n = 2 * j;
    const at = i32[n + J_STATION]!;
    const role = roleOfMark(i32[n + J_MARK]!);
    if (at > 0) inside.set(at, (inside.get(at) ?? 0) + 1);
    const why = brokenRow(k, j, role, at, used, standing);
    if (why !== '') return `${roleName(j)} ${j} at ${at}: ${why}`;
    const timer = i32[n + J_TIMER]!;
    if (role !== Role.group && timer !== 0 && i32[2 * timer + E_JOB] !== j) return `${roleName(j)} ${j} waits for an event about row ${i32[2 * timer + E_JOB]}`;
    const due = i32[n + J_DUE]!;
    if (role === Role.attempt && due !== 0 && i32[2 * due + E_JOB] !== j) return `attempt ${j} has a timeout about row ${i32[2 * due + E_JOB]}`;
  }
  for (let index = 0; index < k.plan.stations.length; index++) {
    const s = stationAt(index);
    if (i32[2 * s + INSIDE] !== (inside.get(s) ?? 0)) return `${i32[2 * s + INSIDE]} jobs inside ${k.plan.stations[index]!.id}, ${inside.get(s) ?? 0} rows`;
  }
  for (let j = i32[JOB_FREE]!; j !== 0; j = i32[2 * j + J_NEXT]!) for (let i = 5; i < JOB_NUMBERS; i++) if (f64[j + i] !== 0 && !isScratch(j, i)) return `free row ${j} was not wiped: ${i}`;
  return '';
}

/** Timer and cell may be left in a free row that nobody touched. */
const isScratch = (j: number, i: number): boolean => i === 5 && i32[2 * j + J_TIMER] === 0;

function brokenRow(k: Kernel, j: number, role: number, at: number, used: ReadonlySet<number>, standing: ReadonlyMap<number, number>): string {
  const n = 2 * j;
  const parent = i32[n + J_PARENT]!;
  const lines = standing.get(j) ?? 0;
  if ((i32[n + J_MARK]! & MARK_CALLING) !== 0 && at <= 0) return 'calls, but is nowhere';
  for (let watch = i32[n + J_WATCH]!, length = 0; watch !== 0 && role <= Role.copy; watch = i32[2 * watch + J_SIBLING]!) {
    if (!used.has(watch) || i32[2 * watch + J_PARENT] !== j || ++length > 10_000) return 'is followed by a row that is not about it';
  }
  switch (role) {
    case Role.job: return at > 0 ? '' : 'is nowhere';
    case Role.attempt: {
      if (parent === 0) return at > 0 ? '' : 'nobody wants it and it is nowhere';
      if (!used.has(parent) || roleOfMark(i32[2 * parent + J_MARK]!) !== Role.call) return 'its call is gone';
      if (!among(i32[2 * parent + J_CHILD]!, j)) return 'its call does not know it';
      if (at > 0) return lines === 0 ? '' : 'is inside and at a door as well';
      return (i32[n + J_CELL] === GHOST ? 1 : 0) + lines === 1 ? '' : `is in ${lines} lines before a call link`;
    }
    case Role.copy: {
      if (!used.has(parent) || roleOfMark(i32[2 * parent + J_MARK]!) !== Role.group) return 'its group is gone';
      if (k.kindOf(i32[2 * parent + J_CELL]!).kind !== 'fork') return '';
      return (at > 0 ? 1 : 0) + lines === 1 ? '' : `is held ${lines} times`;
    }
    case Role.call: {
      if (!used.has(parent) || i32[2 * parent + J_STATION]! <= 0 || (i32[2 * parent + J_MARK]! & MARK_CALLING) === 0) return 'its caller is gone';
      if (!among(i32[2 * parent + J_CHILD]!, j)) return 'its caller does not know it';
      return i32[n + J_TIMER] !== 0 || i32[n + J_CHILD] !== 0 ? '' : 'waits for nothing';
    }
    case Role.group: {
      if (k.kindOf(i32[n + J_CELL]!).kind !== 'fork') return ''; // a topic's, which knows it by other numbers
      const job = i32[n + G_JOB]!;
      if (job !== 0) return used.has(job) && i32[2 * job + J_CELL] === j && i32[2 * job + J_STATION] === i32[n + J_CELL] ? '' : 'its job is not in its fork';
      return i32[n + G_READY] === Ready.soon || i32[n + G_DONE]! + i32[n + G_LOST]! < i32[n + G_COPIES]! ? '' : 'has no job and no copies';
    }
    case Role.watch: return used.has(parent) && among(i32[2 * parent + J_WATCH]!, j) ? '' : 'follows a row that does not know it';
    default: return `has role ${role}`;
  }
}

/** In how many lines before call links, or places of forks for copies that find no room, each row stands. */
function standingInLines(k: Kernel): Map<number, number> {
  const standing = new Map<number, number>();
  const add = (j: number): void => { standing.set(j, (standing.get(j) ?? 0) + 1); };
  k.plan.links.forEach((link, index) => {
    if (link.calls === true) for (let j = i32[2 * linkAt(index) + L_LINE]!; j !== 0; j = i32[2 * j + J_NEXT]!) add(j);
  });
  k.plan.stations.forEach(({ kind }, index) => {
    const n = 2 * stationAt(index);
    // One for each branch, and the last one for a copy that may go to any.
    if (kind.kind === 'fork') for (const place of [...Array(i32[n + OUT_COUNT]).keys(), kind.tableWords! - 1]) if (i32[i32[n + TABLE_AT]! + place] !== 0) add(i32[i32[n + TABLE_AT]! + place]!);
  });
  return standing;
}

/** Whether a row is in the list of siblings that begins with `first`. */
function among(first: number, j: number): boolean {
  let left = 10_000;
  for (let each = first; each !== 0 && left-- > 0; each = i32[2 * each + J_SIBLING]!) if (each === j) return true;
  return false;
}

function brokenDoors(k: Kernel): string {
  const inLine = new Set<number>();
  for (let index = 0; index < k.plan.stations.length; index++) {
    const n = 2 * stationAt(index);
    let last = 0;
    for (let link = i32[n + DOOR_HEAD]!; link !== 0; link = i32[2 * link + L_NEXT]!) {
      if (inLine.has(link)) return 'a link stands in line twice';
      inLine.add(link);
      if (i32[2 * link + L_TO] !== stationAt(index)) return 'a link stands at a strange door';
      last = link;
    }
    if (i32[n + DOOR_HEAD] !== 0 && i32[n + DOOR_TAIL] !== last) return 'the line at a door has another end';
    const { kind, id } = k.plan.stations[index]!;
    if (kind.blockedAtDoor === true && i32[n + BLOCKED] !== (last === 0 ? 0 : 1)) return `${id} is ${last === 0 ? '' : 'not '}blocked, and ${last === 0 ? 'nobody' : 'somebody'} waits at its door`;
  }
  for (let index = 0; index < k.plan.links.length; index++) {
    const link = linkAt(index);
    const waits = i32[2 * link + L_WAITS];
    if (waits !== (inLine.has(link) ? 1 : 0)) return `link ${index} ${waits === 1 ? 'thinks that it waits' : waits === 2 ? 'is being asked for ever' : 'does not know that it waits'}`;
    if (k.plan.links[index]!.calls === true && i32[2 * link + L_LINE] !== 0 && waits === 0) return `attempts wait before link ${index}, and it does not stand at the door`;
    if (k.plan.links[index]!.calls === true && i32[2 * link + L_LINE] === 0 && waits !== 0) return `call link ${index} stands at a door, and no attempt waits for it`;
    // Behind one who held nothing and was called back, a link of what hands jobs on in the instant may still stand, until it is asked.
    const from = k.kindOf(i32[2 * link + L_FROM]!);
    if (waits === 0 || from.instant === true) continue;
    const held = heldFor(k, link);
    if (held === 0) return `link ${index} of ${k.plan.stations[k.plan.links[index]!.from]!.id} stands at a door, and nobody waits for it`;
  }
  return '';
}

/** How many jobs may be waiting to go over a link: those inside, those at the doors of a station that holds none, and those beside it. */
function heldFor(k: Kernel, link: number): number {
  const from = i32[2 * link + L_FROM]!;
  return i32[2 * from + INSIDE]! + i32[2 * from + DOOR_HEAD]! + i32[2 * link + L_LINE]! + (k.kindOf(from).kind === 'fork' ? i32[2 * from + FORK_HELD]! : 0);
}

/** Has everybody who waits at a door asked, wherever one does. Afterwards the run is of no use, for those who are asked lose their place. */
export function askAllDoors(k: Kernel): void {
  for (let index = 0; index < k.plan.stations.length; index++) if (i32[2 * stationAt(index) + DOOR_HEAD] !== 0) k.giveRoom(stationAt(index));
}

/** The event is about a link, not about a row. */
const isAsked = (e: number): boolean => (i32[2 * e + E_WHAT]! & STATION_MASK) === 0 && (i32[2 * e + E_WHAT]! & (CODES - 1)) === ASK;

function roleName(j: number): string {
  return Object.keys(Role)[roleOfMark(i32[2 * j + J_MARK]!)] ?? '?';
}
