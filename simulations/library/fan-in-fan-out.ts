import type { Scenario } from '../scenario/scenario';
import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: set *Order* of the merge to *As completed*. Which jobs arrive sooner, and which do not? Then do it.',
  'Set *Reorder buffer* to 3. Where do jobs wait now? A bounded buffer pushes the wait back to the fan-out, and then into the line.',
  'Take the slow spells away (*Slow share* 0). What does keeping the order cost now?',
];

export const STATIONS: Scenario['stations'] = {
  'source-a': { kind: 'producer', label: 'Source A', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 15 } },
  'source-b': { kind: 'producer', label: 'Source B', at: [0, 170], arrivals: { kind: 'poisson', ratePerS: 15 } },
  stream: { kind: 'queue', label: 'Stream', at: [260, 85], capacityJobs: 50 },
  'fan-out': { kind: 'fork', label: 'Fan-out', at: [520, 85], copies: 'one' },
  'worker-1': { kind: 'workers', label: 'Worker 1', at: [780, 0], workers: 1, service: { kind: 'lognormal', meanS: 0.03, cv: 0.5 } },
  'worker-2': { kind: 'workers', label: 'Worker 2', at: [780, 170], workers: 1, service: { kind: 'lognormal', meanS: 0.03, cv: 0.5 } },
  merge: { kind: 'join', label: 'Merge', at: [1040, 85], order: 'fork', bufferJobs: 50 },
  results: { kind: 'sink', label: 'Results', at: [1300, 85] },
};

/** Both sources into the stream, and from there through both workers. */
export const LINKS: Scenario['links'] = [
  { from: 'source-a', to: 'stream' }, ...chain('source-b', 'stream', 'fan-out', 'worker-1', 'merge', 'results'),
  ...chain('fan-out', 'worker-2', 'merge'),
];

/** Two sources, two workers, one result stream in the order of the fan-out. */
const ordered = sketch({
  title: 'Fan-in and fan-out with an ordered merge',
  about: card(
    'Two sources merge into one stream, which is spread over two workers; their results are merged again. The merge lets results go on in the order of the fan-out, whatever worker finished first: the same input gives the same output, however the work was shared. What is finished too early waits in a bounded reorder buffer.',
    [
      'Results leave in the order in which the jobs came. A job that overtook another one waits at the merge for it.',
      'With two workers that are equally quick, order is cheap: 99 of 100 results come within 0.2 s.',
      'Nobody waits for ever and nothing is lost: hand-over is bounded everywhere, and a full stream holds its sources back.',
    ],
    TRY,
  ),
  durationS: 120,
  classes: { item: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: STATIONS,
  links: LINKS,
  checks: [
    { name: 'p99 budget', station: 'results', metric: 'latencyS.p99', max: 0.5 },
    { name: 'nothing lost', metric: 'jobs.shed.full', max: 0 },
  ],
});

const slowWorker = { service: { kind: 'mixture', fastMeanS: 0.03, slowMeanS: 1, slowShare: 0.01, fastCv: 0.5, slowCv: 0.1 } };

/** The same with a worker that stalls now and then: order makes everybody wait for it. */
const oneSlow = varied(ordered, {
  title: 'An ordered merge held back by one slow worker',
  about: card(
    'The ordered merge again, but worker 2 stalls now and then: one of its jobs in a hundred takes a second. Order is kept all the same, so everything behind the stalled job has to wait for it.',
    [
      'While worker 2 stalls, worker 1 goes on, and its results pile up at the merge: all finished, none delivered.',
      'Fewer than one job in a hundred is slow itself, and still several in a hundred come late: the p99 is that of the stall.',
      'When the stalled job is done, the whole pile leaves at once: a burst for whoever stands behind.',
    ],
    TRY,
  ),
  stations: { 'worker-2': slowWorker },
});

/** With the slow worker, but without the order. */
export const unorderedMerge = varied(oneSlow, {
  title: 'An unordered merge does not wait for the slow worker',
  about: card(
    'The same two workers, one of which stalls now and then, and the same requests. The merge lets results go on as they are complete: who needs no order does not have to pay for it.',
    [
      'While worker 2 stalls, the others overtake. Only the stalled job itself is late.',
      'The p99 is some four times shorter than with the ordered merge, and the mean is shorter, too.',
      'The stream is served as quickly either way: order costs latency here, not throughput.',
    ],
    TRY,
  ),
  stations: { merge: { order: 'completion' } },
});

export const fanInFanOut = [
  ...pair(
    { id: 'fan-in-fan-out', summary: 'Two sources, two workers, results merged in order: parallel and deterministic.', scenario: ordered },
    { id: 'fan-in-fan-out-slow', summary: 'One worker stalls now and then, and the ordered merge makes all wait.', scenario: oneSlow, breaks: 'p99 budget' },
  ),
  { id: 'unordered-merge', title: unorderedMerge.title, summary: 'The same stalls, merged as they are done: only the stalled job is late.', scenario: unorderedMerge, counterpart: 'fan-in-fan-out-slow' },
];
