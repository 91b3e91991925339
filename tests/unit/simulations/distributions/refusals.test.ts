// Method: files and changes with values that do not go together, through validation as every file goes: what is wrong is named, with what
// was found, what is allowed, and the unit; what is just allowed is let through.
import { describe, expect, it } from 'vitest';
import type { ParamValues, VariantValue } from '../../../../simulations/engine/param';
import { applyChange } from '../../../../simulations/scenario/param-path';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { chain } from '../../../properties/kit';

function problemsOf(service: VariantValue): string[] {
  const result = validateScenario(chain({ service }));
  return result.ok ? [] : result.problems.map(({ path, message }) => `${path.replace('stations.desk.', '')}: ${message}`);
}

const triangular = (minS: number, modeS: number, maxS: number): VariantValue => ({ kind: 'triangular', minS, modeS, maxS });
const empirical = (timesS: string): VariantValue => ({ kind: 'empirical', timesS });

it.each<readonly [VariantValue, string]>([
  [triangular(0.5, 0.5, 0.5), 'service: "minS" must be below "maxS" (0.5 s), found 0.5 s'],
  [triangular(0.2, 0.1, 0.5), 'service: "modeS" must be at least "minS" (0.2 s), found 0.1 s'],
  [triangular(0.2, 0.6, 0.5), 'service: "modeS" must be at most "maxS" (0.5 s), found 0.6 s'],
  [empirical(''), 'service: "timesS" needs at least one time in s, found none'],
  [empirical(' , \n'), 'service: "timesS" needs at least one time in s, found none'],
  [empirical('0 0.0'), 'service: "timesS" needs a time above 0 s, found only 0'],
  [empirical('0.1, 0.2, fast, x'), 'service: item 3 of "timesS" must be 0 to 86,400 s, found "fast"'],
  [empirical('0.1 -0.2'), 'service: item 2 of "timesS" must be 0 to 86,400 s, found "-0.2"'],
  [empirical('86400 86400.5'), 'service: item 2 of "timesS" must be 0 to 86,400 s, found "86400.5"'],
  [empirical('1e999'), 'service: item 1 of "timesS" must be 0 to 86,400 s, found "1e999"'],
  [empirical('NaN'), 'service: item 1 of "timesS" must be 0 to 86,400 s, found "NaN"'],
  [empirical('0x10'), 'service: item 1 of "timesS" must be 0 to 86,400 s, found "0x10"'],
  [{ kind: 'pareto', shape: 1 }, 'service.shape: must be 1.01 to 100, found 1'],
  [{ kind: 'hyperexponential', cv: 0.5 }, 'service.cv: must be 1 to 10, found 0.5'],
  [{ kind: 'erlang', phases: 2.5 }, 'service.phases: must be a whole number, 1 to 1,000, found 2.5'],
])('%j is refused', (service, problem) => expect(problemsOf(service)).toEqual([problem]));

it.each<VariantValue>([
  triangular(0, 0, 1), triangular(0, 1, 1), { kind: 'triangular', maxS: 0.03 },
  empirical('0.1'), empirical('0, 1'), empirical('.5;5.;5e-3\n0.25\t1E+1,'), empirical('1 1 1'),
  { kind: 'pareto', shape: 1.01 }, { kind: 'mixture', slowShare: 1 },
])('%j is let through', (service) => expect(problemsOf(service)).toEqual([]));

describe('a change', () => {
  const change = (path: string, value: ParamValues[string]): string => {
    const result = applyChange(chain({ service: triangular(0.1, 0.2, 0.3) }), { path: `stations.desk.service.${path}`, value });
    return result.ok ? '' : result.problems.map(({ message }) => message).join();
  };

  it('of one number is held to the others', () => {
    expect(change('minS', 0.2)).toBe('');
    expect(change('minS', 0.21)).toBe('"modeS" must be at least "minS" (0.21 s), found 0.2 s');
    expect(change('maxS', 0.05)).toContain('"minS" must be below "maxS"');
  });

  it('to any other kind keeps the mean and is never refused', () => {
    for (const kind of ['uniform', 'erlang', 'gamma', 'hyperexponential', 'weibull', 'pareto', 'bounded-pareto', 'mixture', 'empirical']) expect(change('kind', kind)).toBe('');
  });
});

it('a long list without a single time is read in no time', () => {
  expect(problemsOf(empirical('1'.repeat(199_999) + 'x'))).toHaveLength(1);
  expect(problemsOf(empirical('1'.repeat(100) + 'x'))[0]).toContain(`found "${'1'.repeat(40)}"`);
}, 1000);
