import { card, chain, pair, sketch, varied } from './kit';

const TRY = [
  'Predict first: which stage is the first to miss its budget when the market gets busier? Raise both rates of *Messages* step by step.',
  'Make the test stricter: *Others that pass* 0.01, *Good that pass* 0.8. What happens to precision and to recall, and who decides what they are worth?',
  'Record a run, change a stage, replay the same input, and compare (`record`, `replay`, `promote` on the command line).',
  'Let every feature call take 0.12 s. Which is the first target to be missed?',
];

const meeting = sketch({
  title: 'Live signals: news, social and market data for a hundred clients',
  about: card(
    'A hundred messages a second, one in ten of them news, three social and six market data, become trading signals. Ingest normalises them (budget 25 ms), a gate drops duplicates, the model asks for features and scores (90 ms), a test keeps what is a signal (at most 3 % false positives), and two push servers send it to fifty clients each. The whole is to take at most 200 ms at p95 and 400 ms at p99, with 99.9 % of the messages answered, a timeout of 250 ms and at most two retries.',
    [
      'Every budget is met with room to spare: look at the checks.',
      'Few messages pass the test: most are noise, some are duplicates. They are *shed* here because somebody decided so, not because there was no room.',
      'The model holds a worker while it waits for features: the budget of 90 ms contains somebody else’s latency.',
      'Three feature calls in a thousand hang. They are given up after 250 ms and tried again, so nobody is lost; the p99 does not see them.',
    ],
    TRY,
  ),
  warmupS: 10,
  durationS: 120,
  classes: {
    news: { share: 1, priority: 0, deadlineS: 0.4 },
    social: { share: 3, priority: 0, deadlineS: 0.4 },
    market: { share: 6, priority: 0, deadlineS: 0.4 },
  },
  stations: {
    messages: { kind: 'producer', label: 'Messages', at: [0, 0], arrivals: { kind: 'mmpp', calmRatePerS: 85, calmS: 8, busyRatePerS: 130, busyS: 4 }, keys: { kind: 'uniform', keys: 3000 } },
    intake: { kind: 'queue', label: 'Intake', at: [260, 0], capacityJobs: 200, whenFull: { kind: 'shed-oldest' } },
    ingest: { kind: 'workers', label: 'Ingest', at: [260, 195], workers: 6, service: { kind: 'lognormal', meanS: 0.008, cv: 0.5 } },
    dedup: { kind: 'gate', label: 'Dedup', at: [520, 195], rule: { kind: 'dedup', windowS: 2 } },
    'model-line': { kind: 'queue', label: 'Model line', at: [780, 0], capacityJobs: 200, whenFull: { kind: 'shed-oldest' } },
    model: { kind: 'workers', label: 'Model', at: [780, 195], workers: 12, service: { kind: 'lognormal', meanS: 0.028, cv: 0.25 } },
    features: { kind: 'workers', label: 'Feature store', at: [1040, 430], workers: 20, service: { kind: 'mixture', fastMeanS: 0.015, slowMeanS: 1, slowShare: 0.003, fastCv: 0.6, slowCv: 0.3 } },
    verify: { kind: 'gate', label: 'Verification', at: [1040, 195], rule: { kind: 'classifier', positiveShare: 0.2, truePositiveRate: 0.9, falsePositiveRate: 0.02 } },
    'fan-out': { kind: 'fork', label: 'Fan-out', at: [1300, 195] },
    'push-1': { kind: 'workers', label: 'Clients 1 to 50', at: [1560, 110], workers: 4, service: { kind: 'lognormal', meanS: 0.02, cv: 0.5 } },
    'push-2': { kind: 'workers', label: 'Clients 51 to 100', at: [1560, 280], workers: 4, service: { kind: 'lognormal', meanS: 0.02, cv: 0.5 } },
    delivered: { kind: 'sink', label: 'Delivered', at: [1820, 195] },
  },
  links: [
    ...chain('messages', 'intake', 'ingest', 'dedup', 'model-line', 'model', 'verify', 'fan-out', 'push-1', 'delivered'),
    ...chain('fan-out', 'push-2', 'delivered'),
    { from: 'model', to: 'features', call: { timeoutS: 0.25, attemptsMax: 3 } },
  ],
  checks: [
    { name: 'ingest: wait p95, 5 of 25 ms', station: 'intake', metric: 'waitS.p95', max: 0.005 },
    { name: 'ingest: work p95, 20 of 25 ms', station: 'ingest', metric: 'serviceS.p95', max: 0.02 },
    { name: 'model: score p95, 50 of 90 ms', station: 'model', metric: 'serviceS.p95', max: 0.05 },
    { name: 'model: features p95, 40 of 90 ms', metric: 'links.model>features.call.latencyS.p95', max: 0.04 },
    { name: 'end to end p95, 200 ms', metric: 'latencyS.p95', max: 0.2 },
    { name: 'end to end p99, 400 ms', metric: 'latencyS.p99', max: 0.4 },
    { name: 'false positives, 3 %', station: 'verify', metric: 'falsePositiveShare', max: 0.03 },
    { name: 'precision, 60 %', station: 'verify', metric: 'precision', min: 0.6 },
    { name: 'lost at the intake, 0.1 %', station: 'intake', metric: 'shed.full', max: 12 },
    { name: 'lost at the model, 0.1 %', station: 'model-line', metric: 'shed.full', max: 12 },
    { name: 'timed out, 0.1 %', metric: 'jobs.timedOut', max: 12 },
  ],
});

const busy = varied(meeting, {
  title: 'Live signals on the day of the crash',
  about: card(
    'The same pipeline, sized for a hundred messages a second, gets more than four hundred: the markets are in turmoil, and nine in ten of the messages are market data. The model stage can do about 270.',
    [
      'Ingest keeps its budget, and so does the model: each stage alone looks well. What grows is the wait between them.',
      'The line in front of the model is full: every message waits for some 0.7 s first, and about one in five is thrown away for a newer one.',
      'Verification is as good as ever, of what it gets to see.',
      'Eight more workers for the model bring all targets back: try it while it runs.',
    ],
    TRY,
  ),
  classes: { news: { share: 2, priority: 0, deadlineS: 0.4 }, social: { share: 7, priority: 0, deadlineS: 0.4 }, market: { share: 91, priority: 0, deadlineS: 0.4 } },
  stations: { messages: { arrivals: { kind: 'mmpp', calmRatePerS: 425, calmS: 8, busyRatePerS: 470, busyS: 4 } } },
});

export const signalPipeline = pair(
  { id: 'signal-pipeline', summary: 'News and prices become signals for a hundred clients, within all budgets.', scenario: meeting },
  { id: 'signal-pipeline-crash', summary: 'Four times the messages: each stage keeps its budget, and the whole does not.', scenario: busy, breaks: 'end to end p99, 400 ms' },
);
