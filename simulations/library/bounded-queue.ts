import type { Scenario } from '../scenario/scenario';
import { card, pair, varied } from './kit';

/** The scenario to begin with. Its timeline is empty, so that whoever opens it is in charge. */
export const boundedQueue: Scenario = {
  format: 'spillway/1',
  title: 'A bounded queue in front of four workers',
  about: `Orders come at random, 90 a second on average. Four workers finish 25 a second each, 100 together. What cannot be served at once waits in the inbox.

**What to notice**
- Ten percent of the workers' time is to spare, and still a line forms: orders come in clumps.
- The mean hides the tail. One order in a hundred takes about four times as long as the average one.

**What to try**
1. Predict first: what happens to the p99 when the arrival rate goes from 90 to 98? Then do it.
2. Take one worker away. Now 90 come and 75 can be served. Watch the inbox fill, and then the line back to the source: this is backpressure.
3. With three workers, give the inbox 1,000 places. Is one more order a second served?
4. Begin again with five other seeds. The p99 comes out between 0.3 and 0.8 s: two minutes are short for a tail. In the long run it is near 0.48 s.`,
  seed: 1,
  warmupS: 20,
  durationS: 120,
  classes: { order: { share: 1, priority: 0, deadlineS: 0.25 } },
  stations: {
    orders: { kind: 'producer', label: 'Orders', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 90 } },
    inbox: { kind: 'queue', label: 'Inbox', at: [260, 0], capacityJobs: 100, discipline: { kind: 'fifo' }, whenFull: { kind: 'block' } },
    pickers: { kind: 'workers', label: 'Pickers', at: [520, 0], workers: 4, service: { kind: 'exponential', meanS: 0.04 } },
    done: { kind: 'sink', label: 'Done', at: [780, 0] },
  },
  links: [
    { from: 'orders', to: 'inbox' },
    { from: 'inbox', to: 'pickers' },
    { from: 'pickers', to: 'done' },
  ],
  timeline: [],
  checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 1 }],
  changelog: [],
};

const oneFewer = varied(boundedQueue, {
  title: 'Three workers where four were enough',
  about: card(
    'The same 90 orders a second, and one worker fewer: three can do 75 a second. Nothing is refused, so whatever cannot be served waits: first in the inbox, and when its 100 places are taken, outside.',
    [
      'The inbox is full after some seconds and stays full. Then the line goes on at the source: this is backpressure.',
      'Every second 15 more orders wait than can ever be caught up with. Latency grows for as long as it lasts.',
      'All three workers are busy all the time, and 75 orders a second are served: the system looks well used.',
    ],
    [
      'Predict first: how late is an order that comes after one minute? (orders waiting ÷ 75 a second)',
      'Give the inbox 1,000 places. What changes for the customer?',
      'Add the fourth worker in the middle of the run. How long does it take until the line is gone?',
    ],
  ),
  stations: { pickers: { workers: 3 } },
});

export const boundedQueues = pair(
  { id: 'bounded-queue', summary: 'Why a line forms below capacity, and how its tail looks. Start here.', scenario: boundedQueue },
  { id: 'one-worker-short', summary: 'More comes than three workers can do: the line walks back to the source.', scenario: oneFewer, breaks: 'p99 budget' },
);
