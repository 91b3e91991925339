import { NOW_NS, f64, i32 } from '../../engine/arena';
import type { Kernel } from '../../engine/kernel';
import type { FullPolicyKind, ManagementKind, StationHandle } from '../../engine/kind';
import { invariant } from '../../engine/invariant';
import { FAMILY_NUMBERS, sameNumbers } from '../../engine/slots';
import { DISCIPLINE, EXPIRE, MANAGED_BY, MANAGED_UNTIL_NS, MANAGEMENT, MANAGEMENTS_MAX, ORDERED_BY, Option, PATIENCE, WHEN_FULL, queueParams } from './state';
import { keep } from './waiting';

const NUMBERS = 1 + FAMILY_NUMBERS.discipline;
const FIFO = 0;
const NO_PATIENCE = 0;
const DOES_EXPIRE = queueParams.expire.options.findIndex(({ id }) => id === 'yes');

const memberOf = <T>(members: readonly T[], slot: number): T => members[i32[slot << 1]];
export const whenFullOf = (k: Kernel, s: StationHandle): FullPolicyKind => memberOf(k.families.whenFull, s + WHEN_FULL);
export const managementOf = (k: Kernel, s: StationHandle): ManagementKind => memberOf(k.families.management, s + MANAGEMENT);

/** Takes up what the queue is set to: from now on it keeps and asks what the settings need, and nothing else. True when those who wait may stand in another order. */
export function takeUpSettings(k: Kernel, s: StationHandle): boolean {
  const discipline = memberOf(k.families.discipline, s + DISCIPLINE);
  const full = whenFullOf(k, s);
  const management = managementOf(k, s);
  const asks = (option: number, when: boolean): number => (when ? option : 0);
  keep(k, s,
    asks(Option.classes, discipline.keeps === 'classes' || full.keeps === 'classes')
    | asks(Option.ranks, discipline.keeps === 'ranks' || full.keeps === 'ranks')
    | asks(Option.discipline, i32[(s + DISCIPLINE) << 1] !== FIFO)
    | asks(Option.patience, i32[(s + PATIENCE) << 1] !== NO_PATIENCE)
    | asks(Option.expire, f64[s + EXPIRE] === DOES_EXPIRE)
    | asks(Option.refuses, management.refuses !== undefined)
    | asks(Option.turns, management.turn !== undefined)
    | asks(Option.blocks, management.refuses !== undefined && full.kind === 'block'));
  takeUpManagement(k, s, management);
  return takeUpOrder(s);
}

/** True when it is another one than before. */
function takeUpOrder(s: StationHandle): boolean {
  if (sameNumbers(s + DISCIPLINE, s + ORDERED_BY, NUMBERS)) return false;
  f64.copyWithin(s + ORDERED_BY, s + DISCIPLINE, s + DISCIPLINE + NUMBERS);
  return true;
}

/** One that was off for a while has seen nothing of it and begins anew. */
function takeUpManagement(k: Kernel, s: StationHandle, management: ManagementKind): void {
  const before = i32[(s << 1) + MANAGED_BY];
  const now = i32[(s + MANAGEMENT) << 1];
  invariant(now < MANAGEMENTS_MAX, `management ${now}`);
  if (before === now) return;
  f64[s + MANAGED_UNTIL_NS + before] = f64[NOW_NS];
  i32[(s << 1) + MANAGED_BY] = now;
  if (f64[s + MANAGED_UNTIL_NS + now] < f64[NOW_NS]) management.forget?.(s);
}
