import type { LinkKind } from '../engine/kind';
import { numberParam } from '../engine/param';

/**
 * Hands a job over and forgets it: a channel, a queue, an event. When the station behind cannot take the job, the
 * sender keeps it and is blocked. A link with a delay or with losses is a way of its own: jobs on it are inside
 * neither station, there is no limit to them, and they arrive in the order in which they were sent.
 */
export const flow: LinkKind = {
  kind: 'flow',
  label: 'Flow link',
  help: 'Hands the job over and forgets it.',
  params: {
    delayS: numberParam({ label: 'Delay', unit: 's', min: 0, max: 3600, initial: 0, slider: [0, 1], help: 'How long a job is on its way, the same for each. On a call link it is the way there; the answer takes as long.' }),
    lossRatio: numberParam({ label: 'Loss', unit: 'share', min: 0, max: 1, initial: 0, help: 'The share of jobs that is lost on the way. A caller learns of it only by its timeout.' }),
  },
};
