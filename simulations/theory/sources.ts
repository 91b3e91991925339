import { poisson, unknown, type Arrivals } from './look';
import { namedNumbers } from './named-numbers';
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

function streamOf(network: Network, producer: Station, arrivals: Variant): Arrivals {
  const { name } = producer;
  const ratePerS = rateOf(arrivals);
  switch (arrivals.kind) {
    case 'poisson': return poisson(ratePerS, classRatesOf(network, producer, ratePerS));
    case 'regular': return ratePerS === 0 ? poisson(0, null) : { ...unknown(`arrivals are not Poisson: those of ${name} come regularly`), ratePerS, cv: 0 };
    case 'renewal': {
      const gap = timesOf(variantIn(network, arrivals.described.params, arrivals.values, 'gap'));
      if (gap === null) break;
      if (gap.isExponential) return poisson(1 / gap.meanS, classRatesOf(network, producer, 1 / gap.meanS));
      return { ...unknown(`arrivals are not Poisson: the gaps between those of ${name} are not exponential (“${gap.label}”)`), ratePerS: 1 / gap.meanS, cv: gap.cv };
    }
    case 'trace': return unknown(`the arrivals of ${name} come from a recorded trace and are not known to be Poisson`);
    case 'closed': return unknown(`who sends at ${name} waits for the answer before sending again, so the arrivals depend on the system`);
    default:
  }
  return unknown(`arrivals are not Poisson: those of ${name} are “${arrivals.label}”`);
}

/** Each job's class is drawn by itself, so each class is a Poisson stream of its own; null where it is not known by which shares. */
function classRatesOf(network: Network, producer: Station, ratePerS: number): Arrivals['classRates'] {
  const shares = classSharesOf(network, producer);
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  return total > 0 ? new Map(shares.filter(([, share]) => share > 0).map(([id, share]) => [id, (ratePerS * share) / total])) : null;
}

function classSharesOf(network: Network, producer: Station): readonly (readonly [string, number])[] {
  const asScenario = Object.entries(network.scenario.classes).map(([id, { share }]) => [id, share] as const);
  if (producer.described?.params['classMix'] === undefined) return asScenario;
  const mix = variantOf(network, producer, 'classMix');
  if (mix?.kind === 'as-scenario') return asScenario;
  const own = mix?.kind === 'own-shares' ? namedNumbers(mix.values['shares']) : null;
  if (own === null || [...own.keys()].some((id) => !Object.hasOwn(network.scenario.classes, id))) return [];
  return own.size === 0 ? asScenario : [...own];
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
