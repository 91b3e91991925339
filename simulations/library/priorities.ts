import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: with priority, by how much does the mean wait of bulk grow? And the mean wait of all?',
  'Raise the share of urgent jobs until bulk starves. Is there a warning before?',
  'Try *Fair by class*, and *Earliest deadline first*. Whom do they protect, and from whom?',
];

const priority = sketch({
  title: 'Priority: urgent jobs go first',
  about: card(
    'Thirty jobs a second for one worker, who is busy 90 % of the time. A third of them are urgent and go before all others that wait. A job in service is finished first.',
    [
      'Urgent jobs see a worker who seems to be busy three tenths of the time: they wait for about 0.04 s.',
      'Bulk jobs pay for it, but not dearly: their mean wait is about 0.4 s instead of 0.27 s (theory: Cobham).',
      'The mean wait over all jobs is the same as without priority: waiting is only handed out otherwise.',
    ],
    TRY,
  ),
  warmupS: 20,
  durationS: 300,
  classes: { urgent: { share: 1, priority: 10, deadlineS: 0.25 }, bulk: { share: 2, priority: 0 } },
  stations: {
    jobs: { kind: 'producer', label: 'Jobs', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 30 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 'unbounded', discipline: { kind: 'priority' } },
    worker: { kind: 'workers', label: 'Worker', at: [520, 0], workers: 1, service: { kind: 'exponential', meanS: 0.03 } },
    done: { kind: 'sink', label: 'Done', at: [780, 0] },
  },
  links: chain('jobs', 'line', 'worker', 'done'),
  checks: [
    { name: 'urgent p95', metric: 'classes.urgent.latencyS.p95', max: 0.25 },
    { name: 'bulk p95', metric: 'classes.bulk.latencyS.p95', max: 6 },
  ],
});

const fifo = varied(priority, {
  title: 'Urgent jobs in the common line',
  about: card(
    'Thirty jobs a second for one worker, who is busy 90 % of the time. A third of them are urgent, but all wait in one line, first come, first served.',
    [
      'Urgent jobs wait for as long as all others: 0.27 s on average, and one in twenty for more than 0.8 s.',
      'At a load of 60 % nobody would have noticed that there is no priority.',
    ],
    TRY,
  ),
  stations: { line: { discipline: { kind: 'fifo' } } },
});

const starvation = varied(priority, {
  title: 'Starvation: so much is urgent that nothing else is done',
  about: card(
    'Priority again, but by now nine jobs in ten are called urgent, and 36 come a second, where 33 can be done. Urgent jobs alone keep the worker busy for 97 % of the time. What is left for bulk is less than what comes.',
    [
      'Urgent jobs are still served, though they wait for longer than before: where all are urgent, none is.',
      'Bulk waits without end. Those that are served at all came early, and each next one waits longer.',
      'Throughput and utilisation look perfect. Only the latency of the class shows the starving.',
    ],
    TRY,
  ),
  classes: { urgent: { share: 9, priority: 10, deadlineS: 0.25 }, bulk: { share: 1, priority: 0 } },
  stations: { jobs: { arrivals: { kind: 'poisson', ratePerS: 36 } } },
});

export const priorities = [
  ...pair(
    { id: 'priority', summary: 'Urgent jobs go first, and the others hardly notice.', scenario: priority },
    { id: 'no-priority', summary: 'One line for all: urgent jobs wait as long as everybody.', scenario: fifo, breaks: 'urgent p95' },
  ),
  { id: 'starvation', title: starvation.title, summary: 'When nine jobs in ten are urgent, the tenth waits for ever.', scenario: starvation, counterpart: 'priority', breaks: 'bulk p95' },
];
