import { fitOf, type Fit } from './fit';
import { lineAt, type Line } from './line';
import type { Arrivals, Look } from './look';
import { strangeness, type Station } from './network';
import { heldUpBy } from './room';
import { arrivalsAt } from './stream';
import { mginfFigures } from './theory-figures';
import { timesOf, variantOf } from './times';

export interface Judgement {
  /** As far as workers, service, order and room decide; null where no formula fits. */
  readonly fit: Fit | null;
  readonly arrivals: Arrivals;
  /** null where it is no line, or something is wrong with it whatever comes. */
  readonly line: Line | null;
  /** Which assumptions fail, in sentences. */
  readonly broken: readonly string[];
  readonly hasSteadyState: boolean;
}

/** Judges the line in front of which stands `front`: the queue, the workers where there is none, or a delay. */
export function judge(look: Look, front: Station): Judgement {
  return judgeWith(look, front, arrivalsAt(look, front));
}

export function judgeWith(look: Look, front: Station, arrivals: Arrivals): Judgement {
  if (front.kind === 'delay') return judgeDelay(look, front, arrivals);
  const line = lineAt(look, front);
  if (!('front' in line)) return { fit: null, arrivals, line: null, broken: [...arrivals.broken, ...line], hasSteadyState: false };
  const attempt = fitOf(look.network, line, arrivals);
  if (!('modelId' in attempt)) return { fit: null, arrivals, line, broken: [...arrivals.broken, ...attempt], hasSteadyState: isStable(line, arrivals) };
  return finished({ fit: attempt, arrivals, line, broken: arrivals.broken, hasSteadyState: attempt.hasSteadyState });
}

const isStable = ({ room, servers, service }: Line, { ratePerS }: Arrivals): boolean => room.places < Infinity || ratePerS * service.meanS < servers;

function judgeDelay(look: Look, delay: Station, arrivals: Arrivals): Judgement {
  look.looked.add(delay.id);
  const time = timesOf(variantOf(look.network, delay, 'time'));
  const by = heldUpBy(look, delay);
  const broken = [
    ...arrivals.broken, ...strangeness(look.network, delay),
    ...(time === null || !Number.isFinite(time.meanS) ? [`no formula knows how long ${delay.name} takes`] : []),
    ...(by === null ? [] : [`${delay.name} can be held up: ${by}`]),
  ];
  if (time === null || broken.length > 0) return { fit: null, arrivals, line: null, broken, hasSteadyState: true };
  const fit: Fit = {
    modelId: 'mminf', title: `M/${time.isExponential ? 'M' : 'G'}/∞`, hasSteadyState: true, spoils: '', keepsClasses: true, classes: null,
    figures: () => mginfFigures(arrivals.ratePerS, time.meanS, time.quantileS),
  };
  return finished({ fit, arrivals, line: null, broken, hasSteadyState: true });
}

/** In a Jackson network jobs do not come as a Poisson stream, and only some stations are all the same as if they did. */
function finished(judgement: Judgement): Judgement {
  const { fit, arrivals, broken } = judgement;
  if (fit === null || !arrivals.isJackson) return judgement;
  if (fit.spoils !== '') return { ...judgement, fit: null, broken: [...broken, `jobs come round, so arrivals are not Poisson, and ${fit.spoils}, as a Jackson network needs`] };
  return { ...judgement, fit: { ...fit, modelId: 'jackson', title: `${fit.title} in a Jackson network` } };
}
