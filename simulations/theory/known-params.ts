import type { Described } from '../engine/kind';
import type { Param, Params, ParamValue, ParamValues, VariantValue } from '../engine/param';

/** What the formulas do with a parameter. */
interface Known {
  /** They look at it. */
  readonly looked: readonly string[];
  /** It changes nothing that a formula speaks of, whatever it says. */
  readonly idle: readonly string[];
  /** They know nothing of it; with this value (or variant of this kind) it is off. */
  readonly off: Readonly<Record<string, ParamValue>>;
}

/**
 * A parameter that stands nowhere here counts as off while it has its declared value; a test sees to it that none is forgotten,
 * because a model that is named wrongly is worse than none.
 */
export const KNOWN: Readonly<Record<string, Known>> = {
  producer: { looked: ['arrivals', 'whenBlocked', 'classMix'], idle: ['keys'], off: {} },
  queue: { looked: ['capacityJobs', 'discipline', 'whenFull', 'patience'], idle: [], off: { expire: 'no', management: 'none' } },
  // What becomes of crashed workers' jobs, of calls and of batches matters only where there are any.
  workers: {
    looked: ['workers', 'service', 'sharing', 'jobsAtOnce'], idle: ['whenCrashed', 'callsInParallel', 'batchWaitS'],
    off: { classTimes: 'same', contention: 0, coherency: 0, batchSize: 1, failShare: 0 },
  },
  delay: { looked: ['time'], idle: [], off: {} },
  router: { looked: ['choice'], idle: [], off: {} },
  fork: { looked: [], idle: [], off: { copies: 'all' } },
  // The buffer is for jobs that wait for their turn, in the order of the fork.
  join: { looked: ['needed', 'order'], idle: ['bufferJobs'], off: {} },
  sink: { looked: [], idle: [], off: {} },
};

/** The parameters, by their labels and what is chosen, that are on and of which the formulas know nothing. */
export function labelsBeyondFormulas({ kind, params }: Described, values: ParamValues): string[] {
  const { looked, idle, off } = KNOWN[kind] ?? { looked: [], idle: [], off: {} };
  return Object.entries(params)
    .filter(([name]) => !looked.includes(name) && !idle.includes(name))
    .filter(([name, param]) => !isOff(param, values[name], off[name]))
    .map(([name, param]) => [param.label, chosen(param, values[name])].filter((each) => each !== '').join(': ').toLowerCase());
}

/** The label of the option, for “copies” alone would not say that there is but one. */
function chosen(param: Param, value: ParamValue | undefined): string {
  return param.type === 'choice' ? param.options.find(({ id }) => id === value)?.label ?? '' : '';
}

function isOff(param: Param, value: ParamValue | undefined, off: ParamValue | undefined): boolean {
  if (off === undefined) return JSON.stringify(value) === JSON.stringify(param.initial);
  return param.type === 'variant' ? (value as VariantValue).kind === off : value === off;
}

/** What a file leaves out has its declared value. */
export function valuesOf(params: Params, given: Readonly<Record<string, unknown>>): ParamValues {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, (given[name] as ParamValue | undefined) ?? param.initial]));
}
