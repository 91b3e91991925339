import { openStream } from '../../engine/chance';
import type { FullPolicyKind } from '../../engine/kind';
import { drawUniform } from '../../engine/random';
import { STREAM_VICTIM } from '../../stations/queue/state';
import { nthByRank, waitingJobs } from '../../stations/queue/waiting';

/**
 * Random drop: one of those who wait or the newcomer, all with the same chance, so that nobody is shed for when it came. A class that has more
 * jobs in line loses more of them.
 * Source: Mankin, "Random drop congestion control", SIGCOMM 1990.
 */
export const shedRandom: FullPolicyKind = {
  kind: 'shed-random',
  label: 'Shed random',
  help: 'One of those who wait or the newcomer makes way, all with the same chance.',
  params: {},
  keeps: 'ranks',
  victim: (k, s, j) => {
    openStream(s, STREAM_VICTIM);
    const waiting = waitingJobs(s);
    const place = Math.floor(drawUniform() * (waiting + 1));
    return place === waiting ? j : nthByRank(s, place);
  },
};
