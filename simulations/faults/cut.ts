import type { FaultKind } from '../engine/kind';

/**
 * What is sent over the link is lost, and so is what waits to be sent: the sender does not know. Attempts of calls are
 * lost without a word, so that their callers run into their timeouts.
 */
export const cutLink: FaultKind = {
  kind: 'cut',
  label: 'Cut the link',
  help: 'What is sent over a link is lost for a while.',
  on: 'link',
  suits: () => true,
  params: {},
  apply: (k, link, active) => {
    k.setCut(link, active.length > 0);
  },
};
