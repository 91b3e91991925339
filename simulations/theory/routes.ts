import { thinned, type Arrivals } from './look';
import { namedNumbers, namedTexts } from './named-numbers';
import type { Network, Station } from './network';
import { variantOf } from './times';

/** What a router sends to each of its stations, or why that is not a Poisson stream of its own. */
export function routedShares(network: Network, router: Station, stream: Arrivals): ReadonlyMap<string, Arrivals> | string {
  const choice = variantOf(network, router, 'choice');
  if (choice?.kind === 'by-class' && router.out.length > 1) {
    return routedByClass(network, router, choice.values['ways'], stream) ?? `${router.name} sends each class its way, and the classes do not come independently of each other`;
  }
  const chances = routingChances(network, router);
  if (typeof chances === 'string') return chances;
  return new Map([...chances].map(([to, share]) => [to, thinned(stream, share)]));
}

/** The probability of each way, where nothing but chance decides; else what does. */
export function routingChances(network: Network, router: Station): ReadonlyMap<string, number> | string {
  const choice = variantOf(network, router, 'choice');
  const targets = router.out.map(({ to }) => to);
  if (choice === null) return `no formula knows how ${router.name} (${router.kindLabel}) chooses`;
  if (targets.length === 1) return new Map([[targets[0], 1]]);
  if (choice.kind === 'random') return new Map(targets.map((to) => [to, 1 / targets.length]));
  if (choice.kind === 'd-choices' && choice.values['choices'] === 1) return new Map(targets.map((to) => [to, 1 / targets.length]));
  if (choice.kind === 'weighted') return weightedChances(choice.values['weights'], targets) ?? `no formula knows the weights of ${router.name}`;
  return `${router.name} does not leave the way to chance alone (“${choice.label}”), so what it sends each way is not Poisson`;
}

/** What is not named has no weight, and without any name all are alike; null where a name is none of the targets. */
function weightedChances(weights: unknown, targets: readonly string[]): ReadonlyMap<string, number> | null {
  const given = namedNumbers(weights);
  if (given === null || [...given.keys()].some((name) => !targets.includes(name))) return null;
  const weightOf = (to: string): number => (given.size === 0 ? 1 : given.get(to) ?? 0);
  const total = targets.reduce((sum, to) => sum + weightOf(to), 0);
  return total > 0 ? new Map(targets.map((to) => [to, weightOf(to) / total])) : null;
}

/** Each class has its way, those that are not named the first one; null where the classes do not come independently. */
function routedByClass(network: Network, router: Station, ways: unknown, stream: Arrivals): ReadonlyMap<string, Arrivals> | null {
  const given = namedTexts(ways);
  const targets = router.out.map(({ to }) => to);
  const { classRates } = stream;
  if (given === null || classRates === null || stream.broken.length > 0) return null;
  if ([...given].some(([id, to]) => !Object.hasOwn(network.scenario.classes, id) || !targets.includes(to))) return null;
  return new Map(targets.map((to) => {
    const own = new Map([...classRates].filter(([id]) => (given.get(id) ?? targets[0]) === to));
    return [to, { ...stream, classRates: own, ratePerS: [...own.values()].reduce((sum, ratePerS) => sum + ratePerS, 0) }];
  }));
}
