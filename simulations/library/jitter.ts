import { card, chain, pair, sketch, type Call } from './kit';

const TRY = [
  'Set the backoff to *Exponential* without jitter. The waves come less often; are they smaller?',
  'Try *Equal* and *Decorrelated* jitter. Which needs the fewest attempts, and which is the quickest?',
  'Let the clients come at random instead of all at once (*Poisson*, 10 a second). Is jitter still of use?',
];

const withBackoff = (title: string, about: string, backoff: Call[string]) => sketch({
  title, about,
  warmupS: 8,
  durationS: 120,
  classes: { client: { share: 1, priority: 0, deadlineS: 5 } },
  stations: {
    alarm: { kind: 'producer', label: 'Alarm', at: [0, 0], arrivals: { kind: 'batches', ratePerS: 10, batchJobs: 60, size: 'fixed' } },
    clients: { kind: 'workers', label: 'Clients', at: [260, 0], workers: 100, service: { kind: 'constant', meanS: 0.001 } },
    line: { kind: 'queue', label: 'Line', at: [260, 150], capacityJobs: 4, whenFull: { kind: 'shed-newest' } },
    server: { kind: 'workers', label: 'Server', at: [520, 150], workers: 2, service: { kind: 'constant', meanS: 0.05 } },
    updated: { kind: 'sink', label: 'Updated', at: [520, 0] },
  },
  links: [...chain('alarm', 'clients', 'updated'), { from: 'clients', to: 'line', call: { attemptsMax: 7, backoff } }, { from: 'line', to: 'server' }],
  checks: [{ name: 'clients given up', metric: 'links.clients>line.call.failed', max: 100 }],
});

const jittered = withBackoff(
  'Backoff with jitter: the crowd is spread',
  card(
    'Every few seconds sixty clients wake up at once and ask a server that can do forty a second and lets four wait. Who is refused tries again after a pause: drawn by chance between nothing and 0.2, 0.4, 0.8 s and so on, up to 4 s (full jitter).',
    [
      'The second wave is a trickle already: everybody comes back at another time.',
      'Hardly anybody needs all of the seven tries.',
      'The server is busy steadily instead of in fits.',
    ],
    TRY,
  ),
  { kind: 'exponential', baseS: 0.2, capS: 4, jitter: 'full' },
);

const together = withBackoff(
  'Backoff without jitter: the crowd comes back together',
  card(
    'The same sixty clients and the same server. Who is refused tries again after exactly half a second, as do all others that were refused with it.',
    [
      'The crowd comes back as a crowd: six get in, the rest is refused together, and together it returns.',
      'Between two waves the server is idle, while fifty clients wait for their pause to end.',
      'After seven tries about a third has still not got in, though there was time for all.',
    ],
    TRY,
  ),
  { kind: 'fixed', pauseS: 0.5, jitter: 'none' },
);

export const jitter = pair(
  { id: 'jitter', summary: 'Clients that were refused together come back one by one.', scenario: jittered },
  { id: 'no-jitter', summary: 'Clients that were refused together come back together, and are refused again.', scenario: together, breaks: 'clients given up' },
);
