import { openStream } from '../../engine/chance';
import type { DisciplineKind } from '../../engine/kind';
import { drawUniform } from '../../engine/random';
import { STREAM_NEXT } from '../../stations/queue/state';
import { nthByRank, waitingJobs } from '../../stations/queue/waiting';
import { walkOldestFirst } from '../../stations/queue/walk';

/**
 * Random order: each of those who wait is next with the same chance, whenever somebody can be handed on. The mean wait is that of first in,
 * first out; in M/M/1 E[W²] is 1/(1 − ρ/2) times as large. The screen shows them as they came, for nobody knows who will be next.
 * Source: Kingman (1962), as for last in, first out.
 */
export const randomOrder: DisciplineKind = {
  kind: 'random',
  label: 'Random order',
  help: 'Anybody who waits may be next, all with the same chance.',
  params: {},
  keeps: 'ranks',
  next: (k, s) => {
    openStream(s, STREAM_NEXT);
    return nthByRank(s, Math.floor(drawUniform() * waitingJobs(s)));
  },
  walk: (_k, s, _numbersAt, see) => { walkOldestFirst(s, see); },
};
