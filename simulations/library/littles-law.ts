import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: 10 guests a second instead of 5. How many are inside? Then do it.',
  'Make the stays more uneven: cv 2, or *Exponential*. Does the mean number inside change?',
  'Count for yourself: divide the mean number inside by the throughput. Which figure on the screen should it be?',
];

const short = sketch({
  title: 'Little’s law: guests, stays and seats',
  about: card(
    'Five guests a second come into a hall, and each stays for four seconds on average. How many are inside? Little’s law: L = λ W, the mean number inside is the rate times the mean stay. 5 × 4 = 20, whatever the distributions.',
    [
      'The number inside goes up and down, and its mean comes out near 20.',
      'Mean number, throughput and mean stay agree to the last digit if those inside at the ends are counted: it is an identity, no approximation.',
    ],
    TRY,
  ),
  warmupS: 30,
  durationS: 300,
  classes: { guest: { share: 1, priority: 0 } },
  stations: {
    guests: { kind: 'producer', label: 'Guests', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 5 } },
    hall: { kind: 'delay', label: 'Hall', at: [260, 0], time: { kind: 'lognormal', meanS: 4, cv: 0.5 } },
    exit: { kind: 'sink', label: 'Exit', at: [520, 0] },
  },
  links: chain('guests', 'hall', 'exit'),
  checks: [{ name: 'mean guests inside', station: 'hall', metric: 'meanJobs', max: 25 }],
});

const long = varied(short, {
  title: 'Little’s law: the same guests stay longer',
  about: card(
    'Again five guests a second; but now each stays for six seconds. Nobody comes more often, and nobody is let in faster: 5 × 6 = 30 are inside.',
    [
      'Half as long again inside is half as many again inside.',
      'The same holds for requests in a service: when answers get slower, more requests are under way, and more connections, threads and memory are taken.',
    ],
    TRY,
  ),
  stations: { hall: { time: { kind: 'lognormal', meanS: 6, cv: 0.5 } } },
});

export const littlesLaw = pair(
  { id: 'littles-law', summary: 'L = λ W: how many are inside follows from how many come and how long they stay.', scenario: short },
  { id: 'longer-stays', summary: 'The same rate and longer stays: the hall is too small.', scenario: long, breaks: 'mean guests inside' },
);
