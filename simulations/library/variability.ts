import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Set *Service time* to *Exponential* with the same mean. Predict the mean wait between the two.',
  'Make the arrivals regular, too, with constant service. Why is there no line at all at 80 % load?',
  'Cut the uneven work into pieces: a tenth of the time, ten times the jobs. The load stays. What does the wait do?',
];

const even = sketch({
  title: 'Even work at 80 % load',
  about: card(
    'Sixteen parcels a second for one packer, who takes exactly 0.05 s for each. She is busy 80 % of the time. That a line forms at all is due to the parcels, which come at random.',
    [
      'The mean wait is about 0.1 s: two service times (theory: M/D/1).',
      'The line grows in clumps and empties many times a minute.',
    ],
    TRY,
  ),
  durationS: 300,
  classes: { parcel: { share: 1, priority: 0, deadlineS: 0.5 } },
  stations: {
    parcels: { kind: 'producer', label: 'Parcels', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 16 } },
    belt: { kind: 'queue', label: 'Belt', at: [260, 0], capacityJobs: 'unbounded' },
    packer: { kind: 'workers', label: 'Packer', at: [520, 0], workers: 1, service: { kind: 'constant', meanS: 0.05 } },
    packed: { kind: 'sink', label: 'Packed', at: [780, 0] },
  },
  links: chain('parcels', 'belt', 'packer', 'packed'),
  checks: [{ name: 'mean wait', station: 'belt', metric: 'waitS.mean', max: 0.2 }],
});

const uneven = varied(even, {
  title: 'Uneven work at 80 % load',
  about: card(
    'The same sixteen parcels a second, and the same mean of 0.05 s for each; but most are packed in no time, and a few take very long (cv 3). The packer is busy 80 % of the time, as before.',
    [
      'The mean wait is about ten times that of even work: (1 + cv²) / 2 times as long as with exponential times (Pollaczek–Khinchine).',
      'One long parcel is enough: all that come meanwhile wait behind it.',
      'Utilisation alone says nothing about the wait.',
    ],
    TRY,
  ),
  stations: { packer: { service: { kind: 'hyperexponential', meanS: 0.05, cv: 3 } } },
});

export const variability = pair(
  { id: 'even-work', summary: 'One worker, 80 % busy, the same time for each job: short waits.', scenario: even },
  { id: 'uneven-work', summary: 'The same load with uneven times: ten times the wait.', scenario: uneven, breaks: 'mean wait' },
);
