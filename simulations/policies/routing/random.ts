import { openForJob } from '../../engine/chance';
import type { RoutingKind } from '../../engine/kind';
import { drawUniform } from '../../engine/random';
import { STREAM_ROUTE, tryOver, wayAt, wayCount } from './ways';

/**
 * Each way is equally likely, whatever happens behind it. A Poisson stream split so is a Poisson stream on every way.
 * What is drawn belongs to the job: it waits for its way when there is no room.
 */
export const random: RoutingKind = {
  kind: 'random',
  label: 'Random',
  help: 'Each job takes any of the ways, all equally likely. Knows nothing of what is behind them.',
  params: {},
  send(k, s, _numbersAt, j) {
    openForJob(s, STREAM_ROUTE, j);
    return tryOver(k, s, wayAt(s, Math.floor(drawUniform() * wayCount(s))), j);
  },
};
