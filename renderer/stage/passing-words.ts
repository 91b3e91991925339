import { catalog } from '../../simulations/catalog';
import { StationFault } from '../../simulations/engine/frame';
import { withInitials } from '../../simulations/engine/param';
import type { StationSpec } from '../../simulations/scenario/scenario';
import { formatCount, formatDuration, formatNumber, formatShare } from '../ui/format';
import { hasBasin } from './geometry/form';
import type { StationNumbers } from './station-board';
import type { StationText } from './station-words';
import { kindLabel, lower, plural, variant } from './words';

/** What the stations say that pass on, split, merge, keep or delay; and any kind that has no words of its own. */

const HELD = 'upstream is held';

export function passingText(spec: StationSpec, n: StationNumbers): StationText {
  const text = ownText(spec, n);
  // Those without a basin of their own say here whom they turned away.
  const shed = n.shed > 0 && !hasBasin(spec.kind) ? `${formatCount(n.shed)} shed` : '';
  return { ...text, alarm: [text.alarm, shed].filter((words) => words !== '').join(' · ') };
}

/** Drawn with a tray and a count at its side. */

function ownText(spec: StationSpec, n: StationNumbers): StationText {
  const perS = { figure: formatNumber(n.leftPerS), unit: 'per s' };
  const held = n.refusing ? HELD : '';
  switch (spec.kind) {
    case 'delay': return { figure: formatCount(n.inService), unit: 'on their way', setting: timeWords(spec, 'time', 0.1), alarm: n.blocked > 0 ? `${formatCount(n.blocked)} blocked` : held };
    case 'router': return { ...perS, setting: `way: ${lower(kindLabel('routing', variant(spec['choice']) ?? { kind: 'random' }))}`, alarm: held };
    case 'limiter': return limiterText(spec, n);
    case 'fork': return {
      figure: formatCount(n.inside), unit: n.inside === 1 ? 'waits for its copies' : 'wait for their copies',
      setting: spec['copies'] === 'one' ? 'one branch each' : 'a copy to every branch', alarm: held,
    };
    case 'join': return {
      ...perS,
      setting: `${typeof spec['needed'] === 'number' ? `first ${spec['needed']}` : 'all copies'}${spec['order'] === 'fork' ? ', in order' : ''}`,
      alarm: n.waiting > 0 ? `${plural(n.waiting, 'job')} held back` : '',
    };
    case 'cache': return { figure: n.arrived === 0 ? '–' : formatShare(n.own), unit: 'hits', setting: `${timeWords(spec, 'hitTime', 0.001)} a hit`, alarm: held };
    case 'topic': return {
      figure: formatCount(n.waiting), unit: n.waiting === 1 ? 'record to read' : 'records to read',
      setting: `${plural(Number(spec['partitions'] ?? 4), 'partition')}, ${spec['partitionBy'] === 'round-robin' ? 'in turn' : 'by key'}`, alarm: held,
    };
    case 'gate': return { ...perS, setting: kindLabel('gateRule', variant(spec['rule']) ?? { kind: 'dedup' }), alarm: held };
    default: return { figure: formatCount(n.inside), unit: 'inside', setting: catalog.stations.find(({ kind }) => kind === spec.kind)?.label ?? spec.kind, alarm: n.blocked > 0 ? `${formatCount(n.blocked)} blocked` : held };
  }
}

export interface LimitShown {
  readonly isBucket: boolean;
  readonly filled: number;
  readonly of: number;
}

/** Tokens in the bucket, or jobs under way of those that may be. */
export function limitShown(spec: StationSpec, n: StationNumbers): LimitShown {
  const limit = variant(spec['limit']) ?? { kind: 'token-bucket' };
  const isBucket = limit.kind === 'token-bucket';
  const burst = limit['burstJobs'];
  return isBucket ? { isBucket, filled: n.places, of: typeof burst === 'number' ? burst : 10 } : { isBucket, filled: n.own, of: n.places };
}

function limiterText(spec: StationSpec, n: StationNumbers): StationText {
  const limit = variant(spec['limit']) ?? { kind: 'token-bucket' };
  const { isBucket, filled, of } = limitShown(spec, n);
  const rate = limit['ratePerS'];
  const waits = spec['whenOver'] === 'wait';
  return {
    figure: formatCount(filled), unit: isBucket ? `of ${formatCount(of)} tokens` : `of ${formatNumber(of)} under way`,
    setting: `${waits ? 'waits' : 'refuses'} over ${isBucket ? `${formatNumber(typeof rate === 'number' ? rate : 50)} per s` : lower(kindLabel('limit', limit))}`,
    alarm: n.refusing ? 'over the limit: upstream is held' : '',
  };
}

function timeWords(spec: StationSpec, param: string, initialS: number): string {
  const time = variant(spec[param]);
  const distribution = catalog.families.distribution.find(({ kind }) => kind === time?.kind);
  if (time === null || distribution === undefined) return formatDuration(initialS);
  const mean = formatDuration(distribution.meanS(withInitials(distribution.params, time)));
  return time.kind === 'constant' ? mean : `${mean} mean`;
}

/** The same in a sentence. */
export function passingWords(spec: StationSpec, n: StationNumbers): string {
  const { figure, unit, alarm } = ownText(spec, n);
  return `${figure} ${unit}${alarm === '' ? '' : `, ${alarm}`}`;
}

const FAULT_WORDS = [[StationFault.slow, 'slowed down'], [StationFault.paused, 'paused'], [StationFault.crashed, 'workers crashed'], [StationFault.fails, 'failing jobs']] as const;

/** What a fault does to a station now, or ''. */
export const faultWords = (fault: number): string => FAULT_WORDS.filter(([bit]) => (fault & bit) !== 0).map(([, words]) => words).join(', ');
