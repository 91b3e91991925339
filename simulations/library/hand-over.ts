import { LINKS, STATIONS } from './fan-in-fan-out';
import { card, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: how many results can pile up at the merge while worker 2 stalls for two seconds? (30 a second come)',
  'In the bounded system, where does a job wait that came during a stall? Follow one.',
  'Set *Order* of the merge to *As completed*. Is a bound still needed?',
];

const bounded = sketch({
  title: 'Bounded hand-over: at most five results wait for their turn',
  about: card(
    'Two sources, two workers, results merged in the order of the fan-out. One job in two hundred at worker 2 takes two seconds, and all behind it have to wait. The merge holds five results that came too early; then the fan-out stops handing out work, and the wait goes back into the stream and to the sources.',
    [
      'While worker 2 stalls, worker 1 stops as well, some five results later. The stream fills, and the sources have to wait: the trouble is where everybody sees it.',
      'Between the fan-out and the merge there are never more than a handful of jobs. Whoever has to reserve memory knows how much.',
      'The bound costs latency: on average an item takes about twice as long as without it. It buys an amount of memory that can be relied upon.',
    ],
    TRY,
  ),
  durationS: 120,
  classes: { item: { share: 1, priority: 0, deadlineS: 2 } },
  stations: {
    ...STATIONS,
    stream: { ...STATIONS['stream'], capacityJobs: 20 },
    'worker-2': { ...STATIONS['worker-2'], service: { kind: 'mixture', fastMeanS: 0.03, slowMeanS: 2, slowShare: 0.005, fastCv: 0.5, slowCv: 0.1 } },
    merge: { ...STATIONS['merge'], bufferJobs: 5 },
  },
  links: LINKS,
  checks: [{ name: 'jobs between fan-out and merge', station: 'fan-out', metric: 'maxJobs', max: 20 }],
});

const unbounded = varied(bounded, {
  title: 'Unbounded hand-over: whatever is finished may pile up',
  about: card(
    'Two sources, two workers, results merged in the order of the fan-out; one job in two hundred at worker 2 takes two seconds. All of it is as with bounded hand-over, but the stream takes any number of jobs, and the merge any number of results that wait for their turn.',
    [
      'While worker 2 stalls, worker 1 goes on, and some sixty results pile up at the merge: all finished, none delivered.',
      'Then they leave at once, and whoever stands behind gets two seconds’ worth in an instant.',
      'With stalls of a minute there would be two thousand. No chart of the workers says how much memory that takes.',
    ],
    TRY,
  ),
  stations: { stream: { capacityJobs: 'unbounded' }, merge: { bufferJobs: 'unbounded' } },
});

export const handOver = pair(
  { id: 'bounded-hand-over', summary: 'A merge in order that holds five results: a stall is felt, and takes no memory.', scenario: bounded },
  { id: 'unbounded-hand-over', summary: 'A merge in order that holds any number: each stall is a pile, then a burst.', scenario: unbounded, breaks: 'jobs between fan-out and merge' },
);
