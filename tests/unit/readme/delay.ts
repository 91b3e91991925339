import { f64 } from '../../../simulations/engine/arena';
import { outLink } from '../../../simulations/engine/doors';
import { schedule } from '../../../simulations/engine/event-list';
import { append, listHead, prepend, remove } from '../../../simulations/engine/job-list';
import { Room } from '../../../simulations/engine/kernel';
import type { StationKind } from '../../../simulations/engine/kind';
import { INT_STATE } from '../../../simulations/engine/layout';
import { numberParam } from '../../../simulations/engine/param';
import { slotsOf } from '../../../simulations/engine/slots';
import { enter } from '../../../simulations/engine/whereabouts';

const params = {
  delayS: numberParam({
    label: 'Delay', unit: 's', min: 0, max: 3600, initial: 0.05, slider: [0, 1], primary: true,
    help: 'How long every job is on its way.',
  }),
};
const { delayS: DELAY_S } = slotsOf(params);
const READY = INT_STATE; // the line of jobs that have waited long enough and cannot be handed over yet

/** Holds every job for the same time, however many there are: a network. It leaves out jitter and loss. */
export const delay: StationKind = {
  kind: 'delay',
  label: 'Delay',
  help: 'Holds every job for a while, without limit.',
  params,
  linksIn: 'many',
  linksOut: 'one',
  streams: [],

  accept(k, s, j) {
    enter(s, j);
    schedule(s, 0, j, Math.round(f64[s + DELAY_S]! * 1e9));
    return true;
  },

  onTimer(k, s, _code, j) {
    if (!k.offer(outLink(s), j)) append(2 * s + READY, j);
  },

  /** The station behind has room again. */
  onRoom(k, s, link) {
    const j = listHead(2 * s + READY);
    if (j === 0) return Room.nothing;
    remove(2 * s + READY, j);
    if (k.offer(link, j)) return listHead(2 * s + READY) === 0 ? Room.gave : Room.gaveAndHasMore;
    prepend(2 * s + READY, j);
    return Room.refused;
  },

  observe() {
    // What is inside is all there is to show.
  },
};
