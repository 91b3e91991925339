import type { Fit } from './fit';
import type { Line } from './line';
import type { Arrivals } from './look';
import type { Network } from './network';
import { mmcPriorityMeanWaitsS, priorityMeanWaitsS } from './priority';
import { mg1Figures, mmcFigures } from './theory-figures';

/** What theory says of one class; Infinity where it waits for ever. */
export interface ClassWait {
  readonly arrivalPerS: number;
  readonly meanWaitS: number;
  readonly meanTimeInSystemS: number;
}

/** The most important first; what is equally important waits in one line. */
interface Importance {
  readonly priority: number;
  readonly arrivalPerS: number;
  /** The classes with their rates. */
  readonly classes: readonly (readonly [string, number])[];
}

/** null where the rates of the classes are not known one by one. */
function importancesOf({ scenario }: Network, { classRates }: Arrivals): readonly Importance[] | null {
  if (classRates === null) return null;
  const classes = [...classRates].filter(([, ratePerS]) => ratePerS > 0);
  const priorityOf = ([id]: readonly [string, number]): number => scenario.classes[id].priority;
  const priorities = [...new Set(classes.map(priorityOf))].sort((a, b) => b - a);
  return priorities.map((priority) => {
    const alike = classes.filter((each) => priorityOf(each) === priority);
    return { priority, classes: alike, arrivalPerS: alike.reduce((sum, [, ratePerS]) => sum + ratePerS, 0) };
  });
}

/** Whether all that comes is equally important, so that an order by priority is first come, first served. */
export function isOneImportance(network: Network, arrivals: Arrivals): boolean {
  return importancesOf(network, arrivals)?.length === 1;
}

/**
 * Cobham: one worker with any service times, or several with exponential ones. null where the order makes no difference between
 * classes, or cannot be told apart; the means over all classes are those without priorities.
 */
export function priorityFitOf(network: Network, { order, room, servers, service }: Line, arrivals: Arrivals): Fit | null {
  const { ratePerS } = arrivals;
  const importances = importancesOf(network, arrivals);
  if (order?.kind !== 'priority' || importances === null || importances.length < 2 || room.places < Infinity || !room.allInside) return null;
  if (!service.isExponential && (servers > 1 || !Number.isFinite(service.varianceS2))) return null;
  const rates = importances.map(({ arrivalPerS }) => arrivalPerS);
  const waits = service.isExponential
    ? mmcPriorityMeanWaitsS(rates, 1 / service.meanS, servers)
    : priorityMeanWaitsS(rates.map((arrivalPerS) => ({ arrivalPerS, serviceMeanS: service.meanS, serviceCv: service.cv })));
  const perClass = importances.flatMap(({ classes }, i) => classes.map(([id, arrivalPerS]) => (
    [id, { arrivalPerS, meanWaitS: waits[i], meanTimeInSystemS: waits[i] + service.meanS }] as const
  )));
  return {
    modelId: 'priority', title: `M/${service.isExponential ? 'M' : 'G'}/${servers} with priorities`, hasSteadyState: ratePerS * service.meanS < servers,
    spoils: service.isExponential ? '' : 'its service times are not exponential', keepsClasses: false,
    classes: Object.fromEntries(perClass),
    figures: () => (service.isExponential
      ? mmcFigures({ arrivalPerS: ratePerS, servicePerS: 1 / service.meanS, servers }, false)
      : mg1Figures({ arrivalPerS: ratePerS, serviceMeanS: service.meanS, serviceCv: service.cv })),
  };
}
