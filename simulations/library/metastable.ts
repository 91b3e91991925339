import { card, chain, pair, sketch, type Call } from './kit';

const TRY = [
  'Predict first: how short must the slow spell be for the system to get up by itself? Try 1, 3 and 5 seconds.',
  'In the broken system, lower the arrival rate to 10 a second for a while. Does it recover, and does it stay well at 25?',
  'Keep all retries, and set *On timeout* to *Cancel*. Why is that a cure as well?',
];

const withRetries = (title: string, about: string, call: Call) => sketch({
  title, about,
  warmupS: 20,
  durationS: 160,
  classes: { request: { share: 1, priority: 0, deadlineS: 2 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 25 } },
    clients: { kind: 'workers', label: 'Clients', at: [260, 0], workers: 100, service: { kind: 'constant', meanS: 0.001 } },
    line: { kind: 'queue', label: 'Line', at: [260, 240], capacityJobs: 500, whenFull: { kind: 'shed-newest' } },
    backend: { kind: 'workers', label: 'Backend', at: [520, 240], workers: 2, service: { kind: 'exponential', meanS: 0.04 } },
    answered: { kind: 'sink', label: 'Answered', at: [520, 0] },
  },
  links: [...chain('users', 'clients', 'answered'), { from: 'clients', to: 'line', call }, { from: 'line', to: 'backend' }],
  timeline: [{ atS: 40, fault: { kind: 'slow', station: 'backend', factor: 4, forS: 10 } }],
  checks: [{ name: 'goodput', metric: 'goodputPerS', min: 18 }],
});

const budget = withRetries(
  'A retry budget lets the backend get up again',
  card(
    'Twenty-five requests a second for a backend that can do fifty. From 40 s to 50 s it is four times as slow. Clients give up after half a second and may try four times; but all retries together must not be more than a tenth of the calls.',
    [
      'In the bad ten seconds most calls fail, as they must.',
      'With the budget about 28 calls a second arrive: far fewer than the backend can do. So the line gets shorter as soon as the cause is gone.',
      'Within a quarter of a minute everything is as before.',
    ],
    TRY,
  ),
  { timeoutS: 0.5, attemptsMax: 4, onTimeout: 'leave', retryBudget: { kind: 'share', share: 0.1, burst: 10 } },
);

const metastable = withRetries(
  'Metastable failure: the cause is gone, the outage stays',
  card(
    'The same clients without a budget: each call that is not answered within half a second is sent again, four times in all. From 40 s to 50 s the backend is four times as slow. Then it is well again. Nobody would know.',
    [
      'Ten slow seconds fill the line. From then on every answer comes later than half a second, so every call is sent four times.',
      'Four times 25 is a hundred calls a second for a backend that can do fifty: the line stays full, and every answer stays too late. The outage feeds itself.',
      'The backend is busy all the time with calls that nobody waits for any more. Throughput is full, goodput nothing.',
      'Before 40 s the very same system with the very same load was well. Both states hold themselves up: that is what metastable means.',
    ],
    TRY,
  ),
  { timeoutS: 0.5, attemptsMax: 4, onTimeout: 'leave' },
);

export const metastableFailure = pair(
  { id: 'retry-budget', summary: 'A slow spell passes, because retries are at most a tenth of the calls.', scenario: budget },
  { id: 'metastable', summary: 'Ten slow seconds, and the system never gets up again: retries keep it down.', scenario: metastable, breaks: 'goodput' },
);
