import type { StationSpec } from '../scenario/scenario';
import { card, chain, pair, sketch, varied } from './kit';

/** Two tiers stand side by side in a row. */
const tier = (name: string, label: string, [x, y]: readonly [number, number], workers: number, meanS: number, whenFull = 'block'): Readonly<Record<string, StationSpec>> => ({
  [`${name}-line`]: { kind: 'queue', label: `${label} line`, at: [x, y], capacityJobs: 5, whenFull: { kind: whenFull } },
  [name]: { kind: 'workers', label, at: [x + 260, y], workers, service: { kind: 'exponential', meanS } },
});

const TRY = [
  'Predict first: in which order do the four lines fill when the store slows down, and in which order do they empty?',
  'Give the store’s line 200 places. Which tiers are spared, and what becomes of the latency?',
  'Let the application’s line shed instead of the gateway’s. What has been done in vain?',
];

const shedding = sketch({
  title: 'Four tiers: backpressure to the door, and shedding there',
  about: card(
    'Gateway, web, application and store, each with a short line in front. From 40 s to 60 s the store takes three times as long. Every tier blocks when the next one is full; the gateway alone refuses, before any work has been done.',
    [
      'The trouble walks upstream: first the store’s line is full, then the application is blocked, then web, then the gateway. Seen from outside, the gateway is slow.',
      'A blocked worker has finished its job and cannot hand it over: it holds its place and does nothing.',
      'Inside is only what the short lines hold, so the latency is bounded even in the worst seconds, and all is well two seconds after.',
    ],
    TRY,
  ),
  warmupS: 20,
  durationS: 100,
  classes: { request: { share: 1, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 35 } },
    ...tier('gateway', 'Gateway', [260, 0], 2, 0.02, 'shed-newest'), ...tier('web', 'Web', [780, 0], 3, 0.04), ...tier('app', 'Application', [260, 300], 4, 0.06), ...tier('store', 'Store', [780, 300], 3, 0.05),
    answered: { kind: 'sink', label: 'Answered', at: [1300, 300] },
  },
  links: chain('users', 'gateway-line', 'gateway', 'web-line', 'web', 'app-line', 'app', 'store-line', 'store', 'answered'),
  timeline: [{ atS: 40, fault: { kind: 'slow', station: 'store', factor: 3, forS: 20 } }],
  checks: [{ name: 'p99 budget', metric: 'latencyS.p99', max: 3 }],
});

const blocking = varied(shedding, {
  title: 'Four tiers that block, and a door that never says no',
  about: card(
    'The same four tiers and the same slow store from 40 s to 60 s. But the gateway blocks, too: its line looks healthy with five waiting, and the users stand outside.',
    [
      'The trouble walks upstream through all four tiers and out of the door. Then it grows where no chart of the system shows it.',
      'The store is well again after 20 s, but the users who stand outside are not served for long after that.',
      'No request is lost, and the p99 is several times as long as with a gateway that refuses.',
    ],
    TRY,
  ),
  stations: { 'gateway-line': { whenFull: { kind: 'block' } } },
});

export const fourTiers = pair(
  { id: 'four-tiers', summary: 'A slow store is felt at the gateway, four tiers away, which says no in time.', scenario: shedding },
  { id: 'four-tiers-blocked', summary: 'The same tiers block up to the door: the line outside outlives its cause.', scenario: blocking, breaks: 'p99 budget' },
);
