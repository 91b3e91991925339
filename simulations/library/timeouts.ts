import { card, chain, pair, sketch, type Call } from './kit';

const TRY = [
  'Predict first: which timeout is best? Try 0.06, 0.1, 0.5 and 2 s, and look at the p99 and at the failed calls.',
  'Give the call with the long timeout more tries. Why does it not help?',
  'Double the workers of the API without a timeout. How long does that last?',
];

const withCall = (title: string, about: string, call: Call) => sketch({
  title, about,
  warmupS: 20,
  durationS: 160,
  classes: { request: { share: 1, priority: 0, deadlineS: 1 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 20 } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 50, whenFull: { kind: 'shed-newest' } },
    api: { kind: 'workers', label: 'API', at: [520, 0], workers: 8, service: { kind: 'constant', meanS: 0.005 } },
    profiles: { kind: 'workers', label: 'Profiles', at: [520, 245], workers: 40, service: { kind: 'mixture', fastMeanS: 0.05, slowMeanS: 12, slowShare: 0.04, fastCv: 0.3, slowCv: 0.2 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: [...chain('users', 'line', 'api', 'answered'), { from: 'api', to: 'profiles', call }],
  checks: [
    { name: 'p99 budget', metric: 'latencyS.p99', max: 1 },
    { name: 'failed calls', metric: 'links.api>profiles.call.failed', max: 40 },
  ],
});

const tuned = withCall(
  'A timeout that is a little longer than most answers',
  card(
    'Twenty requests a second. For each the API asks the profile service and holds a worker until the answer comes: 0.05 s as a rule, but four answers in a hundred hang for twelve seconds. After 0.25 s the API gives up and asks again, three times at most.',
    [
      'A second try is nearly always quick, so the slow answers cost 0.3 s instead of 12 s.',
      'The eight workers of the API are busy less than a quarter of their time.',
      'Hardly a call fails: it takes three slow answers in a row.',
    ],
    TRY,
  ),
  { timeoutS: 0.25, attemptsMax: 3 },
);

const none = withCall(
  'No timeout: a few slow answers hold all workers',
  card(
    'The same API and the same profile service, but the API waits for as long as it takes. Eight requests in ten seconds get a slow answer, and each holds a worker for twelve seconds.',
    [
      'After a while all eight workers wait for slow answers. The 96 quick ones in a hundred stand in line behind them.',
      'The API itself does nothing: it is held, not busy. A CPU chart of it would be flat.',
      'About a third of the requests is turned away at the line, and the others are seconds late.',
    ],
    TRY,
  ),
  {},
);

const short = withCall(
  'A timeout that is shorter than most answers',
  card(
    'The same system with a timeout of 0.04 s. Most answers take 0.05 s: they are given up just before they would have come.',
    [
      'Three tries and still no answer: four calls in ten fail, of a service that is perfectly well.',
      'Each request is sent between two and three times. The profile service does more work for fewer answers.',
      'The p99 looks excellent: those that failed are not in it. Look at what is counted beside it.',
    ],
    TRY,
  ),
  { timeoutS: 0.04, attemptsMax: 3 },
);

export const timeouts = [
  ...pair(
    { id: 'timeout', summary: 'A timeout a little above most answers turns twelve seconds into 0.3.', scenario: tuned },
    { id: 'no-timeout', summary: 'Without a timeout four slow answers in a hundred hold all workers.', scenario: none, breaks: 'p99 budget' },
  ),
  { id: 'timeout-too-short', title: short.title, summary: 'Giving up just before the answer comes: more work, fewer answers.', scenario: short, counterpart: 'timeout', breaks: 'failed calls' },
];
