// Method: one real day of a bank's call centre, converted to a trace and replayed through the command line. The
// counts follow from the rows; the waits must be those of an independent recursion. Skipped where the data is absent.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import type { DurationFigures } from '../../../../simulations/metrics/duration-figures';
import { reportIn, sim } from './fake-io';

const data = resolve(import.meta.dirname, '../../../../../shared/data/bank-calls-one-day.csv');
const isAbsent = !existsSync(data);
const AGENTS = 8;
const UNKNOWN_MEAN_S = 190;

interface Call {
  readonly arrivalS: number;
  readonly waitS: number;
  readonly isServed: boolean;
  readonly serviceS: number;
}

function readCalls(): readonly Call[] {
  const [, ...lines] = readFileSync(data, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const [arrivalS, , waitS, outcome, serviceS] = line.split(',');
    return { arrivalS: Number(arrivalS), waitS: Number(waitS), isServed: outcome === 'served', serviceS: Number(serviceS) };
  });
}

async function replay(calls: readonly Call[], agents: number) {
  const rows = calls.map(({ arrivalS, waitS, isServed, serviceS }) => `${arrivalS},${isServed ? serviceS : ''},${isServed ? '' : waitS}`);
  const scenario: Scenario = {
    format: 'spillway/1', title: 'A bank\'s calls', about: '', seed: 1, warmupS: 0, durationS: 100_000,
    classes: { call: { share: 1, priority: 0 } },
    stations: {
      calls: { kind: 'producer', arrivals: { kind: 'trace', file: 'calls.csv', originS: calls[0]!.arrivalS } },
      line: { kind: 'queue', capacityJobs: 'unbounded' },
      agents: { kind: 'workers', workers: agents, service: { kind: 'own-demand', meanS: UNKNOWN_MEAN_S } },
      answered: { kind: 'sink' },
    },
    links: [{ from: 'calls', to: 'line' }, { from: 'line', to: 'agents' }, { from: 'agents', to: 'answered' }],
    timeline: [], checks: [], changelog: [],
  };
  const files = { 'calls.spillway': printScenario(scenario), 'calls.csv': `atS,demandS,patienceS\n${rows.join('\n')}\n` };
  const ran = await sim(['run', 'calls.spillway', '--json'], { files });
  expect({ code: ran.code, err: ran.err }).toEqual({ code: 0, err: '' });
  const report = reportIn(ran);
  const { line, agents: staff } = report.stations;
  return { ...report, waitS: line!['waitS'] as DurationFigures, serviceS: staff!['serviceS'] as DurationFigures, utilisation: staff!.utilisation! };
}

/** Each call in turn takes the agent who is free first. */
function waitsFirstComeFirstServedS(calls: readonly Call[], agents: number): number[] {
  const freeAtS = Array.from({ length: agents }, () => 0);
  return calls.map(({ arrivalS, serviceS }) => {
    const next = freeAtS.indexOf(Math.min(...freeAtS));
    const startS = Math.max(arrivalS, freeAtS[next]!);
    freeAtS[next] = startS + serviceS;
    return startS - arrivalS;
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);

describe.skipIf(isAbsent)(`a day of a bank's calls${isAbsent ? ` (skipped: ${data} is absent)` : ''}`, () => {
  const calls = isAbsent ? [] : readCalls();
  const served = calls.filter(({ isServed }) => isServed);

  it('makes every call of the day, and each is served or left', async () => {
    const { jobs } = await replay(calls, AGENTS);
    expect(jobs.made).toBe(calls.length);
    expect(jobs.inside).toBe(0);
    expect(jobs.served + jobs.shed.left!).toBe(calls.length);
    expect(Object.keys(jobs.shed)).toEqual(['left']);
    // Only those whose patience is known can leave.
    expect(jobs.shed.left).toBeLessThanOrEqual(calls.length - served.length);
    expect(jobs.served).toBeGreaterThanOrEqual(served.length);
  });

  it('has the waits of first come, first served, to the nanosecond', async () => {
    // Without those who hung up: how long they would have been served nobody knows, so no recursion can.
    const { jobs, waitS } = await replay(served, AGENTS);
    const waitsS = waitsFirstComeFirstServedS(served, AGENTS);
    expect(jobs.served).toBe(served.length);
    expect(waitS.mean).toBeCloseTo(sum(waitsS) / served.length, 9);
    expect(waitS.max).toBeCloseTo(Math.max(...waitsS), 9);
    expect(sum(waitsS)).toBeGreaterThan(0);
  });

  it('keeps the agents busy for exactly the time that the calls ask for', async () => {
    const { simulatedS, utilisation } = await replay(served, AGENTS);
    const askedS = sum(served.map(({ serviceS }) => serviceS));
    expect(utilisation * AGENTS * simulatedS).toBeCloseTo(askedS, 3);
  });

  it('loses nobody when there is an agent for everybody', async () => {
    const { jobs, waitS, serviceS } = await replay(calls, 1000);
    expect(jobs.served).toBe(calls.length);
    expect(waitS.max).toBe(0);
    // Those who hung up in the recording are served now, for a drawn time: within four standard errors of its mean.
    const unknown = calls.length - served.length;
    const drawnS = serviceS.mean! * calls.length - sum(served.map((call) => call.serviceS));
    expect(Math.abs(drawnS / unknown - UNKNOWN_MEAN_S)).toBeLessThan(4 * UNKNOWN_MEAN_S / Math.sqrt(unknown));
  });
});
