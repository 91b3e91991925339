import { What } from '../engine/frame';
import type { StationKind } from '../engine/kind';

/**
 * The end of the way: a job that gets here is served, and good if its class's deadline is kept.
 * `latencyS` is the time from when it was meant to be sent until it got here.
 */
export const sink: StationKind = {
  kind: 'sink',
  label: 'Sink',
  help: 'The end: what gets here is served.',
  params: {},
  linksIn: 'many',
  linksOut: 'none',
  streams: [],
  histograms: ['latencyS'],

  accept(k, s, j, link) {
    k.end(j, What.served, s, link, 0);
    return true;
  },

  observe() {
    // Nothing stays here.
  },
};
