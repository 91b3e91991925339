import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Choose another distribution for *Backends* and keep the mean: *Constant*, *Exponential*, *Log-normal*. The mean stays; what else does?',
  'Remove half of the backends, then half of the rest. Which of the two tails notices it first?',
  'Raise the rate from 40 to 160 a second. With eight in ten backends busy, do the tails of all distributions grow alike?',
];

const even = sketch({
  title: 'Same mean, short tail',
  about: card(
    'Forty requests a second, twenty backends, 0.1 s on average each: there is always a free backend, so nobody waits. What the user sees is the service time itself. Here it is humped (log-normal, cv 0.5), as a healthy service often is.',
    [
      'The mean is 0.1 s, and the p99 less than three times as long.',
      'Most requests take about as long as the mean: the mean tells nearly the whole story.',
    ],
    TRY,
  ),
  warmupS: 5,
  durationS: 120,
  classes: { request: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 40 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 100 },
    backends: { kind: 'workers', label: 'Backends', at: [520, 0], workers: 20, service: { kind: 'lognormal', meanS: 0.1, cv: 0.5 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: chain('users', 'line', 'backends', 'answered'),
  checks: [
    { name: 'mean', metric: 'latencyS.mean', min: 0.07, max: 0.13 },
    { name: 'p99 budget', metric: 'latencyS.p99', max: 0.4 },
  ],
});

const uneven = varied(even, {
  title: 'Same mean, long tail',
  about: card(
    'Forty requests a second, twenty backends, 0.1 s on average each, as in the scenario with the short tail. But now 95 requests in 100 take 0.05 s, and five take a second: a cold cache, a retransmission, a pause for garbage collection.',
    [
      'The mean is the same 0.1 s. A dashboard that shows means sees no difference.',
      'Half of all requests are twice as quick as before, and the p99 is more than a second.',
      'Nobody takes as long as the mean: it lies between two humps.',
    ],
    TRY,
  ),
  stations: { backends: { service: { kind: 'mixture', fastMeanS: 0.0526, slowMeanS: 1, slowShare: 0.05, fastCv: 0.3, slowCv: 0.2 } } },
});

export const sameMean = pair(
  { id: 'short-tail', summary: 'A mean of 0.1 s, and hardly anybody far from it.', scenario: even },
  { id: 'long-tail', summary: 'A mean of 0.1 s as well, but one request in twenty takes a second.', scenario: uneven, breaks: 'p99 budget' },
);
