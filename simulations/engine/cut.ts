import { f64, i32 } from './arena';
import { loseOnTheWay, vanish } from './attempts';
import { SHED_REASONS, What } from './frame';
import type { StationKind } from './kind';
import { J_MARK, J_STATION, L_FROM, L_LOST, Role, roleOfMark } from './layout';

const CUT = SHED_REASONS.indexOf('cut');

/**
 * Stands in for the station behind a link that is cut: what is sent is lost, and counted where it came from. An
 * attempt of a call is lost without a word: its caller learns of it by its timeout.
 */
export const cut: StationKind = {
  kind: 'cut',
  label: 'Cut link',
  help: 'What is sent over a cut link is lost.',
  params: {},
  linksIn: 'many',
  linksOut: 'none',
  streams: [],

  accept(k, _s, j, link) {
    f64[link + L_LOST]++;
    if (roleOfMark(i32[(j << 1) + J_MARK]) === Role.attempt) {
      if (i32[(j << 1) + J_STATION] === 0) {
        vanish(k, j, link);
        return true;
      }
      loseOnTheWay(k, j);
    }
    k.end(j, What.shed, i32[(link << 1) + L_FROM], link, CUT);
    return true;
  },

  observe() {
    // Nothing stays here.
  },
};
