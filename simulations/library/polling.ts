import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: clients poll every 0.5 s instead of every second. What becomes of the wait for news, and what of the server? Double *Empty polls*, halve *Until the next poll*.',
  'At which interval do polling clients hear of news as quickly as with pushing? What would that cost?',
  'Forty news a second instead of five: is pushing still the better way?',
];

const pushing = sketch({
  title: 'Pushing: the server calls when there is news',
  about: card(
    'Five news a second for fifty clients, each for one of them. The server sends each when it happens, in 0.015 s. It could do 66 a second.',
    [
      'Clients hear of news at once: nearly all within 0.1 s.',
      'The server is busy for less than a tenth of its time.',
    ],
    TRY,
  ),
  warmupS: 10,
  durationS: 180,
  classes: { news: { share: 1, priority: 0, deadlineS: 0.5 }, poll: { share: 1, priority: 0 } },
  stations: {
    news: { kind: 'producer', label: 'News', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 5 }, classMix: { kind: 'own-shares', shares: 'news=1' } },
    polls: { kind: 'producer', label: 'Empty polls', at: [0, 170], arrivals: { kind: 'poisson', ratePerS: 0 }, classMix: { kind: 'own-shares', shares: 'poll=1' } },
    until: { kind: 'delay', label: 'Until the next poll', at: [260, 0], time: { kind: 'uniform', meanS: 0.0001, spreadShare: 1 } },
    line: { kind: 'queue', label: 'Line', at: [520, 85], capacityJobs: 'unbounded' },
    server: { kind: 'workers', label: 'Server', at: [780, 85], workers: 1, service: { kind: 'constant', meanS: 0.015 } },
    clients: { kind: 'sink', label: 'Clients', at: [1040, 85] },
  },
  links: [...chain('news', 'until', 'line', 'server', 'clients'), ...chain('polls', 'line')],
  checks: [{ name: 'news p95', metric: 'classes.news.latencyS.p95', max: 0.3 }],
});

const polling = varied(pushing, {
  title: 'Polling: every client asks every second',
  about: card(
    'The same five news a second for fifty clients. Each client asks every second whether there is something for it, so the server gets fifty requests a second, 45 of them for nothing. News waits until its client asks.',
    [
      'News waits for half a second on average until it is asked for, and for up to a second.',
      'The server is busy for three quarters of its time, nearly all of it with saying no.',
      'Twice the clients would be too many for it, though nothing more would happen in the world.',
    ],
    TRY,
  ),
  stations: {
    polls: { arrivals: { kind: 'poisson', ratePerS: 45 } },
    until: { time: { kind: 'uniform', meanS: 0.5, spreadShare: 1 } },
  },
});

export const pollingOrPushing = pair(
  { id: 'pushing', summary: 'The server calls when there is news: quick, and hardly any work.', scenario: pushing },
  { id: 'polling', summary: 'Fifty clients ask every second: a busy server, and late news.', scenario: polling, breaks: 'news p95' },
);
