import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: with 5,000 places, how many more requests are served in an hour?',
  'Lower the rate to 45 a second. Now what are 10 places worth, and what are 500?',
  'How long must a buffer be to take a burst of 50 requests at once? And how long may it be for a budget of 0.5 s? (places ÷ 50 a second)',
];

const short = sketch({
  title: 'Above capacity with a short buffer',
  about: card(
    '60 requests a second for a server that can do 50. Ten can wait; who finds the buffer full is turned away at once.',
    [
      'Fifty a second are served, ten are turned away. No buffer of any length changes that.',
      'Who gets in waits at most about 0.3 s, now and in an hour.',
    ],
    TRY,
  ),
  warmupS: 90,
  durationS: 90,
  classes: { request: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 60 } },
    buffer: { kind: 'queue', label: 'Buffer', at: [260, 0], capacityJobs: 10, whenFull: { kind: 'shed-newest' } },
    server: { kind: 'workers', label: 'Server', at: [520, 0], workers: 1, service: { kind: 'erlang', meanS: 0.02, phases: 4 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: chain('users', 'buffer', 'server', 'answered'),
  checks: [
    { name: 'throughput', metric: 'throughputPerS', min: 44 },
    { name: 'p99 budget', metric: 'latencyS.p99', max: 0.5 },
  ],
});

const long = varied(short, {
  title: 'Above capacity with a long buffer',
  about: card(
    'The same 60 requests a second for a server that can do 50, with 500 places. It fills within a minute and stays full; the run is measured from then on.',
    [
      'Fifty a second are served, ten are turned away: exactly as with ten places.',
      'But everybody waits for ten seconds first (500 places ÷ 50 a second). Nobody is served in time.',
      'A buffer smooths bursts. Against a rate that is too high it only adds latency.',
    ],
    TRY,
  ),
  stations: { buffer: { capacityJobs: 500 } },
});

export const longBuffer = pair(
  { id: 'short-buffer', summary: 'More comes than can be served, and ten can wait: the rest is told at once.', scenario: short },
  { id: 'long-buffer', summary: 'Five hundred places instead of ten: not one request more, ten seconds later.', scenario: long, breaks: 'p99 budget' },
);
