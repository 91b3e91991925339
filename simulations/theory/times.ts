import type { Described, DistributionKind } from '../engine/kind';
import type { ParamValues, Params, VariantValue } from '../engine/param';
import { valuesOf } from './known-params';
import type { Network, Station } from './network';

/** A parameter that is a kind with parameters of its own. */
export interface Variant {
  readonly kind: string;
  readonly label: string;
  readonly values: ParamValues;
  readonly described: Described;
}

/** A station's distribution, arrivals, discipline or policy, with all of its values; null where it has none of this name. */
export function variantOf(network: Network, { described, values }: Station, name: string): Variant | null {
  return described === undefined ? null : variantIn(network, described.params, values, name);
}

/** The same of a variant's own parameters: the gap of a renewal stream, the time of a patience. */
export function variantIn({ catalog }: Network, params: Params, values: ParamValues, name: string): Variant | null {
  const param = params[name];
  if (param?.type !== 'variant') return null;
  const value = values[name] as VariantValue;
  const described = (catalog.families[param.family] as readonly Described[]).find(({ kind }) => kind === value.kind);
  return described === undefined ? null : { kind: value.kind, label: described.label, values: valuesOf(described.params, value), described };
}

/** Independent random times, by what formulas ask of them. */
export interface Times {
  readonly label: string;
  readonly meanS: number;
  readonly varianceS2: number;
  /** Standard deviation divided by mean. */
  readonly cv: number;
  readonly isExponential: boolean;
  quantileS(this: void, p: number): number;
  /** Equal for equal times. */
  readonly key: string;
}

/** null where the variant is none of times. */
export function timesOf(variant: Variant | null): Times | null {
  if (variant === null || !isDistribution(variant.described)) return null;
  const { kind, label, values, described } = variant;
  const quantileS = (p: number): number => described.quantileS(values, p);
  const meanS = described.meanS(values);
  const varianceS2 = described.varianceS2(values);
  return { label, meanS, varianceS2, cv: Math.sqrt(varianceS2) / meanS, isExponential: isExponential(meanS, quantileS), quantileS, key: JSON.stringify({ kind, values }) };
}

function isDistribution(described: Described): described is DistributionKind {
  return 'quantileS' in described;
}

const SHARES = [0.01, 0.3, 0.5, 0.9, 0.999];

/**
 * An Erlang time of one stage is exponential too, so it is the quantiles that tell, −mean · ln(1 − p). A time "from the trace" is
 * taken as it is where no trace comes; where one does, the arrivals are found not to be Poisson.
 */
function isExponential(meanS: number, quantileS: (p: number) => number): boolean {
  return SHARES.every((p) => Math.abs(quantileS(p) / (-meanS * Math.log1p(-p)) - 1) < 1e-6);
}

export function serviceOf(network: Network, workers: Station): Times | null {
  return timesOf(variantOf(network, workers, 'service'));
}
