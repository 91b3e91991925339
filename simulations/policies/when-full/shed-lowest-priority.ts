import { classIndex } from '../../engine/job-class';
import type { FullPolicyKind } from '../../engine/kind';
import { newestOfLowest, priorityOfClass } from '../../stations/queue/waiting';

/**
 * The least important makes way, the newcomer included; of equals it is the one that came last, so those who have waited keep what
 * they have waited for. A queue full of important jobs turns unimportant ones away as shed newest does.
 */
export const shedLowestPriority: FullPolicyKind = {
  kind: 'shed-lowest-priority',
  label: 'Shed lowest priority',
  help: 'The least important job makes way, which may be the newcomer; of equals, the newest.',
  params: {},
  keeps: 'classes',
  victim: (k, s, j) => {
    const lowest = newestOfLowest(s);
    return lowest === 0 || priorityOfClass(classIndex(j)) <= priorityOfClass(classIndex(lowest)) ? j : lowest;
  },
};
