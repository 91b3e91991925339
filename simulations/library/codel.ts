import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: what does a buffer of 50 without management do? Which requests does it lose that CoDel lets through?',
  'Set *Target* to 0.5 s, then *Interval* to 2 s. Which of the two decides how long a rush has to last before somebody is shed?',
  'Try *RED*, which looks at the length of the line instead of the wait.',
];

const managed = sketch({
  title: 'CoDel: a long buffer that stays empty',
  about: card(
    'A server can do 50 a second. 40 come, and for 20 seconds of each minute 70. The buffer has 1,000 places; CoDel sheds at its exit as long as every wait within the last 0.1 s was above 0.02 s.',
    [
      'Short clumps find room and wait: they are what a buffer is for.',
      'A line that stands is a different thing: it is shed down until the wait is short again, though hundreds of places are free.',
      'About as many are lost as are too many in the rushes, and some more.',
    ],
    TRY,
  ),
  warmupS: 20,
  durationS: 180,
  classes: { request: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    users: { kind: 'producer', label: 'Users', at: [0, 0], arrivals: { kind: 'spike', ratePerS: 40, spikeRatePerS: 70, startS: 30, lengthS: 20, everyS: 60 } },
    buffer: { kind: 'queue', label: 'Buffer', at: [260, 0], capacityJobs: 1000, whenFull: { kind: 'shed-newest' }, management: { kind: 'codel', targetS: 0.02, intervalS: 0.1 } },
    server: { kind: 'workers', label: 'Server', at: [520, 0], workers: 1, service: { kind: 'erlang', meanS: 0.02, phases: 4 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: chain('users', 'buffer', 'server', 'answered'),
  checks: [{ name: 'p99 budget', metric: 'latencyS.p99', max: 1.5 }],
});

const unmanaged = varied(managed, {
  title: 'Bufferbloat: a long buffer that is used',
  about: card(
    'The same server, the same rushes, the same 1,000 places; but nobody looks after the buffer. It takes whatever comes.',
    [
      'A rush of 20 seconds leaves 400 requests in the line. Each of them, and all that come later, wait for seconds.',
      'The line takes longer to go than the rush lasted: it is still there when the next rush begins.',
      'Nothing is lost, and most of it comes too late to be of use.',
    ],
    TRY,
  ),
  stations: { buffer: { management: { kind: 'none' } } },
});

export const codel = pair(
  { id: 'codel', summary: 'A long buffer for short clumps; a line that stands is shed.', scenario: managed },
  { id: 'bufferbloat', summary: 'A long buffer without management: nothing is lost, and everything is late.', scenario: unmanaged, breaks: 'p99 budget' },
);
