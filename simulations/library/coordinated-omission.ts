import type { TimelineItem } from '../scenario/scenario';
import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: how many requests does each of the two testers make in two minutes?',
  'Compare the largest latency of the two. Why is the tester that pauses right about this one figure?',
  'Make the pauses ten times as rare and ten times as long. Which of the two p99 notices?',
];
const pauses = [20, 40, 60, 80, 100, 120].map((atS): TimelineItem => ({ atS, fault: { kind: 'pause', station: 'server', forS: 2 } }));

const honest = sketch({
  title: 'Latency as users see it: the requests keep coming',
  about: card(
    'A load test: twenty requests a second at a steady pace, for a server that needs 0.02 s for each but stops for two seconds in every twenty. The tester sends on time, whatever the server does, and measures from the time at which a request was meant to be sent.',
    [
      'During a pause forty requests become due, and all of them wait: one request in seven is late.',
      'The p95 is more than a second. That is what users go through.',
    ],
    TRY,
  ),
  warmupS: 10,
  durationS: 120,
  classes: { request: { share: 1, priority: 0, deadlineS: 0.25 } },
  stations: {
    tester: { kind: 'producer', label: 'Load tester', at: [0, 0], arrivals: { kind: 'regular', ratePerS: 20 }, whenBlocked: 'wait-outside' },
    server: { kind: 'workers', label: 'Server', at: [260, 0], workers: 1, service: { kind: 'lognormal', meanS: 0.02, cv: 0.3 } },
    answered: { kind: 'sink', label: 'Answered', at: [520, 0] },
  },
  links: chain('tester', 'server', 'answered'),
  timeline: pauses,
  checks: [{ name: 'p99 budget', metric: 'latencyS.p99', max: 0.25 }],
});

const omitting = varied(honest, {
  title: 'Coordinated omission: the tester waits with the server',
  about: card(
    'The same server with the same pauses, and a tester that sends the next request only when the server takes it, as many do. While the server pauses the tester pauses, too: the requests that would have waited are never made.',
    [
      'The check is passed, with a p99 of a few hundredths of a second. The server still stops for a tenth of the time.',
      'Each pause costs one single bad sample. It should be forty.',
      'The tester made a tenth fewer requests than it was told to. This is how to catch it.',
    ],
    TRY,
  ),
  stations: { tester: { whenBlocked: 'stop-making' } },
});

export const coordinatedOmission = pair(
  { id: 'coordinated-omission', summary: 'A load tester that pauses with the server, and reports that all is well.', scenario: omitting },
  { id: 'honest-tester', summary: 'The same pauses, measured from when each request was due: the truth.', scenario: honest, breaks: 'p99 budget' },
);
