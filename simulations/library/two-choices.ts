import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: how much does a third look help? Set *Choices* to 3, and then to 4.',
  'Try *Round robin*, which looks nowhere, and *Least busy*, which looks everywhere.',
  'Slow down one server: *Service time* 0.3 s. Which balancers notice?',
];
const lanes = [1, 2, 3, 4];

const two = sketch({
  title: 'The power of two choices',
  about: card(
    '36 requests a second for four servers that can do ten each: 90 % load. The balancer looks at two servers, picked at random, and sends the request where fewer wait.',
    [
      'With one more look than by blind chance, the mean falls to less than half, and the p95 with it.',
      'Lines stay alike: a long one is hardly ever the shorter of two.',
      'The balancer needs to know only two of the four lines at a time. With a thousand servers that matters.',
    ],
    TRY,
  ),
  warmupS: 30,
  durationS: 300,
  classes: { request: { share: 1, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 337], arrivals: { kind: 'poisson', ratePerS: 36 } },
    balancer: { kind: 'router', label: 'Balancer', at: [260, 337], choice: { kind: 'd-choices', choices: 2 } },
    ...Object.fromEntries(lanes.map((n) => [`line-${n}`, { kind: 'queue', label: `Line ${n}`, at: [520, 225 * n - 225] as const, capacityJobs: 'unbounded' }])),
    ...Object.fromEntries(lanes.map((n) => [`server-${n}`, { kind: 'workers', label: `Server ${n}`, at: [780, 225 * n - 225] as const, workers: 1, service: { kind: 'exponential', meanS: 0.1 } }])),
    answered: { kind: 'sink', label: 'Answered', at: [1040, 337] },
  },
  links: [{ from: 'users', to: 'balancer' }, ...lanes.flatMap((n) => chain('balancer', `line-${n}`, `server-${n}`, 'answered'))],
  checks: [{ name: 'p95 budget', metric: 'latencyS.p95', max: 1.7 }],
});

const one = varied(two, {
  title: 'Random load balancing',
  about: card(
    '36 requests a second for four servers that can do ten each: 90 % load. The balancer throws dice.',
    [
      'Each server is an M/M/1 of its own: a mean of about a second, ten times the service.',
      'At any moment one line is long and another one empty.',
    ],
    TRY,
  ),
  stations: { balancer: { choice: { kind: 'random' } } },
});

export const twoChoices = pair(
  { id: 'two-choices', summary: 'Look at two lines and take the shorter one: nearly as good as looking at all.', scenario: two },
  { id: 'random-balancing', summary: 'Four servers, chosen by dice: long lines beside idle servers.', scenario: one, breaks: 'p95 budget' },
);
