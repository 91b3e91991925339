import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: how long does the database take until the cache is warm again, if each row is read once? (300 keys ÷ 25 a second)',
  'Give keys a *Time to live* of 20 s instead of flushing them. When do they expire, and how many at a time?',
  'Set the *Exponent* of the keys to 0. Who depends on the cache most: a shop with bestsellers, or one without?',
];

const bounded = sketch({
  title: 'A cache is flushed, and the database is protected',
  about: card(
    'A hundred requests a second, most of them answered from a cache. The database behind it can do 25 a second. At 60 s the cache is flushed: every request is a miss. The line in front of the database has ten places and turns the rest away.',
    [
      'For some seconds many requests are refused at once. Those that get through warm up the cache, the popular keys first.',
      'The wait stays below a second all the time, so the cache learns fresh answers and not old ones.',
      'Soon enough most requests are hits again: the system heals by itself.',
    ],
    TRY,
  ),
  warmupS: 50,
  durationS: 100,
  classes: { request: { share: 1, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 100 }, keys: { kind: 'zipf', keys: 300, exponent: 0.9 } },
    cache: { kind: 'cache', label: 'Cache', at: [260, 0], answers: { kind: 'keys', sizeKeys: 300, timeToLiveS: 'unbounded' }, hitTime: { kind: 'constant', meanS: 0.002 } },
    line: { kind: 'queue', label: 'Line', at: [520, 0], capacityJobs: 10, whenFull: { kind: 'shed-newest' } },
    database: { kind: 'workers', label: 'Database', at: [780, 0], workers: 1, service: { kind: 'exponential', meanS: 0.04 } },
    answered: { kind: 'sink', label: 'Answered', at: [1040, 0] },
  },
  links: chain('users', 'cache', 'line', 'database', 'answered'),
  timeline: [{ atS: 60, fault: { kind: 'flush', station: 'cache', forS: 0.001 } }],
  checks: [{ name: 'max latency', metric: 'latencyS.max', max: 1.5 }],
});

const unbounded = varied(bounded, {
  title: 'Cache stampede: a cache is flushed, and all run for the database',
  about: card(
    'The same cache, the same flush, but the line in front of the database takes everybody. All who miss wait for the database, also for rows that somebody before them in the line has asked for already.',
    [
      'The line grows by some fifty a second. Most of it asks for the same popular rows over and over.',
      'The database works through requests whose answer the cache has known for long.',
      'The worst wait is several seconds, several times as long as with a short line.',
    ],
    TRY,
  ),
  stations: { line: { capacityJobs: 'unbounded' } },
});

export const cacheStampede = pair(
  { id: 'cache-flush', summary: 'A flushed cache in front of a database that is protected by a short line.', scenario: bounded },
  { id: 'cache-stampede', summary: 'A flushed cache: everybody asks the database for the same rows.', scenario: unbounded, breaks: 'max latency' },
);
