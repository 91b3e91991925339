import { flowForgeOff } from './flow-forge';
import { card, pair, varied, type Call } from './kit';

const TRY = [
  'Predict first: how many workers would *Payments* need to live through it without a breaker? (orders a second × seconds that each is held)',
  'Remove the breaker and set the timeout of *Payments > Ledger* to 0.1 s. What does that cost while all is well?',
  'An order could be taken without its payment and booked later. Where in the picture would that be done, and what would the customer see?',
];

const withLedgerCall = (title: string, about: string, call: Call) => varied(flowForgeOff, {
  title, about,
  links: flowForgeOff.links.map((link) => (link.from === 'payments' && link.to === 'ledger' ? { ...link, call } : link)),
  timeline: [{ atS: 50, fault: { kind: 'slow', station: 'ledger', factor: 20, forS: 20 } }],
});

const cutOff = withLedgerCall(
  'FlowForge with a slow store, cut off by a breaker',
  card(
    'The order system, with its mails off the hot path. From 50 s to 70 s the ledger, the store of payments, is twenty times as slow. Payments gives up a booking after a quarter of a second, and after five failures in a row its breaker opens: for two seconds every booking is refused at once, then one is let through as a probe.',
    [
      'For twenty seconds hardly an order can be paid for. The customers are told within a fraction of a second.',
      'No worker of *Payments* or *Orders* is held for long: nothing fills up, and nobody is turned away at the door.',
      'When the ledger is well again, the next probe finds out, and orders go through as before.',
    ],
    TRY,
  ),
  { timeoutS: 0.25, breaker: { kind: 'consecutive', failures: 5, openS: 2 } },
);

const exhausted = withLedgerCall(
  'FlowForge with a slow store that exhausts the services above it',
  card(
    'The order system, with its mails off the hot path. From 50 s to 70 s the ledger, the store of payments, is twenty times as slow. There is no breaker: payments waits for each answer for up to 0.8 s, and the orders wait for payments.',
    [
      'First all workers of *Payments* are held by the ledger, then all workers of *Orders* by payments: the trouble climbs, call by call.',
      'The order line fills and orders are turned away, also those that would have been answered by services which are well.',
      'The inventory store has nothing to do. Nothing but the ledger is slow, and everything stands still.',
    ],
    TRY,
  ),
  { timeoutS: 0.8 },
);

export const flowForgeStore = pair(
  { id: 'flowforge-breaker', summary: 'A slow store is cut off: orders fail at once, and no service is held.', scenario: cutOff },
  { id: 'flowforge-slow-store', summary: 'A slow store holds payments, which holds the orders: the trouble climbs.', scenario: exhausted, breaks: 'orders turned away' },
);
