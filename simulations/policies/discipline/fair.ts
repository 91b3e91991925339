import { CLASS_COUNT, i32 } from '../../engine/arena';
import { listHead } from '../../engine/job-list';
import type { DisciplineKind } from '../../engine/kind';
import { TURN } from '../../stations/queue/state';
import { classLine } from '../../stations/queue/waiting';
import { walkInTurns } from '../../stations/queue/walk';

/**
 * Fair by class: round robin among the classes that have somebody waiting, first in, first out within each. A flood of one class then delays
 * its own jobs and hardly those of others. Turns count jobs, not the time they take: a class of long jobs gets more of the workers than
 * one of short jobs (deficit round robin would share the time). Jobs that find nobody waiting go through without taking a turn.
 * Source: Nagle, "On packet switches with infinite storage", RFC 970 (1985).
 */
export const fair: DisciplineKind = {
  kind: 'fair',
  label: 'Fair by class',
  help: 'Classes take turns, one job each; within a class as they came. A flood of one class delays its own jobs.',
  params: {},
  keeps: 'classes',
  next: (_k, s) => {
    const count = i32[CLASS_COUNT];
    for (let c = i32[(s << 1) + TURN]; ; c = c + 1 === count ? 0 : c + 1) {
      const j = listHead(classLine(s, c));
      if (j !== 0) return j;
    }
  },
  handedOn: (s, c) => {
    i32[(s << 1) + TURN] = (c + 1) % i32[CLASS_COUNT];
  },
  walk: (_k, s, _numbersAt, see) => { walkInTurns(s, see); },
};
