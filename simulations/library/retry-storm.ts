import { card, chain, pair, sketch } from './kit';

const TRY = [
  'Predict first: how many calls reach the store for one request if three layers try four times each? Then set *Tries* of all three to 4.',
  'Keep the three tries and give each layer a retry budget of 10 %. What is the most that can arrive now?',
  'Make the trouble milder: 0.3 instead of 0.95 of the calls fail. Are retries a good thing then?',
];

/** Three layers above a store that fails for a while; each layer makes so many tries. */
const layers = (title: string, about: string, tries: readonly [number, number, number]) => sketch({
  title, about,
  warmupS: 10,
  durationS: 90,
  classes: { request: { share: 1, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 10 } },
    edge: { kind: 'workers', label: 'Edge', at: [260, 0], workers: 16, service: { kind: 'constant', meanS: 0.005 } },
    api: { kind: 'workers', label: 'API', at: [260, 220], workers: 16, service: { kind: 'constant', meanS: 0.005 } },
    orders: { kind: 'workers', label: 'Orders', at: [260, 440], workers: 16, service: { kind: 'constant', meanS: 0.005 } },
    store: { kind: 'workers', label: 'Store', at: [520, 440], workers: 8, service: { kind: 'exponential', meanS: 0.02 } },
    answered: { kind: 'sink', label: 'Answered', at: [520, 0] },
  },
  links: [
    ...chain('users', 'edge', 'answered'),
    { from: 'edge', to: 'api', call: { attemptsMax: tries[0] } },
    { from: 'api', to: 'orders', call: { attemptsMax: tries[1] } },
    { from: 'orders', to: 'store', call: { attemptsMax: tries[2] } },
  ],
  timeline: [{ atS: 40, fault: { kind: 'fail', station: 'store', share: 0.95, forS: 20 } }],
  checks: [{ name: 'calls of the store', metric: 'links.orders>store.call.attempts', max: 2000 }],
});

const once = layers(
  'Retries in one layer only',
  card(
    'A request goes through three layers to a store: edge, API, orders. From 40 s to 60 s the store fails 95 of 100 calls. Only the edge tries again, three times at most; the layers below hand the failure up.',
    [
      'While all is well each request is one call of the store.',
      'In the bad 20 seconds it is nearly three. The store has room for that.',
      'Requests that fail, fail quickly, and the users know.',
    ],
    TRY,
  ),
  [3, 1, 1],
);

const storm = layers(
  'Retry storm: three layers with three tries each',
  card(
    'The same layers, the same store; but each of the three layers tries three times, as each of the three teams thought it should. One request can become 3 × 3 × 3 = 27 calls of the store.',
    [
      'In the bad 20 seconds the store is called some fifteen times as often as usual.',
      'A store that fails because it is overloaded would never get up again under this.',
      'Each team sees three tries. Only the one at the bottom sees 27.',
    ],
    TRY,
  ),
  [3, 3, 3],
);

export const retryStorm = pair(
  { id: 'retry-in-one-layer', summary: 'One layer tries again, the others hand the failure up: three calls at most.', scenario: once },
  { id: 'retry-storm', summary: 'Three layers with three tries each: one request becomes 27 calls.', scenario: storm, breaks: 'calls of the store' },
);
