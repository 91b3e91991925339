import fc from 'fast-check';
import { distributions } from '../../../../simulations/catalog';
import type { DistributionKind } from '../../../../simulations/engine/kind';
import { withInitials, type NumberParam, type Param, type ParamValue, type ParamValues } from '../../../../simulations/engine/param';

// Values made from what each distribution declares, so that a new one is covered the day it is added.

export const kinds: readonly DistributionKind[] = distributions;

export const kindOf = (id: string): DistributionKind => kinds.find(({ kind }) => kind === id)!;

export function accepts(kind: DistributionKind, values: ParamValues): boolean {
  return (kind.refuse?.(withInitials(kind.params, values)) ?? '') === '';
}

/** As declared, and with each parameter in turn at either end of its slider; the mean only stretches, so it stays. */
export function usualValues(kind: DistributionKind): readonly ParamValues[] {
  const initial = withInitials(kind.params, {});
  const changed = Object.entries(kind.params).flatMap(([name, param]) => (
    param.type === 'number' && name !== 'meanS' ? param.slider.map((end) => towards(kind, initial, name, end)) : []
  ));
  return [initial, ...changed];
}

/** The parameter at this end, or as near to it as the others allow. */
function towards(kind: DistributionKind, initial: ParamValues, name: string, end: number): ParamValues {
  let values = { ...initial, [name]: end };
  while (!accepts(kind, values)) values = { ...initial, [name]: Math.sqrt((values[name] as number) * (initial[name] as number)) };
  return values;
}

/** Anything that the program lets through, the ends of the ranges often. */
export function someValues(kind: DistributionKind): fc.Arbitrary<ParamValues> {
  const each = Object.entries(kind.params).map(([name, param]) => [name, someValue(param)] as const);
  return (fc.record(Object.fromEntries(each), { noNullPrototype: true }) as fc.Arbitrary<ParamValues>).filter((values) => accepts(kind, values));
}

function someValue(param: Param): fc.Arbitrary<ParamValue> {
  switch (param.type) {
    case 'number': return someNumber(param);
    case 'choice': return fc.constantFrom(...param.options.map(({ id }) => id));
    case 'text': return fc.array(fc.oneof(fc.double({ min: 0, max: 86_400, noNaN: true }), fc.constantFrom(0, 0.04, 86_400)), { minLength: 1, maxLength: 30 })
      .map((times) => times.map(Math.abs).join(' '));
    case 'variant': throw new Error('no distribution has one: say here how to make it');
  }
}

function someNumber({ min, max, integer, scale }: NumberParam): fc.Arbitrary<number> {
  const ends = fc.constantFrom(min, max);
  const even = integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((x) => x + 0);
  const lowest = min > 0 ? min : 0.001;
  const byFactors = fc.double({ min: Math.log(lowest), max: Math.log(max), noNaN: true }).map((x) => {
    const number = Math.min(max, Math.max(min, Math.exp(x)));
    return integer ? Math.round(number) : number;
  });
  return fc.oneof({ weight: 1, arbitrary: ends }, { weight: 2, arbitrary: scale === 'log' ? byFactors : even }, { weight: 1, arbitrary: even });
}
