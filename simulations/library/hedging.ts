import { card, chain, pair, sketch, type Call } from './kit';

const TRY = [
  'Predict first: how many more requests arrive at the replicas if the hedge goes out after 0.05, 0.1 or 0.3 s?',
  'Hedge after 0 s: every request is sent twice. Is that quicker? What does it cost?',
  'Take replicas away until they are 80 % busy. Does hedging still help?',
];
const lanes = [1, 2, 3];

const asked = (title: string, about: string, call: Call) => sketch({
  title, about,
  durationS: 180,
  classes: { request: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, -110], arrivals: { kind: 'poisson', ratePerS: 20 } },
    front: { kind: 'workers', label: 'Front', at: [260, -110], workers: 16, service: { kind: 'constant', meanS: 0.001 } },
    balancer: { kind: 'router', label: 'Balancer', at: [260, 330], choice: { kind: 'random' } },
    ...Object.fromEntries(lanes.map((n) => [`replica-${n}`, {
      kind: 'workers', label: `Replica ${n}`, at: [520, 205 * n - 80] as const, workers: 20,
      service: { kind: 'mixture', fastMeanS: 0.04, slowMeanS: 1, slowShare: 0.04, fastCv: 0.3, slowCv: 0.2 },
    }])),
    answered: { kind: 'sink', label: 'Answered', at: [520, -110] },
  },
  links: [...chain('users', 'front', 'answered'), { from: 'front', to: 'balancer', call }, ...lanes.flatMap((n) => chain('balancer', `replica-${n}`))],
  checks: [
    { name: 'p99 budget', metric: 'latencyS.p99', max: 0.5 },
    { name: 'attempts', metric: 'links.front>balancer.call.attempts', max: 4500 },
  ],
});

const hedged = asked(
  'Hedged requests: ask a second one when it takes long',
  card(
    'Three replicas answer in 0.04 s as a rule, but one answer in 25 takes a second. When an answer has not come after 0.1 s, the same request is sent a second time, and the first answer wins.',
    [
      'The p99 falls from more than a second to less than 0.2 s.',
      'It costs four requests in a hundred more: only the slow ones are asked twice.',
      'That both are slow happens once in 600 times: 0.04 × 0.04.',
    ],
    TRY,
  ),
  { hedge: { kind: 'after', delayS: 0.1, hedgesMax: 1 } },
);

const patient = asked(
  'No hedging: whoever is unlucky waits',
  card(
    'Three replicas answer in 0.04 s as a rule, but one answer in 25 takes a second: a cold page, a pause, a retransmission. Each request is sent once.',
    [
      'Four in a hundred take a second. No replica is overloaded; the slow answers come by chance.',
      'More replicas would not help, nor would a better balancer.',
    ],
    TRY,
  ),
  {},
);

export const hedging = pair(
  { id: 'hedging', summary: 'A second request when the first takes long: no tail for four per cent more work.', scenario: hedged },
  { id: 'no-hedging', summary: 'One answer in 25 takes a second, and nobody asks twice.', scenario: patient, breaks: 'p99 budget' },
);
