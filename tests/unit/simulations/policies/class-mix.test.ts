// Method: shares against binomial intervals; classes by name in a trace, one job at a time; wrong names by the sentence a person reads.
import { describe, expect, it } from 'vitest';
import type { VariantValue } from '../../../../simulations/engine/param';
import { reportOf } from '../../../../simulations/experiments/report';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { startValid } from '../../../properties/kit';
import { source } from '../../../theory/arrivals-kit';

const classes = { order: { share: 1, priority: 0 }, vip: { share: 1, priority: 1 }, bulk: { share: 2, priority: 0 } };
const regular = { kind: 'regular', ratePerS: 1000 };
const mixed = (shares: string): Scenario => source(regular, { classes }, { classMix: { kind: 'own-shares', shares } });
const madeBy = (scenario: Scenario, untilS: number): number[] => {
  const run = startValid(scenario);
  run.advanceTo(untilS);
  return Object.values(reportOf(run).classes).map(({ jobs }) => jobs.made);
};
const problemsOf = (scenario: Scenario): string[] => {
  const valid = validateScenario(scenario);
  return valid.ok ? [] : valid.problems.map(({ path, message }) => `${path}: ${message}`);
};

describe('the classes of a producer', () => {
  it('come in its own shares; those not named do not come, and nothing is as in the scenario', () => {
    for (const [shares, expected] of [['order=0.9, vip=0.1', [0.9, 0.1, 0]], ['bulk: 3; vip: 1', [0, 0.25, 0.75]], ['', [0.25, 0.25, 0.5]]] as const) {
      const made = madeBy(mixed(shares), 50);
      expected.forEach((share, c) => expect(Math.abs(made[c]! / 50_000 - share), shares).toBeLessThanOrEqual(3.29 * Math.sqrt((share * (1 - share)) / 50_000)));
    }
  });

  it('are refused where the scenario has none of that name, before and during a run', () => {
    expect(problemsOf(mixed('order=1, ordr=2'))).toEqual(['stations.source.classMix.shares: no class "ordr"; did you mean "order"?']);
    expect(problemsOf(mixed('order'))).toEqual(['stations.source.classMix: item 1 of "shares" must be a class and its share such as "order=0.9", found "order"']);
    expect(problemsOf(mixed('order=0'))).toEqual(['stations.source.classMix: "shares" needs a class with a share above 0']);
    const run = startValid(mixed('order=1'));
    expect(run.change({ path: 'stations.source.classMix.shares', value: 'nobody=1' })).toMatchObject({ ok: false });
    expect(run.change({ path: 'stations.source.classMix.shares', value: 'vip=1' })).toMatchObject({ ok: true });
    run.advanceTo(1);
    expect(Object.values(reportOf(run).classes).map(({ jobs }) => jobs.made)).toEqual([0, 1000, 0]);
  });

  it('stand in a trace by their names, and are drawn where it does not tell', () => {
    const trace = (csv: string): VariantValue => ({ kind: 'trace', csv });
    expect(madeBy(source(trace('atS,class\n1,vip\n2,bulk\n3,vip\n'), { classes }), 10)).toEqual([0, 2, 1]);
    expect(madeBy(source(trace('atS,class\n1,\n2,\n'), { classes }, { classMix: { kind: 'own-shares', shares: 'order=1' } }), 10)).toEqual([2, 0, 0]);
    expect(problemsOf(source(trace('atS,class\n1,gold\n'), { classes }))).toEqual([expect.stringContaining('stations.source.arrivals.csv: no class "gold"')]);
    expect(problemsOf(source(trace('atS,key\n1,0\n'), { classes }))).toEqual(['stations.source.arrivals.csv: row 2, column "key": must be a whole number from 1 to 2,147,483,647, found "0"']);
  });
});
