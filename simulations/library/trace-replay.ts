import type { Scenario } from '../scenario/scenario';
import type { LibraryScenario } from './kit';

/** Eighteen minutes of an invented help desk with a rush in the middle. Who hung up was never served, so that call's service time is unknown. */
const CALLS = `${[
  'atS,demandS,patienceS',
  '16,18,',
  '47,43,',
  '49,46,',
  '71,,38',
  '110,147,',
  '260,38,',
  '275,73,',
  '316,37,',
  '317,19,',
  '322,58,',
  '344,,60',
  '354,25,',
  '356,49,',
  '376,90,',
  '393,62,',
  '419,118,',
  '420,89,',
  '444,,60',
  '445,47,',
  '446,68,',
  '453,44,',
  '477,83,',
  '483,32,',
  '487,48,',
  '488,,60',
  '531,74,',
  '547,82,',
  '549,57,',
  '552,29,',
  '553,43,',
  '566,30,',
  '584,,16',
  '601,12,',
  '602,132,',
  '633,18,',
  '713,65,',
  '720,90,',
  '736,11,',
  '813,,60',
  '831,36,',
  '956,21,',
  '1080,41,',
].join('\n')}\n`;

/** Recorded arrivals instead of drawn ones: each call comes when the recording says, with its own service time and patience. */
export const traceReplay: Scenario = {
  format: 'spillway/1',
  title: 'A recorded trace, replayed',
  about: `Eighteen minutes of a help desk (invented), with two agents. Nothing about the calls is drawn from a formula: each comes when its row says and takes as long as its row says. Where a row has a patience, that caller hangs up after waiting so long.

**What to notice**
- The rush between minute 5 and minute 10. Until then hardly anybody waits; then the line feeds on itself.
- The line outlives the rush: it is still there when calls have become rare again.
- Those who hang up make the wait shorter for those who stay.

**What to try**
1. Add a third agent. How many callers still hang up? And with one agent, which target is missed?
2. Replace *Arrivals* by *Poisson* at 0.04 a second, the same number of calls on average. Where did the rush go, and what does that say about averages?
3. Put your own recording in: a CSV with a time, and, if you have them, a service time and a patience.`,
  seed: 1,
  warmupS: 0,
  durationS: 1200,
  classes: { call: { share: 1, priority: 0, deadlineS: 120 } },
  stations: {
    calls: { kind: 'producer', label: 'Calls', at: [0, 0], arrivals: { kind: 'trace', csv: CALLS } },
    line: { kind: 'queue', label: 'Line', at: [260, 0], capacityJobs: 'unbounded', discipline: { kind: 'fifo' }, whenFull: { kind: 'block' } },
    agents: { kind: 'workers', label: 'Agents', at: [520, 0], workers: 2, service: { kind: 'own-demand', meanS: 55 } },
    answered: { kind: 'sink', label: 'Answered', at: [780, 0] },
  },
  links: [
    { from: 'calls', to: 'line' },
    { from: 'line', to: 'agents' },
    { from: 'agents', to: 'answered' },
  ],
  timeline: [],
  checks: [
    { name: 'callers who hang up, 1 in 8', metric: 'jobs.shed.left', max: 5 },
    { name: 'longest wait, 8 minutes', station: 'line', metric: 'waitS.max', max: 480 },
  ],
  changelog: [],
};

export const traceReplays: readonly LibraryScenario[] = [
  { id: 'trace-replay', title: traceReplay.title, summary: 'Calls come as they were recorded, with a rush that no average shows.', scenario: traceReplay },
];
