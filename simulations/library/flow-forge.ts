import type { LinkSpec } from '../scenario/scenario';
import { card, chain, pair, sketch } from './kit';

const TRY = [
  'Predict first: what becomes of the orders when *Analytics* is paused for twenty seconds? And when the ledger is?',
  'Give the topic four partitions. How many mails are sent at a time now, and what becomes of the lag?',
  'Flush the inventory cache at peak. How far up is it felt?',
  'Follow one slow order with `trace`: where was it, and who held whom?',
];

/** An order system; the confirmation mail is sent on the order's way or off it. */
const system = (title: string, about: string, onTheWay: boolean) => {
  const mail: readonly LinkSpec[] = onTheWay ? [{ from: 'orders', to: 'mailer', call: {} }] : chain('events', 'mailer', 'done');
  return sketch({
    title, about,
    warmupS: 20,
    durationS: 120,
    classes: { order: { share: 1, priority: 0, deadlineS: 0.5 } },
    stations: {
      clients: { kind: 'producer', label: 'Clients', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 30 }, keys: { kind: 'zipf', keys: 200, exponent: 0.9 } },
      gateway: { kind: 'limiter', label: 'Gateway', at: [260, 0], limit: { kind: 'token-bucket', ratePerS: 60, burstJobs: 30 }, whenOver: 'refuse' },
      line: { kind: 'queue', label: 'Order line', at: [520, 0], capacityJobs: 60, whenFull: { kind: 'shed-newest' } },
      orders: { kind: 'workers', label: 'Orders', at: [780, 0], workers: 16, service: { kind: 'lognormal', meanS: 0.01, cv: 0.5 } },
      inventory: { kind: 'cache', label: 'Inventory cache', at: [1040, 320], answers: { kind: 'keys', sizeKeys: 200, timeToLiveS: 30 }, hitTime: { kind: 'constant', meanS: 0.006 } },
      stock: { kind: 'workers', label: 'Inventory store', at: [1300, 320], workers: 4, service: { kind: 'exponential', meanS: 0.02 } },
      payments: { kind: 'workers', label: 'Payments', at: [780, 320], workers: 8, service: { kind: 'lognormal', meanS: 0.01, cv: 0.5 } },
      ledger: { kind: 'workers', label: 'Ledger', at: [520, 320], workers: 5, service: { kind: 'exponential', meanS: 0.03 } },
      events: { kind: 'topic', label: 'Order events', at: [1040, 0], partitions: 16, partitionBy: 'round-robin' },
      mailer: { kind: 'workers', label: 'Mailer', at: onTheWay ? [1040, -270] : [1300, -50], workers: 16, service: { kind: 'lognormal', meanS: 0.2, cv: 0.5 } },
      analytics: { kind: 'workers', label: 'Analytics', at: [1300, 130], workers: 4, service: { kind: 'constant', meanS: 0.02 } },
      done: { kind: 'sink', label: 'Done', at: [1560, 40] },
    },
    links: [
      ...chain('clients', 'gateway', 'line', 'orders', 'events', 'analytics', 'done'),
      { from: 'orders', to: 'inventory', call: { timeoutS: 0.5, attemptsMax: 2 } },
      { from: 'inventory', to: 'stock' },
      { from: 'orders', to: 'payments', call: { timeoutS: 1 } },
      { from: 'payments', to: 'ledger', call: { timeoutS: 0.8 } },
      ...mail,
    ],
    timeline: [{ atS: 50, fault: { kind: 'slow', station: 'mailer', factor: 4, forS: 20 } }],
    checks: [
      { name: 'order p99, 500 ms', metric: 'latencyS.p99', max: 0.5 },
      { name: 'orders turned away', metric: 'jobs.shed.full', max: 10 },
      { name: 'events not yet handled', station: 'events', metric: 'lag', max: 50 },
    ],
  });
};

/** With the mail off the orders' way. */
export const flowForgeOff = system(
  'FlowForge: an order system with its side effects off the hot path',
  card(
    'Clients order through a gateway. The order service calls inventory (whose cache answers, and only where it cannot the store) and payments (which books in the ledger), and writes an event. There the order is done. Mail and analytics read the events when they can. From 50 s to 70 s the mail provider is four times as slow.',
    [
      'Each call holds a worker of the caller: an order holds one of *Orders*, which waits for one of *Payments*, which waits for one of *Ledger*.',
      'While the mailer is slow its lag grows: some ten events a second more than it can handle. The orders do not notice.',
      'From 70 s on the consumers catch up. Nothing is lost; the mails were late.',
      'Orders of the same item ask the inventory store only once in half a minute: the cache answers most of it.',
    ],
    TRY,
  ),
  false,
);

const on = system(
  'FlowForge with the mail on the hot path',
  card(
    'The same system, but the order service sends the confirmation mail itself before it answers: one call more, so that “the customer surely gets the mail”. From 50 s to 70 s the mail provider is four times as slow.',
    [
      'Every order is slower by a mail all the time: 0.2 s of waiting for something that the customer does not wait for.',
      'When the mailer gets slow, all sixteen workers of *Orders* are held within seconds. The order line fills, and orders are turned away.',
      'Payments, its ledger and the inventory store are nearly idle meanwhile. An outage of the mail provider has become an outage of the shop.',
    ],
    TRY,
  ),
  true,
);

export const flowForge = pair(
  { id: 'flowforge', summary: 'An order system of services and events; a slow mailer is not felt.', scenario: flowForgeOff },
  { id: 'flowforge-hot-path', summary: 'The mail is sent before the answer: a slow mailer stops the shop.', scenario: on, breaks: 'order p99, 500 ms' },
);
