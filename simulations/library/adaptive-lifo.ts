import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: what does *Last in, first out* do while there is no rush? Who would notice it?',
  'Shorten the rush to two seconds. Is a newest-first order still of use?',
  'Set *Capacity* to 20 with *First in, first out*. Why is that nearly as good here, and when would it not be?',
];

const adaptive = sketch({
  title: 'Adaptive LIFO: in a rush, the newest first',
  about: card(
    'A server can do 50 a second; in a rush 75 come, and users give up after half a second. While the line is short it is first come, first served. When more than ten wait, the newest is next.',
    [
      'In the rush most requests are served within a tenth of a second, because those that are served have just come.',
      'Those at the end of the line wait in vain. They would have been too late anyhow.',
      'When the rush is over the order turns round by itself.',
    ],
    TRY,
  ),
  warmupS: 5,
  durationS: 115,
  classes: { request: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'spike', ratePerS: 35, spikeRatePerS: 75, startS: 20, lengthS: 20, everyS: 50 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 200, whenFull: { kind: 'shed-oldest' }, discipline: { kind: 'adaptive-lifo', longJobs: 10 } },
    server: { kind: 'workers', label: 'Server', at: [520, 0], workers: 1, service: { kind: 'erlang', meanS: 0.02, phases: 4 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: chain('users', 'line', 'server', 'answered'),
  checks: [{ name: 'goodput', metric: 'goodputPerS', min: 32 }],
});

const fifo = varied(adaptive, {
  title: 'First come, first served in a rush',
  about: card(
    'The same server and the same rushes. The line is served fairly: who came first is next.',
    [
      'A few seconds into the rush every request that is served has already waited for too long. Fairness makes all of them late.',
      'The server is busy all the time, with work for users who have gone: throughput without goodput.',
      'The lateness stays when the rush has gone, until the line is empty.',
    ],
    TRY,
  ),
  stations: { line: { discipline: { kind: 'fifo' } } },
});

export const adaptiveLifo = pair(
  { id: 'adaptive-lifo', summary: 'In a rush the newest go first: many are in time instead of none.', scenario: adaptive },
  { id: 'fair-and-late', summary: 'First come, first served in a rush: everybody is served too late.', scenario: fifo, breaks: 'goodput' },
);
