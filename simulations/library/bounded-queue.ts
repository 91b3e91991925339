import type { Scenario } from '../scenario/scenario';

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
4. The check wants a p99 of at most 0.4 s. Try five seeds: it holds with some and not with others. Two minutes are short for a tail; in the long run it is near 0.48 s.`,
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
  checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 0.4 }],
  changelog: [],
};
