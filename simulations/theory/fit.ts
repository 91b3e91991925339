import type { Line } from './line';
import type { Arrivals } from './look';
import type { ModelId } from './model-facts';
import type { Network } from './network';
import { isOneImportance, priorityFitOf, type ClassWait } from './priority-fit';
import { erlangAFiguresOf, md1Figures, mg1Figures, mgcpsFigures, mgccFigures, mmcFigures, mmckFigures, type TheoryFigures } from './theory-figures';

/** A model that a station satisfies. */
export interface Fit {
  readonly modelId: ModelId;
  readonly title: string;
  readonly hasSteadyState: boolean;
  /** Why what leaves is not Poisson where Poisson comes, in the middle of a sentence; '' where it is. */
  readonly spoils: string;
  /** What leaves tells nothing of who is inside, class by class. */
  readonly keepsClasses: boolean;
  /** Only where there is a steady state. */
  readonly figures: (this: void) => TheoryFigures;
  /** Per class, where the order makes a difference between them; also where only the most important ones have a steady state. */
  readonly classes: Readonly<Record<string, ClassWait>> | null;
}

type Attempt = Fit | readonly string[];

/** Which model it is, or why it is none. */
export function fitOf(network: Network, given: Line, arrivals: Arrivals): Attempt {
  const line = { ...given, isInOrder: isInOrder(network, given, arrivals) };
  const { service, room, patience } = line;
  if (!Number.isFinite(service.meanS)) return ['service times have no finite mean'];
  if (line.isShared) return sharedFit(line, arrivals);
  if (patience !== 'none') return impatientFit(line, arrivals);
  if (room.places === 0) return lossFit(line, arrivals);
  return priorityFitOf(network, line, arrivals) ?? (service.isExponential ? markovFit(line, arrivals) : generalFit(line, arrivals));
}

interface OrderedLine extends Line {
  /** First come first served, so that the percentiles hold too. */
  readonly isInOrder: boolean;
}

function isInOrder(network: Network, { room, order }: Line, arrivals: Arrivals): boolean {
  return room.inOrder && (order === null || order.kind === 'fifo' || (order.kind === 'priority' && isOneImportance(network, arrivals)));
}

const KEEP_CLASSES = ['fifo', 'lifo', 'random'];

function markovFit(line: OrderedLine, { ratePerS }: Arrivals): Attempt {
  const { servers, service, room, front, order } = line;
  const model = { arrivalPerS: ratePerS, servicePerS: 1 / service.meanS, servers };
  const places = room.places + servers;
  const isLossy = room.places < Infinity;
  return {
    modelId: isLossy ? 'mmck' : servers === 1 ? 'mm1' : 'mmc', title: isLossy ? `M/M/${servers}/${places}` : `M/M/${servers}`,
    hasSteadyState: isLossy || ratePerS * service.meanS < servers,
    spoils: isLossy ? `${front.name} loses jobs` : '', keepsClasses: order === null || KEEP_CLASSES.includes(order.kind), classes: null,
    figures: () => (isLossy ? mmckFigures({ ...model, places }, line.isInOrder) : mmcFigures(model, line.isInOrder)),
  };
}

function generalFit(line: OrderedLine, { ratePerS }: Arrivals): Attempt {
  const { servers, service, room } = line;
  const notExponential = `service times are not exponential (“${service.label}”)`;
  if (room.places < Infinity) return [`${notExponential}, which M/M/c/K needs`];
  if (servers > 1) return [`${notExponential}, and with more than one worker only M/M/c is known exactly`];
  if (!Number.isFinite(service.varianceS2)) return ['service times have no finite variance, so the mean wait is endless'];
  const model = { arrivalPerS: ratePerS, serviceMeanS: service.meanS, serviceCv: service.cv };
  const isClockwork = service.varianceS2 === 0;
  return {
    modelId: isClockwork ? 'md1' : 'mg1', title: isClockwork ? 'M/D/1' : 'M/G/1', hasSteadyState: ratePerS * service.meanS < 1,
    spoils: 'its service times are not exponential', keepsClasses: false, classes: null,
    figures: () => (isClockwork ? md1Figures(model, line.isInOrder) : mg1Figures(model)),
  };
}

/** No waiting places: only the mean of the service time counts. */
function lossFit({ front, servers, service }: Line, { ratePerS }: Arrivals): Attempt {
  return {
    modelId: 'mgcc', title: `M/${service.isExponential ? 'M' : 'G'}/${servers}/${servers}`, hasSteadyState: true,
    spoils: `${front.name} loses jobs`, keepsClasses: false, classes: null,
    figures: () => mgccFigures({ arrivalPerS: ratePerS, servicePerS: 1 / service.meanS, servers }, service.quantileS),
  };
}

function impatientFit(line: Line, { ratePerS }: Arrivals): Attempt {
  const { front, servers, service, patience, room, order } = line;
  if (patience === 'none' || patience === 'unknown') return [`no formula knows how long jobs wait at ${front.name} before they leave`];
  const broken = [
    ...(service.isExponential ? [] : [`service times are not exponential (“${service.label}”), which M/M/c+M needs`]),
    ...(patience.isExponential ? [] : [`the patience of those who wait at ${front.name} is not exponential (“${patience.label}”), which M/M/c+M needs`]),
    ...(room.isEndless ? [] : [`jobs leave ${front.name} by themselves, and M/M/c+M has room for all`]),
    ...(order?.kind === 'fifo' ? [] : [`who is next at ${front.name} depends on “${order?.label}”, and M/M/c+M serves first come first served`]),
  ];
  if (broken.length > 0) return broken;
  return {
    modelId: 'erlangA', title: `M/M/${servers}+M`, hasSteadyState: true, spoils: `jobs leave ${front.name} by themselves`, keepsClasses: false, classes: null,
    figures: () => erlangAFiguresOf({ arrivalPerS: ratePerS, servicePerS: 1 / service.meanS, servers, patienceMeanS: patience.meanS }),
  };
}

/** Nobody waits, everybody is slowed: only the mean of the service time counts, and what leaves is Poisson (Kelly). */
function sharedFit({ front, servers, service, patience, room }: Line, { ratePerS }: Arrivals): Attempt {
  if (patience !== 'none') return [`jobs leave ${front.name} by themselves, and processor sharing is known for jobs that stay`];
  if (room.places < Infinity) return [`${front.name} can turn jobs away, and processor sharing is known for room for all`];
  return {
    modelId: 'mg1ps', title: `M/${service.isExponential ? 'M' : 'G'}/${servers} processor sharing`, hasSteadyState: ratePerS * service.meanS < servers,
    spoils: '', keepsClasses: true, classes: null,
    figures: () => mgcpsFigures({ arrivalPerS: ratePerS, servicePerS: 1 / service.meanS, servers }),
  };
}
