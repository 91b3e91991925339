import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: set *When over* to *Make wait*. Who waits now, and for how long?',
  'Set *Burst* to 500. What gets through before the limit bites?',
  'Remove the limit and set the line to *Fair by class*. Compare: who is protected, and what is lost?',
];

const limited = sketch({
  title: 'A rate limit keeps a flood out',
  about: card(
    'An API can do sixty requests a second. Partner A sends twenty a second. Partner B has agreed to twenty-five, and floods it with a hundred from 30 s to 60 s. A token bucket lets B’s agreed rate in, with bursts of twenty.',
    [
      'Before 30 s nobody is refused: B sends less than agreed.',
      'In the flood three in four of B’s requests are refused at once, and cost the API nothing.',
      'A does not notice anything.',
    ],
    TRY,
  ),
  warmupS: 10,
  durationS: 90,
  classes: { a: { share: 1, priority: 0, deadlineS: 0.5 }, b: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    'partner-a': { kind: 'producer', label: 'Partner A', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 20 }, classMix: { kind: 'own-shares', shares: 'a=1' } },
    'partner-b': { kind: 'producer', label: 'Partner B', at: [0, 200], arrivals: { kind: 'spike', ratePerS: 15, spikeRatePerS: 100, startS: 30, lengthS: 30, everyS: 0 }, classMix: { kind: 'own-shares', shares: 'b=1' } },
    limit: { kind: 'limiter', label: 'Limit for B', at: [260, 200], limit: { kind: 'token-bucket', ratePerS: 25, burstJobs: 20 }, whenOver: 'refuse' },
    line: { kind: 'queue', label: 'Line', at: [520, 100], capacityJobs: 200, whenFull: { kind: 'shed-newest' } },
    api: { kind: 'workers', label: 'API', at: [780, 100], workers: 3, service: { kind: 'exponential', meanS: 0.05 } },
    answered: { kind: 'sink', label: 'Answered', at: [1040, 100] },
  },
  links: [...chain('partner-a', 'line', 'api', 'answered'), ...chain('partner-b', 'limit', 'line')],
  checks: [{ name: 'p95 of A', metric: 'classes.a.latencyS.p95', max: 0.6 }],
});

const open = varied(limited, {
  title: 'A flood without a rate limit',
  about: card(
    'The same partners and the same flood, but the limit is so high that it never bites. The line takes whatever comes.',
    [
      'B’s flood fills the line, and A’s requests stand in it: for more than three seconds each.',
      'Nearly half of A’s requests in the flood are not even let in.',
      'Whoever sends the most gets the most: the flood pays.',
    ],
    TRY,
  ),
  stations: { limit: { limit: { kind: 'token-bucket', ratePerS: 10_000, burstJobs: 20 } } },
});

export const rateLimiting = pair(
  { id: 'rate-limit', summary: 'One partner floods the API; a token bucket keeps it to what was agreed.', scenario: limited },
  { id: 'no-rate-limit', summary: 'One partner floods the API, and the other one waits with it.', scenario: open, breaks: 'p95 of A' },
);
