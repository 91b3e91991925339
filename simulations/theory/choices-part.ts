import { lineAt } from './line';
import type { Look } from './look';
import { modelFacts } from './model-facts';
import { strangeness, targetsOf, type Network, type Station } from './network';
import { noOpinion, overloadOf, type Opinion } from './opinion';
import { powerOfDMeanTimeInSystemS, powerOfDMeanWaitS } from './power-of-d';
import { arrivalsAt } from './stream';
import { variantOf } from './times';

/** At how many of its ways a router looks; 1 where it does not look at all. */
export function choicesOf(network: Network, router: Station): number {
  const choice = variantOf(network, router, 'choice');
  return choice?.kind === 'd-choices' ? Number(choice.values['choices']) : 1;
}

/** A router that looks at some of its lines: there is only a limit for endlessly many of them, never a formula. */
export function choicesOpinion(look: Look, router: Station): Opinion {
  const { network } = look;
  const choices = choicesOf(network, router);
  const fronts = targetsOf(network, router);
  look.looked.add(router.id);
  const waitAt = fronts.map(({ id }) => id);
  if (choices >= fronts.length) return { ...noOpinion, waitAt, broken: [`${router.name} looks at all of its ${fronts.length} ways, and for joining the shortest of all lines there is no formula here`] };

  const arrivals = arrivalsAt(look, router);
  const limit = `${router.name} looks at ${choices} of ${fronts.length} lines; the formula is a limit for endlessly many, with fewer of them jobs wait longer`;
  const lines = fronts.map((front) => lineAt(look, front));
  const isAsInLimit = arrivals.broken.length === 0 && !arrivals.isJackson && strangeness(network, router).length === 0
    && fronts.every((front) => front.in.length === 1) && router.out.every(({ delayS, lossRatio }) => delayS === 0 && lossRatio === 0)
    && lines.every((line) => 'front' in line && line.servers === 1 && line.service.isExponential && line.patience === 'none' && !line.isShared && line.room.isEndless)
    && new Set(lines.map((line) => ('front' in line ? line.service.key : ''))).size === 1;
  const [first] = lines;
  if (!isAsInLimit || !('front' in first)) return { ...noOpinion, waitAt, broken: [limit, 'nor are all these lines equal, endless, exponential and fed by a Poisson stream'] };

  const model = { arrivalPerS: arrivals.ratePerS / fronts.length, servicePerS: 1 / first.service.meanS, choices };
  const overload = overloadOf(model.arrivalPerS, 1, first.service.meanS);
  return {
    ...noOpinion, waitAt, broken: [overload === '' ? limit : overload],
    approximation: () => (overload !== '' ? null : {
      model: `${choices} choices, in the limit`, meanWaitS: powerOfDMeanWaitS(model), meanTimeInSystemS: powerOfDMeanTimeInSystemS(model), caveat: modelFacts.powerOfD.caveat,
    }),
  };
}
