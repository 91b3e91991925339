import { card, chain, pair, sketch } from './kit';

const classes = { letter: { share: 9, priority: 0, deadlineS: 0.5 }, parcel: { share: 1, priority: 0 } };
const source = { kind: 'producer', label: 'Post', arrivals: { kind: 'poisson', ratePerS: 30 } };
const letters = { kind: 'workers', label: 'Letters', workers: 1, service: { kind: 'exponential', meanS: 0.02 } };
const parcels = { kind: 'workers', label: 'Parcels', workers: 1, service: { kind: 'exponential', meanS: 0.2 } };
const choice = { kind: 'by-class', ways: 'letter=letters, parcel=parcels' };
const checks = [{ name: 'letters p95', metric: 'classes.letter.latencyS.p95', max: 0.4 }];
const TRY = [
  'Predict first: does a second counter for letters help in the system with one line? Then try it.',
  'Stop the parcels (share 0). How quick are the letters now, in both systems?',
  'With one line, set *Discipline* to *Shortest first*. Which letters does it help, and which parcels pay?',
];

const oneLine = sketch({
  title: 'Head-of-line blocking: one line for letters and parcels',
  about: card(
    'Twenty-seven letters a second (0.02 s each) and three parcels (0.2 s each) stand in one line. There is a counter for letters and a counter for parcels, and neither is overloaded. But when the first in the line has a parcel and the counter for parcels is taken, all behind it wait.',
    [
      'The counter for letters is idle while letters wait: the parcel at the head of the line is in their way.',
      'A tenth of the jobs sets the pace for all: letters take ten times as long as with a line of their own.',
      'Both counters are busy for about 60 % of their time. No utilisation chart shows the trouble.',
    ],
    TRY,
  ),
  durationS: 180, classes, checks,
  stations: {
    post: { ...source, at: [0, 112] },
    line: { kind: 'queue', label: 'One line', at: [260, 112], capacityJobs: 'unbounded' },
    sort: { kind: 'router', label: 'Sort', at: [520, 112], choice },
    letters: { ...letters, at: [780, 0] },
    parcels: { ...parcels, at: [780, 225] },
    done: { kind: 'sink', label: 'Done', at: [1040, 112] },
  },
  links: [...chain('post', 'line', 'sort', 'letters', 'done'), ...chain('sort', 'parcels', 'done')],
});

const twoLines = sketch({
  title: 'No head-of-line blocking: letters and parcels sorted first',
  about: card(
    'The same letters and parcels, the same two counters. They are sorted at the door, and each counter has a line of its own.',
    [
      'A parcel that waits is in the way of other parcels only.',
      'Letters are served in a tenth of the time, and parcels are not slower for it.',
      'The work and the counters are the same. Only the place of the line has changed.',
    ],
    TRY,
  ),
  durationS: 180, classes, checks,
  stations: {
    post: { ...source, at: [0, 112] },
    sort: { kind: 'router', label: 'Sort', at: [260, 112], choice: { ...choice, ways: 'letter=letter-line, parcel=parcel-line' } },
    'letter-line': { kind: 'queue', label: 'Letter line', at: [520, 0], capacityJobs: 'unbounded' },
    'parcel-line': { kind: 'queue', label: 'Parcel line', at: [520, 225], capacityJobs: 'unbounded' },
    letters: { ...letters, at: [780, 0] },
    parcels: { ...parcels, at: [780, 225] },
    done: { kind: 'sink', label: 'Done', at: [1040, 112] },
  },
  links: [...chain('post', 'sort', 'letter-line', 'letters', 'done'), ...chain('sort', 'parcel-line', 'parcels', 'done')],
});

export const headOfLine = pair(
  { id: 'sorted-first', summary: 'Letters and parcels with a line each: a waiting parcel holds up parcels only.', scenario: twoLines },
  { id: 'head-of-line', summary: 'One line, two counters: a parcel at its head makes every letter wait.', scenario: oneLine, breaks: 'letters p95' },
);
