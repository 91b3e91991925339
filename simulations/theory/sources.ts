import { poisson, unknown, type Arrivals } from './look';
import { strangeness, type Network, type Station } from './network';
import { timesOf, variantIn, variantOf, type Variant } from './times';

/** What a producer makes. */
export function madeBy(network: Network, producer: Station): Arrivals {
  const { name } = producer;
  const arrivals = variantOf(network, producer, 'arrivals');
  const strange = strangeness(network, producer);
  if (strange.length > 0 || arrivals === null) return unknown(...(strange.length > 0 ? strange : [`no formula knows how ${name} makes jobs`]));
  return streamOf(network, producer, arrivals);
}

function streamOf(network: Network, { name }: Station, arrivals: Variant): Arrivals {
  const ratePerS = rateOf(arrivals);
  switch (arrivals.kind) {
    case 'poisson': return poisson(ratePerS, classRatesOf(network, ratePerS));
    case 'regular': return ratePerS === 0 ? poisson(0, null) : { ...unknown(`arrivals are not Poisson: those of ${name} come regularly`), ratePerS, cv: 0 };
    case 'renewal': {
      const gap = timesOf(variantIn(network, arrivals.described.params, arrivals.values, 'gap'));
      if (gap === null) break;
      if (gap.isExponential) return poisson(1 / gap.meanS, classRatesOf(network, 1 / gap.meanS));
      return { ...unknown(`arrivals are not Poisson: the gaps between those of ${name} are not exponential (“${gap.label}”)`), ratePerS: 1 / gap.meanS, cv: gap.cv };
    }
    case 'trace': return unknown(`the arrivals of ${name} come from a recorded trace and are not known to be Poisson`);
    case 'closed': return unknown(`who sends at ${name} waits for the answer before sending again, so the arrivals depend on the system`);
    default:
  }
  return unknown(`arrivals are not Poisson: those of ${name} are “${arrivals.label}”`);
}

/** Each job's class is drawn by itself, so each class is a Poisson stream of its own. */
function classRatesOf({ scenario }: Network, ratePerS: number): ReadonlyMap<string, number> {
  const total = Object.values(scenario.classes).reduce((sum, { share }) => sum + share, 0);
  return new Map(Object.entries(scenario.classes).filter(([, { share }]) => share > 0).map(([id, { share }]) => [id, (ratePerS * share) / total]));
}

/** NaN where it has none. */
function rateOf({ values }: Variant): number {
  return typeof values['ratePerS'] === 'number' ? values['ratePerS'] : NaN;
}

/** A bound for a producer that makes no larger clumps than a Poisson stream has; else NaN. */
export function makesAtMostPerS(network: Network, producer: Station): number {
  const { ratePerS, cv } = madeBy(network, producer);
  return cv !== null && cv <= 1 ? ratePerS : NaN;
}
