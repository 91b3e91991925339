import type { TimelineItem } from '../scenario/scenario';
import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: how many requests wait when the new workers come? (30 a second too many × the lag)',
  'Add twice as many workers, thirty seconds late. How long does it take to catch up, and what do they do afterwards?',
  'Keep the lag, and let the line shed what is more than a second old. Is a late autoscaler good enough then?',
];

/** Workers are added so long after the rush began, and taken away so long after it ended. */
const scaled = (lagS: number): readonly TimelineItem[] => [
  { atS: 40 + lagS, change: { path: 'stations.workers.workers', value: 8 } },
  { atS: 80 + lagS, change: { path: 'stations.workers.workers', value: 4 } },
];

const quick = sketch({
  title: 'Autoscaling that is quick enough',
  about: card(
    'Thirty requests a second, four workers who can do forty. From 40 s to 80 s seventy come. Five seconds after the rush has begun there are eight workers, who can do eighty; five seconds after its end there are four again.',
    [
      'Five seconds are enough for 150 requests to pile up: each of them waits for seconds.',
      'Then the new workers catch up slowly, because they have only ten a second to spare.',
    ],
    TRY,
  ),
  warmupS: 10,
  durationS: 130,
  classes: { request: { share: 1, priority: 0, deadlineS: 2 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'spike', ratePerS: 30, spikeRatePerS: 70, startS: 40, lengthS: 40, everyS: 0 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 'unbounded' },
    workers: { kind: 'workers', label: 'Workers', at: [520, 0], workers: 4, service: { kind: 'exponential', meanS: 0.1 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: chain('users', 'line', 'workers', 'answered'),
  timeline: scaled(5),
  checks: [{ name: 'max latency', metric: 'latencyS.max', max: 8 }],
});

const lagging = varied(quick, {
  title: 'Autoscaling that lags behind',
  about: card(
    'The same rush and the same autoscaler; but machines have to start and caches to warm up, and the new workers come thirty seconds late. They also go thirty seconds late.',
    [
      'For thirty seconds thirty requests a second too many pile up: nine hundred of them.',
      'When help comes at 70 s, the rush is nearly over. The worst waits are the fault of the lag, not of the rush.',
      'Scaling answers the load of half a minute ago. Until it comes something else has to hold the line: a bound, a limit, a spare.',
    ],
    TRY,
  ),
  timeline: scaled(30),
});

export const autoscaling = pair(
  { id: 'autoscaling', summary: 'A rush, and twice the workers five seconds later.', scenario: quick },
  { id: 'autoscaling-lag', summary: 'A rush, and twice the workers when it is nearly over.', scenario: lagging, breaks: 'max latency' },
);
