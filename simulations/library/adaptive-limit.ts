import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: what would be the right fixed limit before 60 s, and what after? Try 2, 4 and 10.',
  'Compare *Adaptive: up slowly, down fast*, *gradient* and *Vegas*. Which finds the new limit first?',
  'Let the limiter make jobs wait instead of refusing them. Where does the line go?',
];

const adaptive = sketch({
  title: 'A limit that finds itself',
  about: card(
    'Forty requests a second for a backend that can do sixty. From 60 s on it is half as fast: thirty a second. Nobody tells the limiter. It lets one more request under way after each good round, and a tenth fewer after a bad one, with a mean latency of 0.3 s as its target (AIMD, as TCP does).',
    [
      'Before 60 s hardly anybody is refused.',
      'After it the limit falls until latency is near the target again. A quarter of the requests is refused at once, the others are in time.',
      'Nobody had to know the capacity: it is felt, not configured.',
    ],
    TRY,
  ),
  warmupS: 20,
  durationS: 140,
  classes: { request: { share: 1, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 40 } },
    limit: { kind: 'limiter', label: 'Limit', at: [260, 0], limit: { kind: 'aimd', targetS: 0.3, factor: 0.9, fromJobs: 20, mostJobs: 100 }, whenOver: 'refuse' },
    line: { kind: 'queue', label: 'Line', at: [520, 0], capacityJobs: 'unbounded' },
    backend: { kind: 'workers', label: 'Backend', at: [780, 0], workers: 3, service: { kind: 'exponential', meanS: 0.05 } },
    answered: { kind: 'sink', label: 'Answered', at: [1040, 0] },
  },
  links: chain('users', 'limit', 'line', 'backend', 'answered'),
  timeline: [{ atS: 60, fault: { kind: 'slow', station: 'backend', factor: 2, forS: 100 } }],
  checks: [
    { name: 'p99 budget', metric: 'latencyS.p99', max: 1.2 },
    { name: 'goodput', metric: 'goodputPerS', min: 25 },
  ],
});

const fixed = varied(adaptive, {
  title: 'A limit that was right last year',
  about: card(
    'The same backend, which is half as fast from 60 s on. The limit is fixed at a hundred requests under way, as somebody once measured on a better machine.',
    [
      'Before 60 s there is no difference: the limit is never reached.',
      'After it the line grows until a hundred are under way, and then every request takes some three seconds.',
      'As many are refused as with the adaptive limit. They are refused later.',
    ],
    TRY,
  ),
  stations: { limit: { limit: { kind: 'concurrency', jobs: 100 } } },
});

export const adaptiveLimit = pair(
  { id: 'adaptive-limit', summary: 'A backend gets slow, and the limit in front of it finds that out by itself.', scenario: adaptive },
  { id: 'fixed-limit', summary: 'A backend gets slow, and the limit in front of it is that of last year.', scenario: fixed, breaks: 'p99 budget' },
);
