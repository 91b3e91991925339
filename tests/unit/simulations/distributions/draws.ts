import { DRAWN_NS, f64, i32 } from '../../../../simulations/engine/arena';
import { openForJob } from '../../../../simulations/engine/chance';
import { takeJobRow } from '../../../../simulations/engine/job-table';
import type { Kernel } from '../../../../simulations/engine/kernel';
import { J_ID, J_SORT, stationAt } from '../../../../simulations/engine/layout';
import type { ParamValues } from '../../../../simulations/engine/param';
import { takeSeat } from '../../../../simulations/engine/seat';
import { slotsOf } from '../../../../simulations/engine/slots';
import { compile, compileParam } from '../../../../simulations/scenario/compile';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import type { EngineRun } from '../../../../simulations/scenario/start-run';
import { workers } from '../../../../simulations/stations/workers';
import { chain, startValid } from '../../../properties/kit';

const SEED = 7;
const SOURCE = 0;
const DESK = 2;
const SERVICE = stationAt(DESK) + slotsOf(workers.params)['service']!;

/** A run with more workers than jobs, whose service times are those of the distribution. */
export function runWith(kind: string, values: ParamValues): EngineRun {
  return startValid(scenarioWith(kind, values), { seed: SEED });
}

/** What the engine draws for the source's jobs 1, 2, 3 … (or from `first`) at the workers: compiled, opened and sampled as it does it, in ns, not rounded. */
export function drawNs(kind: string, values: ParamValues, count: number, first = 1): Float64Array {
  const { kernel, j } = (bench ??= newBench());
  takeSeat(kernel);
  const problem = compileParam(kernel, scenarioWith(kind, values), 'stations.desk.service');
  if (problem !== undefined) throw new Error(JSON.stringify(problem));
  const draw = kernel.draws[i32[2 * SERVICE]!]!;
  return Float64Array.from({ length: count }, (_, n) => {
    f64[j + J_ID] = first + n;
    openForJob(stationAt(DESK), 0, j);
    draw(kernel, SERVICE + 1, j);
    return f64[DRAWN_NS]!;
  });
}

/** An engine with one job that stands for all: an engine of its own for each case would take most of the time. */
interface Bench { readonly kernel: Kernel; readonly j: number }
let bench: Bench | undefined;

function newBench(): Bench {
  const compiled = compile(scenarioWith('constant', {}), SEED);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const kernel = compiled.value;
  const j = takeJobRow();
  i32[2 * j + J_SORT] = stationAt(SOURCE);
  return { kernel, j };
}

function scenarioWith(kind: string, values: ParamValues): Scenario {
  return chain({ arrivals: { kind: 'regular', ratePerS: 1000 }, workers: 1000, service: { kind, ...values } });
}
