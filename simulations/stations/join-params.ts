import { choiceParam, numberParam } from '../engine/param';
import { slotsOf } from '../engine/slots';

export const joinParams = {
  needed: numberParam({
    label: 'Waits for', unit: 'count', min: 1, max: 1_000, initial: 'unbounded', integer: true, unbounded: true, slider: [1, 10], primary: true,
    help: 'How many copies have to be back before the job goes on. Unbounded: all of them. Those that come later are dropped. A change holds for jobs that are forked after it.',
  }),
  order: choiceParam({
    label: 'Order', initial: 'completion',
    help: 'In which order complete jobs go on.',
    options: [
      { id: 'completion', label: 'As completed', help: 'A job goes on as soon as it is complete.' },
      { id: 'fork', label: 'As forked', help: 'A job waits until all that were forked before it have gone on: one slow copy holds back everybody behind it.' },
    ],
  }),
  bufferJobs: numberParam({
    label: 'Reorder buffer', unit: 'jobs', min: 1, max: 1_000_000, initial: 'unbounded', integer: true, unbounded: true, slider: [1, 100],
    help: 'How many complete jobs may wait for an earlier one. When there are so many, the fork takes no further job.',
  }),
};

/** A fork reads its join's numbers too. */
export const { needed: JOIN_NEEDED, order: JOIN_ORDER, bufferJobs: JOIN_BUFFER } = slotsOf(joinParams);
