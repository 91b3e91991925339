import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: up to which rate can all checkouts be saved? (Four in ten requests are checkouts.) Then try 110 and 140 a second.',
  'Set *Discipline* to *Priority* as well. What do checkouts gain, and what do recommendations lose?',
  'Give both classes the same priority. What is left of the policy?',
];

const lowestFirst = sketch({
  title: 'Shedding the unimportant first',
  about: card(
    '70 requests a second for a shop that can do 50. Four in ten are checkouts, the others recommendations. When the line is full, the least important one makes way.',
    [
      'Hardly a checkout is lost, although 20 requests a second are.',
      'Recommendations pay for all of it: about half of them are shed.',
      'Throughput is that of the server, as under every policy.',
    ],
    TRY,
  ),
  durationS: 120,
  classes: { checkout: { share: 4, priority: 10, deadlineS: 1 }, recommendation: { share: 6, priority: 0, deadlineS: 1 } },
  stations: {
    shoppers: { kind: 'producer', label: 'Shoppers', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 70 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 25, whenFull: { kind: 'shed-lowest-priority' } },
    shop: { kind: 'workers', label: 'Shop', at: [520, 0], workers: 2, service: { kind: 'exponential', meanS: 0.04 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: chain('shoppers', 'line', 'shop', 'answered'),
  checks: [
    { name: 'checkouts lost', metric: 'classes.checkout.jobs.shed.full', max: 60 },
    { name: 'p99 budget', metric: 'latencyS.p99', max: 1.2 },
  ],
});

const anybody = varied(lowestFirst, {
  title: 'Shedding whoever comes last',
  about: card(
    '70 requests a second for a shop that can do 50, as before. When the line is full the newcomer is turned away, whoever it is.',
    [
      'Two in seven of all requests are lost, and of the checkouts as well.',
      'Latency and throughput are the same as with the wiser policy. Only the bill is not.',
    ],
    TRY,
  ),
  stations: { line: { whenFull: { kind: 'shed-newest' } } },
});

export const shedUnimportant = pair(
  { id: 'shed-unimportant', summary: 'Too much comes: recommendations make way, and hardly a checkout is lost.', scenario: lowestFirst },
  { id: 'shed-anybody', summary: 'Too much comes, and whoever comes last is turned away, checkouts included.', scenario: anybody, breaks: 'checkouts lost' },
);
