import { catalog } from '../../simulations/catalog';
import { withInitials } from '../../simulations/engine/param';
import type { StationSpec } from '../../simulations/scenario/scenario';
import { formatCount, formatDuration, formatNumber, formatShare } from '../ui/format';
import { faultWords, passingText, passingWords } from './passing-words';
import type { StationNumbers } from './station-board';
import { kindLabel, lower, plural, variant } from './words';

/** What stands under a station: what it is set to, and what it is doing. */
export interface StationText {
  /** The number to look at, and what it counts. */
  readonly figure: string;
  readonly unit: string;
  /** Its most important settings, with units. */
  readonly setting: string;
  /** Something out of the ordinary, or ''. */
  readonly alarm: string;
}

export const nameOf = (id: string, spec: StationSpec): string => spec.label ?? id;

/** `copiesCome`: copies and attempts come here, too, which are no jobs of their own. */
export function stationText(spec: StationSpec, n: StationNumbers, copiesCome = false): StationText {
  const text = kindText(spec, n, copiesCome);
  const faults = faultWords(n.fault);
  return faults === '' ? text : { ...text, alarm: [faults, text.alarm].filter((words) => words !== '').join(' · ') };
}

function kindText(spec: StationSpec, n: StationNumbers, copiesCome: boolean): StationText {
  switch (spec.kind) {
    case 'producer': return producerText(spec, n);
    case 'queue': return queueText(spec, n);
    case 'workers': return workersText(spec, n);
    case 'sink': return sinkText(n, copiesCome);
    default: return passingText(spec, n);
  }
}

function producerText(spec: StationSpec, n: StationNumbers): StationText {
  const arrivals = variant(spec['arrivals']) ?? { kind: 'poisson', ratePerS: 90 };
  const rate = arrivals['ratePerS'];
  const isSteady = catalog.families.arrivals.find(({ kind }) => kind === arrivals.kind)?.rateVaries !== true;
  return {
    // A rate that changes by itself is seen as it is now.
    figure: typeof rate === 'number' && isSteady ? formatNumber(rate) : formatNumber(n.leftPerS),
    unit: 'per s',
    setting: kindLabel('arrivals', arrivals),
    alarm: n.waiting > 0 ? `${formatCount(n.waiting)} waiting outside` : '',
  };
}

function queueText(spec: StationSpec, n: StationNumbers): StationText {
  const capacity = spec['capacityJobs'] ?? 100;
  const whenFull = variant(spec['whenFull']) ?? { kind: 'block' };
  const bounded = typeof capacity === 'number';
  return {
    figure: formatCount(n.waiting),
    unit: bounded ? `of ${formatCount(capacity)} waiting` : 'waiting',
    setting: bounded ? `when full: ${lower(kindLabel('whenFull', whenFull))}` : 'unbounded',
    alarm: n.refusing ? 'full: upstream is held' : '',
  };
}

function workersText(spec: StationSpec, n: StationNumbers): StationText {
  const workers = spec['workers'] ?? 4;
  const service = variant(spec['service']) ?? { kind: 'exponential', meanS: 0.04 };
  const distribution = catalog.families.distribution.find(({ kind }) => kind === service.kind);
  const meanS = distribution?.meanS(withInitials(distribution.params, service));
  return {
    figure: formatCount(n.inService),
    // Workers that were taken away finish the job they have.
    unit: typeof workers !== 'number' ? 'of any number busy'
      : n.inService > workers ? `busy, ${formatCount(workers)} to stay` : `of ${formatCount(workers)} busy`,
    setting: n.calling > 0 ? `${formatCount(n.calling)} held until answered` : meanS === undefined ? service.kind : `${formatDuration(meanS)} mean · ${kindLabel('distribution', service)}`,
    alarm: n.blocked > 0 ? `${formatCount(n.blocked)} blocked` : '',
  };
}

function sinkText(n: StationNumbers, copiesCome: boolean): StationText {
  const rate = `${formatNumber(n.arrivedPerS)} per s`;
  const late = `${rate} · ${formatShare(n.lateShare)} late`;
  const manyLate = n.lateShare >= 0.01;
  return { figure: formatCount(n.arrived), unit: copiesCome ? 'arrived' : 'served', setting: n.lateShare > 0 ? late : rate, alarm: manyLate ? late : '' };
}

/** The station's state in one sentence, for those who hear it. */
export function stationWords(name: string, spec: StationSpec, n: StationNumbers, copiesCome = false): string {
  const parts = [`${name}, ${spec.kind}: ${mainWords(spec, n, copiesCome)}`];
  const faults = faultWords(n.fault);
  if (faults !== '') parts.push(faults);
  if (n.shedPerS >= 0.5) parts.push(`shedding ${formatNumber(n.shedPerS)} per second`);
  else if (n.shed > 0) parts.push(`${formatCount(n.shed)} shed so far`);
  return parts.join(', ');
}

function mainWords(spec: StationSpec, n: StationNumbers, copiesCome: boolean): string {
  switch (spec.kind) {
    case 'producer': {
      const text = producerText(spec, n);
      return `${text.figure} ${text.unit}${n.waiting > 0 ? `, blocked, ${plural(n.waiting, 'job')} waiting outside` : ''}`;
    }
    case 'queue': {
      const text = queueText(spec, n);
      return `${text.figure} ${text.unit}${n.refusing ? ', full, holding up what comes before it' : ''}`;
    }
    case 'workers': {
      const text = workersText(spec, n);
      return `${text.figure} ${text.unit}${n.blocked > 0 ? `, ${plural(n.blocked, 'worker')} blocked` : ''}${n.calling > 0 ? `, ${formatCount(n.calling)} held until a call is answered` : ''}`;
    }
    case 'sink': {
      const late = n.lateShare > 0 ? `, ${formatShare(n.lateShare)} late` : '';
      return `${copiesCome ? `${formatCount(n.arrived)} arrived, copies among them` : `${plural(n.arrived, 'job')} served`}, ${formatNumber(n.arrivedPerS)} per second${late}`;
    }
    default: return passingWords(spec, n);
  }
}
