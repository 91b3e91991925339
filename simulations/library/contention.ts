import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Find the best number of workers: sweep it from 2 to 40. Theory says √((1 − σ) / κ) ≈ 10.',
  'Set *Coherency* to 0 and keep the contention. More workers still help less and less; do they ever harm?',
  'Halve the arrival rate. Does anybody notice that there are far too many workers?',
];

const few = sketch({
  title: 'Contention: as many workers as help',
  about: card(
    'Workers share a lock (contention σ = 0.05) and have to agree with each other (coherency κ = 0.01). Each one that joins in helps, and slows the others. By the Universal Scalability Law ten of them do 4.3 times the work of one, and no number does more. 60 jobs a second come, more than any number of them can do.',
    [
      'Ten workers at 0.1 s each would do 100 a second if they did not disturb each other. They do about 42.',
      'A job takes more than twice as long as it would alone: the time goes into waiting for the lock and for each other.',
    ],
    TRY,
  ),
  durationS: 120,
  classes: { job: { share: 1, priority: 0, deadlineS: 2 } },
  stations: {
    jobs: { kind: 'producer', label: 'Jobs', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 60 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 40, whenFull: { kind: 'shed-newest' } },
    workers: { kind: 'workers', label: 'Workers', at: [520, 0], workers: 10, service: { kind: 'exponential', meanS: 0.1 }, contention: 0.05, coherency: 0.01 },
    done: { kind: 'sink', label: 'Done', at: [780, 0] },
  },
  links: chain('jobs', 'line', 'workers', 'done'),
  checks: [{ name: 'throughput', metric: 'throughputPerS', min: 38 }],
});

const many = varied(few, {
  title: 'Contention: four times the workers do less',
  about: card(
    'The same lock and the same jobs, with forty workers instead of ten. Somebody has answered an overload by adding workers.',
    [
      'Throughput falls to about 22 a second, half of what ten workers do.',
      'All forty are busy all the time. They are busy with each other.',
      'Taking workers away makes it faster: try it while it runs.',
    ],
    TRY,
  ),
  stations: { workers: { workers: 40 } },
});

export const contention = pair(
  { id: 'contention', summary: 'Workers who share a lock: ten of them do four times the work of one.', scenario: few },
  { id: 'contention-collapse', summary: 'Forty workers who share a lock do half the work of ten.', scenario: many, breaks: 'throughput' },
);
