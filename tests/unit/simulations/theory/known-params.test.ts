// Method: the catalogue's parameters against what the formulas are said to do with each. A parameter that is added to a station which theory knows fails
// here until somebody has thought about what it does to the formulas: a model that is named wrongly is worse than none.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import { KNOWN, labelsBeyondFormulas, valuesOf } from '../../../../simulations/theory/known-params';

describe.each(catalog.stations.filter(({ kind }) => kind in KNOWN).map((described) => [described.kind, described] as const))('%s', (kind, described) => {
  const { looked, idle, off } = KNOWN[kind]!;

  it('every parameter is looked at, idle, or off at a value that is stated', () => {
    expect(Object.keys(described.params).filter((name) => !looked.includes(name) && !idle.includes(name) && !(name in off))).toEqual([]);
  });

  it('what is off is off as declared, and says so when it is on', () => {
    expect(labelsBeyondFormulas(described, valuesOf(described.params, {}))).toEqual([]);
    for (const name of Object.keys(off)) {
      const param = described.params[name];
      expect(param, name).toBeDefined();
      const on = param!.type === 'variant' ? { kind: 'something else' } : param!.type === 'number' ? Number(param!.initial) + 1 : param!.type === 'choice' ? param!.options.at(-1)!.id : 'something else';
      const says = param!.type === 'choice' ? `${param!.label}: ${param!.options.at(-1)!.label}` : param!.label;
      expect(labelsBeyondFormulas(described, valuesOf(described.params, { [name]: on }))).toEqual([says.toLowerCase()]);
    }
  });
});
