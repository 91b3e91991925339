import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: which limit is best? Try 3, 10, 20 and 50. (Theory: √((1 − σ) / κ) ≈ 10.)',
  'In the broken system, lower the rate to 10 a second for a while, then set it back. Does it stay well, and does it live through the next rush?',
  'Give the line 1,000 places instead of 60. Who is helped by that?',
];

const bounded = sketch({
  title: 'Bounded concurrency: ten at a time',
  about: card(
    'A server with a hundred threads. Those at work share a lock (contention σ = 0.05) and disturb each other (coherency κ = 0.01): ten of them do 85 requests a second, a hundred of them 19. Fifty-five come a second, and from 40 s to 45 s twice as many. A limit lets ten be under way; the others wait in a line of sixty.',
    [
      'Before the rush four or five threads are at work, and nobody notices the limit.',
      'In the rush the line fills and some are refused. The server goes on at its best pace all the while.',
      'Two or three seconds after the rush the line is gone.',
    ],
    TRY,
  ),
  warmupS: 10,
  durationS: 110,
  classes: { request: { share: 1, priority: 0, deadlineS: 2 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'spike', ratePerS: 55, spikeRatePerS: 110, startS: 40, lengthS: 5, everyS: 0 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 60, whenFull: { kind: 'shed-newest' } },
    limit: { kind: 'limiter', label: 'Limit', at: [520, 0], limit: { kind: 'concurrency', jobs: 10 }, whenOver: 'wait' },
    server: { kind: 'workers', label: 'Server', at: [780, 0], workers: 100, service: { kind: 'exponential', meanS: 0.05 }, contention: 0.05, coherency: 0.01 },
    answered: { kind: 'sink', label: 'Answered', at: [1040, 0] },
  },
  links: chain('users', 'line', 'limit', 'server', 'answered'),
  checks: [{ name: 'goodput', metric: 'goodputPerS', min: 45 }],
});

const unbounded = varied(bounded, {
  title: 'Unbounded concurrency: a hundred at a time',
  about: card(
    'A server with a hundred threads that share a lock and disturb each other; fifty-five requests a second, and from 40 s to 45 s twice as many. All of it is as with bounded concurrency, but the limit is a hundred instead of ten, so that “no request has to wait while a thread is free”.',
    [
      'In the rush every request gets a thread, and each thread makes the others slower: a hundred of them do 19 requests a second instead of 85.',
      'Fifty-five come a second, more than that, so the threads stay taken long after the rush. The cause is gone and the trouble stays.',
      'All hundred threads are busy. They are busy with each other.',
    ],
    TRY,
  ),
  stations: { limit: { limit: { kind: 'concurrency', jobs: 100 } } },
});

export const boundedConcurrency = pair(
  { id: 'bounded-concurrency', summary: 'Ten requests under way at a time: a rush passes, and the server keeps its pace.', scenario: bounded },
  { id: 'unbounded-concurrency', summary: 'A thread for everybody: after five seconds of rush the server never gets up.', scenario: unbounded, breaks: 'goodput' },
);
