// Method: a standard validator (Ajv) judges by the generated schema what validateScenario
// judges by the declarations; where both can know, they must agree. Also over random scenarios.
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { scenarioSchema } from '../../../../simulations/scenario/json-schema';
import { parseScenario } from '../../../../simulations/scenario/parse-scenario';
import { someScenario } from './random-scenario';

const isAccepted = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true }).compile(scenarioSchema());
const base = libraryScenarios[0]!.scenario;

it('accepts every built-in scenario', () => {
  for (const { scenario } of libraryScenarios) expect(isAccepted(scenario), JSON.stringify(isAccepted.errors)).toBe(true);
});

it('accepts what the format accepts', () => {
  fc.assert(fc.property(someScenario, (scenario) => {
    expect(isAccepted(JSON.parse(JSON.stringify(scenario))), JSON.stringify(isAccepted.errors)).toBe(true);
  }), { seed: 1, numRuns: 100 });
});

describe('refuses, as the format does', () => {
  const { inbox, orders } = base.stations;
  it.each([
    ['an unknown field', { ...base, titel: '' }],
    ['no stations', { ...base, stations: undefined }],
    ['another format', { ...base, format: 'spillway/2' }],
    ['an unknown kind', { ...base, stations: { ...base.stations, inbox: { ...inbox, kind: 'queu' } } }],
    ['an unknown parameter', { ...base, stations: { ...base.stations, inbox: { ...inbox, capacityJob: 1 } } }],
    ['a number out of range', { ...base, stations: { ...base.stations, inbox: { ...inbox, capacityJobs: -1 } } }],
    ['a fraction', { ...base, stations: { ...base.stations, inbox: { ...inbox, capacityJobs: 1.5 } } }],
    ['a parameter of another variant', { ...base, stations: { ...base.stations, orders: { ...orders, arrivals: { kind: 'poisson', csv: '' } } } }],
    ['an id with a dot', { ...base, stations: { ...base.stations, 'a.b': { kind: 'sink' } } }],
    ['a check without a limit', { ...base, checks: [{ name: 'x', metric: 'latencyS.p99' }] }],
  ])('%s', (_name, scenario) => {
    const json = JSON.stringify(scenario);
    expect(isAccepted(JSON.parse(json))).toBe(false);
    expect(parseScenario(json).ok).toBe(false);
  });
});
