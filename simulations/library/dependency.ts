import { card, chain, pair, sketch, type Call } from './kit';

const TRY = [
  'Predict first: how many workers must the shop have to survive without protection? (recommendations a second × seconds that each holds a worker)',
  'Set the timeout of the call to 0.2 s instead. What does it cost while all is well, and what does it save?',
  'Look at recommendations after 80 s: how long until they are served again, with each of the protections?',
];

/** A shop whose pages are a search or a recommendation; the recommender hangs from 40 s to 80 s. */
const shop = (title: string, about: string, call: Call, bulkheadJobs: number) => sketch({
  title, about,
  warmupS: 20,
  durationS: 100,
  classes: { search: { share: 7, priority: 0, deadlineS: 1 }, recommendation: { share: 3, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 30 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 40, whenFull: { kind: 'shed-newest' } },
    web: { kind: 'workers', label: 'Web', at: [520, 0], workers: 8, service: { kind: 'constant', meanS: 0.01 } },
    which: { kind: 'router', label: 'By class', at: [520, 225], choice: { kind: 'by-class', ways: 'search=search, recommendation=bulkhead' } },
    search: { kind: 'workers', label: 'Search', at: [780, 225], workers: 10, service: { kind: 'exponential', meanS: 0.05 } },
    bulkhead: { kind: 'limiter', label: 'Bulkhead', at: [780, 420], limit: { kind: 'concurrency', jobs: bulkheadJobs }, whenOver: 'refuse' },
    client: { kind: 'workers', label: 'Client', at: [1040, 420], workers: 12, service: { kind: 'constant', meanS: 0.001 } },
    recommender: { kind: 'workers', label: 'Recommender', at: [1300, 420], workers: 10, service: { kind: 'exponential', meanS: 0.05 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: [
    ...chain('users', 'line', 'web', 'answered'),
    { from: 'web', to: 'which', call: {} },
    ...chain('which', 'search'), ...chain('which', 'bulkhead', 'client'),
    { from: 'client', to: 'recommender', call },
  ],
  timeline: [{ atS: 40, fault: { kind: 'pause', station: 'recommender', forS: 40 } }],
  checks: [{ name: 'search p99', metric: 'classes.search.latencyS.p99', max: 0.6 }, { name: 'searches lost', metric: 'classes.search.jobs.shed.full', max: 30 }],
});
const patient = { timeoutS: 1 };

const none = shop(
  'One dependency hangs, and everything stands still',
  card(
    'A shop answers thirty pages a second; seven in ten are searches, the others need the recommender. From 40 s to 80 s the recommender hangs. The web workers wait for it for up to a second each.',
    [
      'Nine recommendations a second, each of which holds one of eight web workers for a second: within a second all are held.',
      'Searches need no recommender, and are late or lost all the same: there is no worker for them.',
      'The search service is idle meanwhile.',
    ],
    TRY,
  ),
  patient, 100,
);

const breaker = shop(
  'A circuit breaker cuts off the dependency that hangs',
  card(
    'The same shop, the same trouble from 40 s to 80 s. When five calls of the recommender in a row have failed, the breaker opens: for five seconds every call is refused at once. Then one is let through as a probe.',
    [
      'For the first second and a half it is as bad as without a breaker. Then it opens, and the web workers are free again.',
      'Searches go on as if nothing had happened. Recommendations fail, but at once.',
      'Every five seconds a probe asks whether the recommender is well. When it is, the breaker closes by itself.',
    ],
    TRY,
  ),
  { ...patient, breaker: { kind: 'consecutive', failures: 5, openS: 5 } }, 100,
);

const bulkhead = shop(
  'A bulkhead keeps the water in one compartment',
  card(
    'The same shop, the same trouble from 40 s to 80 s, the same patience of a second. But at most four recommendations may be under way at a time; the next one is refused at once.',
    [
      'Four of the eight web workers are held, and never a fifth. The other four are enough for the searches.',
      'While all is well nobody notices the bulkhead: hardly ever four recommendations are under way.',
      'It needs to know nothing about the trouble: it helps from the first second on.',
    ],
    TRY,
  ),
  patient, 4,
);

export const dependency = [
  ...pair(
    { id: 'breaker', summary: 'A breaker opens when a dependency hangs, and the rest of the shop goes on.', scenario: breaker },
    { id: 'no-breaker', summary: 'A dependency hangs, and holds every worker: even what does not need it stops.', scenario: none, breaks: 'searches lost' },
  ),
  { id: 'bulkhead', title: bulkhead.title, summary: 'At most four workers may wait for the dependency: the others go on.', scenario: bulkhead, counterpart: 'no-breaker' },
];
