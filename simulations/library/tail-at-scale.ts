import type { LinkSpec, StationSpec } from '../scenario/scenario';
import { card, pair, sketch, varied } from './kit';

const RACKS = 8;
const ids = Array.from({ length: RACKS }, (_, n) => `rack-${n + 1}`);

/** Any of a rack's n machines is slow with chance 1 %, and a rack is as slow as its slowest machine. */
const slowShareOf = (machines: number): number => Math.round((1 - 0.99 ** machines) * 1e4) / 1e4;

const rack = (id: string, at: number): StationSpec => ({
  kind: 'workers', label: `Rack ${id.slice(5)}`, at: [at % 2 === 0 ? 520 : 780, at * 105], workers: 12,
  service: { kind: 'mixture', fastMeanS: 0.03, slowMeanS: 1, slowShare: slowShareOf(100 / RACKS), fastCv: 0.3, slowCv: 0.05 },
});

const TRY = [
  'How large is the share of slow requests if each rack has one machine only? Set *Slow share* of every rack to 0.01, predict, and look.',
  'Set *Waits for* of the merge to 8, to 7, to 6. How many late answers does each rack that is left out save?',
  'Read Dean and Barroso, *The Tail at Scale* (2013). It has the same figure: 63 of 100.',
];

const all = sketch({
  title: 'The tail at scale: all of a hundred machines have to answer',
  about: card(
    'A search asks a hundred machines at once: eight racks of twelve or thirteen. One answer in a hundred takes a second instead of 0.03 s. A rack has answered when its slowest machine has, so it is slow with chance 1 − 0.99^12.5, about 12 %; and the search is done when all racks have answered.',
    [
      'Only one machine in a hundred is slow, but 63 searches in 100 are: 1 − 0.99^100.',
      'The median of the search is that of a slow machine: nearly a second.',
      'All racks are nearly idle. More machines would not help; they would make it worse.',
    ],
    TRY,
  ),
  warmupS: 5,
  durationS: 120,
  classes: { search: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 367], arrivals: { kind: 'poisson', ratePerS: 10 } },
    ask: { kind: 'fork', label: 'Ask all', at: [260, 367], copies: 'all' },
    ...Object.fromEntries(ids.map((id, at) => [id, rack(id, at)])),
    merge: { kind: 'join', label: 'Merge', at: [1040, 367], needed: 'unbounded' },
    answered: { kind: 'sink', label: 'Answered', at: [1300, 367] },
  },
  links: [
    { from: 'users', to: 'ask' },
    ...ids.flatMap((id): LinkSpec[] => [{ from: 'ask', to: id }, { from: id, to: 'merge' }]),
    { from: 'merge', to: 'answered' },
  ],
  checks: [{ name: 'p95 budget', metric: 'latencyS.p95', max: 0.5 }],
});

const most = varied(all, {
  title: 'The tail at scale: good enough with five racks of eight',
  about: card(
    'The same hundred machines in eight racks. The search goes on as soon as five racks have answered, and leaves out what comes later: an answer that is nearly complete now instead of a complete one a second later.',
    [
      'One or two slow racks do not matter any more: hardly one search in a hundred waits for a slow machine.',
      'The racks do the same work as before. What changed is whom the search waits for.',
      'Three racks of eight are missing in the answer. Where every record counts, this is no way out; hedged requests may be.',
    ],
    TRY,
  ),
  stations: { merge: { needed: 5 } },
});

export const tailAtScale = pair(
  { id: 'good-enough', summary: 'A search goes on when five racks of eight have answered: the tail is gone.', scenario: most },
  { id: 'tail-at-scale', summary: 'One slow machine in a hundred makes 63 searches in a hundred slow.', scenario: all, breaks: 'p95 budget' },
);
