import type { Scenario } from '../scenario/scenario';
import { card, pair, varied } from './kit';

/** More is asked than can be done: the same demand under block, shed newest and shed oldest. */
export const overload: Scenario = {
  format: 'spillway/1',
  title: 'Overload: block, shed newest or shed oldest',
  about: `130 orders a second are asked of four workers who can do 100. No setting serves the other 30: the only choice is who waits, and who is told no. The inbox holds 20.

**What to notice**, with each setting of *When full*
- **Block**: nobody is refused, and nobody is helped. The inbox never holds more than 20 and looks healthy, but the wait has moved outside: each second the line at the door grows by 30 orders, and latency with it, without end.
- **Shed newest**: who finds the inbox full is refused at once. Those who get in wait less than 0.2 s on average (20 places ÷ 100 a second), now and in an hour.
- **Shed oldest**: a new order takes the place of the one that has waited longest. As many are lost as before, but those served are fresher, so more of them keep the deadline of 0.25 s: goodput rises from about 75 to 93 a second. The lost ones waited for nothing.

**What to try**
1. Let it run with *Block* for ten seconds, then switch to *Shed newest*. What becomes of those who wait outside, and of the latency?
2. Set the capacity to 200 under *Shed newest*. Throughput stays at 100 a second. What happens to goodput, and why?
3. Back at 20 places: how many workers does it take until hardly anybody is refused?`,
  seed: 1,
  warmupS: 10,
  durationS: 60,
  classes: { order: { share: 1, priority: 0, deadlineS: 0.25 } },
  stations: {
    orders: { kind: 'producer', label: 'Orders', at: [0, 0], arrivals: { kind: 'poisson', ratePerS: 130 } },
    inbox: { kind: 'queue', label: 'Inbox', at: [260, 0], capacityJobs: 20, discipline: { kind: 'fifo' }, whenFull: { kind: 'block' } },
    pickers: { kind: 'workers', label: 'Pickers', at: [520, 0], workers: 4, service: { kind: 'exponential', meanS: 0.04 } },
    done: { kind: 'sink', label: 'Done', at: [780, 0] },
  },
  links: [
    { from: 'orders', to: 'inbox' },
    { from: 'inbox', to: 'pickers' },
    { from: 'pickers', to: 'done' },
  ],
  timeline: [],
  checks: [{ name: 'p99 budget', station: 'done', metric: 'latencyS.p99', max: 0.5 }],
  changelog: [],
};

const shed = varied(overload, {
  title: 'The same overload, tamed by shedding the oldest',
  about: card(
    'Again 130 orders a second for four workers who can do 100. Now a new order that finds the inbox full takes the place of the one that has waited longest. Thirty a second are lost, as they must be; the others are in time.',
    [
      'A hundred a second are served, as with blocking: shedding costs no throughput.',
      'The p99 stays near 0.3 s, now and in an hour, because nobody can wait for longer than it takes twenty newer ones to come.',
      'More than nine in ten of those served keep their deadline of 0.25 s.',
    ],
    [
      'Set *When full* to *Block* in the middle of the run, and back. How long does the damage of ten seconds last?',
      'Try *Shed newest*: as many are lost. Whose wait is longer, and why?',
      'Bring more: 200 a second. What happens to those that are served?',
    ],
  ),
  stations: { inbox: { whenFull: { kind: 'shed-oldest' } } },
});

export const overloads = pair(
  { id: 'overload-shed', summary: 'More comes than can be served, and what is served is in time all the same.', scenario: shed },
  { id: 'overload', summary: 'More comes than can be served: who waits, and who is told no?', scenario: overload, breaks: 'p99 budget' },
).toReversed();
