import { thinned, type Arrivals } from './look';
import { type Network, type Station } from './network';
import { variantOf } from './times';

/** What a router sends to each of its stations, or why that is not a Poisson stream of its own. */
export function routedShares(network: Network, router: Station, stream: Arrivals): ReadonlyMap<string, Arrivals> | string {
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

/** From "a=1, b=2". What is not named has no weight; null where a name is none of the targets, or a weight is no number. */
function weightedChances(weights: unknown, targets: readonly string[]): ReadonlyMap<string, number> | null {
  if (typeof weights !== 'string') return null;
  const given = weights.split(',').map((item) => item.split('=').map((part) => part.trim())).filter(([name]) => name !== '');
  const wrong = given.some(([name, weight]) => !targets.includes(name) || weight === undefined || weight === '' || !(Number(weight) >= 0));
  const total = given.reduce((sum, [, weight]) => sum + Number(weight), 0);
  if (wrong || !(total > 0) || !Number.isFinite(total) || new Set(given.map(([name]) => name)).size < given.length) return null;
  const shares = new Map(given.map(([name, weight]) => [name, Number(weight) / total]));
  return new Map(targets.map((to) => [to, shares.get(to) ?? 0]));
}
