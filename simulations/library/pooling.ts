import { card, chain, pair, sketch } from './kit';

const TRY = [
  'Raise the rate from 48 to 54 a second in both. Which one suffers first?',
  'Choose *Round robin*, then *Least busy* for the router of the separate lines. How near does it come to the one line?',
  'What do separate lines spare? Think of a lock on one line, and of a customer with a very long task.',
];
const classes = { customer: { share: 1, priority: 0, deadlineS: 0.25 } };
const checks = [{ name: 'p95 budget', metric: 'latencyS.p95', max: 0.4 }];
const service = { kind: 'exponential', meanS: 0.05 };
const ratePerS = 48;

const pooled = sketch({
  title: 'One line for three counters',
  about: card(
    '48 customers a second, three counters that serve 20 a second each, one line for all of them. Each counter is busy 80 % of the time.',
    [
      'No counter is idle while somebody waits.',
      'A customer who takes long holds up one counter; the others go on with the line.',
      'The mean time is about 0.1 s, twice the service itself (theory: M/M/3).',
    ],
    TRY,
  ),
  durationS: 240, classes, checks,
  stations: {
    customers: { kind: 'producer', label: 'Customers', at: [0, 0], arrivals: { kind: 'poisson', ratePerS } },
    line: { kind: 'queue', label: 'One line', at: [260, 0], capacityJobs: 'unbounded' },
    counters: { kind: 'workers', label: 'Counters', at: [520, 0], workers: 3, service },
    served: { kind: 'sink', label: 'Served', at: [780, 0] },
  },
  links: chain('customers', 'line', 'counters', 'served'),
});

const lanes = [1, 2, 3];
const separate = sketch({
  title: 'A line of its own for each of three counters',
  about: card(
    'The same customers and the same three counters, but each has a line of its own, and customers choose one at random. Each counter is busy 80 % of the time, as before.',
    [
      'A counter stands idle while people wait at the next one.',
      'The mean time is about 0.25 s, two and a half times that of the one line (theory: M/M/1 at 16 a second, three times).',
      'Nobody works less. The time is lost only to standing in the wrong place.',
    ],
    TRY,
  ),
  durationS: 240, classes, checks,
  stations: {
    customers: { kind: 'producer', label: 'Customers', at: [0, 225], arrivals: { kind: 'poisson', ratePerS } },
    choose: { kind: 'router', label: 'Choose', at: [260, 225], choice: { kind: 'random' } },
    ...Object.fromEntries(lanes.map((n) => [`line-${n}`, { kind: 'queue', label: `Line ${n}`, at: [520, 225 * n - 225] as const, capacityJobs: 'unbounded' }])),
    ...Object.fromEntries(lanes.map((n) => [`counter-${n}`, { kind: 'workers', label: `Counter ${n}`, at: [780, 225 * n - 225] as const, workers: 1, service }])),
    served: { kind: 'sink', label: 'Served', at: [1040, 225] },
  },
  links: [{ from: 'customers', to: 'choose' }, ...lanes.flatMap((n) => chain('choose', `line-${n}`, `counter-${n}`, 'served'))],
});

export const pooling = pair(
  { id: 'pooled', summary: 'Three counters share one line: nobody waits while a counter is idle.', scenario: pooled },
  { id: 'separate-queues', summary: 'Three counters with a line each: the same work, two and a half times the time.', scenario: separate, breaks: 'p95 budget' },
);
