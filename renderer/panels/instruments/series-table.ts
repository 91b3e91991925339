import { SHED_REASONS } from '../../../simulations/engine/frame';
import type { MeasurementSeries, StationSeries } from '../../run';
import { SHED_WORDS } from '../../ui/shed-words';
import { DASHES, type LineModel } from './chart-model';
import type { StationRole } from './station-roles';

/**
 * What is drawn over time. A new quantity is one entry: of a chart of the whole run, of a chart with one line for each
 * station, or of the charts that a selected station has for itself.
 */
interface Entry {
  readonly key: string;
  readonly label: string;
  /** Drawn from the moment on at which there is any of it: most runs never see it. */
  readonly rare?: true;
}

export interface RunLine extends Entry, Pick<LineModel, 'colour' | 'dash'> {
  readonly read: (series: MeasurementSeries) => Float64Array;
}

export interface RunChart {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  /** The scale reaches at least so far. */
  readonly least: number;
  readonly lines: readonly RunLine[];
  readonly none: string;
}

export interface StationLine extends Entry {
  readonly read: (station: StationSeries) => Float64Array;
  /** Instead of the station's own colour. */
  readonly look?: Pick<LineModel, 'colour' | 'dash'>;
}

export interface StationChart {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly scale: 'linear' | 'share';
  readonly lines: readonly StationLine[];
  /** Which stations have a line; one that is `rarely` there has it once there is anything to draw. */
  readonly has: (role: StationRole['role']) => 'always' | 'rarely' | 'never';
  /** The scale reaches at least so far. */
  readonly least?: number;
  /** Where a station's capacity is drawn as a level. */
  readonly capacity?: true;
  readonly none: string;
}

const REASON_COLOURS = ['coral', 'amber', 'lemon', 'violet', 'sky', 'mint', 'rose', 'grey'];

export const RUN_CHARTS: readonly RunChart[] = [
  {
    key: 'rates', title: 'Rates', unit: 'jobs per s', least: 1, none: '',
    lines: [
      { key: 'arrived', label: 'arriving', colour: 'grey', dash: [2, 3], read: (series) => series.arrivedPerS },
      { key: 'served', label: 'served', colour: 'sky', dash: [], read: (series) => series.throughputPerS },
      { key: 'good', label: 'good', colour: 'mint', dash: [7, 4], read: (series) => series.goodputPerS },
      { key: 'shed', label: 'shed', colour: 'coral', dash: [9, 3, 2, 3], read: (series) => series.shedPerS },
      { key: 'failed', label: 'failed', colour: 'rose', dash: [4, 2], rare: true, read: (series) => series.failedPerS },
      { key: 'timedOut', label: 'timed out', colour: 'violet', dash: [12, 4], rare: true, read: (series) => series.timedOutPerS },
    ],
  },
  {
    key: 'losses', title: 'Lost jobs', unit: 'jobs per s', least: 1, none: 'No job was shed, failed or timed out.',
    lines: [
      ...SHED_REASONS.map((reason, n): RunLine => ({
        key: reason, label: `shed: ${SHED_WORDS[reason]}`, rare: true,
        colour: REASON_COLOURS[n] ?? 'coral', dash: DASHES[n % DASHES.length] ?? [], read: (series) => series.shedByReasonPerS[reason],
      })),
      { key: 'failed', label: 'failed', colour: 'rose', dash: [1, 2], rare: true, read: (series) => series.failedPerS },
      { key: 'timedOut', label: 'timed out', colour: 'violet', dash: [14, 3], rare: true, read: (series) => series.timedOutPerS },
    ],
  },
  {
    key: 'inside', title: 'Jobs inside', unit: 'jobs', least: 5, none: '',
    lines: [{ key: 'inside', label: 'inside', colour: 'sky', dash: [], read: (series) => series.insideJobs }],
  },
];

export const STATION_CHARTS: readonly StationChart[] = [
  {
    key: 'waiting', title: 'Waiting', unit: 'jobs', scale: 'linear', capacity: true, none: 'No queue in this scenario.',
    // Who has to wait outside a producer, or at a station that is no queue, is shown as soon as there is anybody.
    has: (role) => (role === 'queue' ? 'always' : role === 'source' || role === 'other' ? 'rarely' : 'never'),
    lines: [{ key: '', label: '', read: (station) => station.meanWaiting }],
  },
  {
    key: 'busy', title: 'Utilisation', unit: 'of each pool', scale: 'share', none: 'No workers in this scenario.',
    has: (role) => (role === 'workers' ? 'always' : 'never'),
    lines: [
      { key: '', label: 'busy', read: (station) => station.utilisation },
      { key: ' blocked', label: 'blocked', rare: true, look: { colour: 'coral', dash: [2, 3] }, read: (station) => station.blockedShare },
    ],
  },
  {
    key: 'blocked', title: 'Blocked', unit: 'share of workers, or of time', scale: 'share', none: 'Nobody was held up.',
    has: (role) => (role === 'end' ? 'never' : 'rarely'),
    lines: [{ key: '', label: '', read: (station) => station.blockedShare }],
  },
  {
    key: 'failures', title: 'Failed and timed out, where', unit: 'jobs per s', scale: 'linear', least: 1, none: 'No job failed or timed out.',
    has: () => 'rarely',
    lines: [
      { key: ' failed', label: 'failed', rare: true, read: (station) => station.failedPerS },
      { key: ' timedOut', label: 'timed out', rare: true, look: { colour: 'violet', dash: [12, 4] }, read: (station) => station.timedOutPerS },
    ],
  },
];

export const OWN_CHARTS: readonly StationChart[] = [
  {
    key: 'own-flow', title: 'Flow', unit: 'jobs per s', scale: 'linear', least: 1, has: () => 'always', none: '',
    lines: [
      { key: ' in', label: 'in', look: { colour: 'grey', dash: [2, 3] }, read: (station) => station.arrivedPerS },
      { key: ' out', label: 'out', look: { colour: 'sky', dash: [] }, read: (station) => station.leftPerS },
      { key: ' shed', label: 'shed', rare: true, look: { colour: 'coral', dash: [9, 3, 2, 3] }, read: (station) => station.shedPerS },
      { key: ' failed', label: 'failed', rare: true, look: { colour: 'rose', dash: [4, 2] }, read: (station) => station.failedPerS },
      { key: ' timedOut', label: 'timed out', rare: true, look: { colour: 'violet', dash: [12, 4] }, read: (station) => station.timedOutPerS },
    ],
  },
  {
    key: 'own-jobs', title: 'Jobs', unit: 'mean', scale: 'linear', has: (role) => (role === 'end' ? 'never' : 'always'), capacity: true, none: 'Jobs end here; none stays.',
    lines: [
      { key: ' inside', label: 'inside', look: { colour: 'sky', dash: [] }, read: (station) => station.meanJobs },
      { key: ' waiting', label: 'waiting', rare: true, look: { colour: 'amber', dash: [7, 4] }, read: (station) => station.meanWaiting },
    ],
  },
  {
    key: 'own-busy', title: 'Busy and blocked', unit: 'share', scale: 'share', none: 'Nobody works here, and nobody was held up.',
    has: (role) => (role === 'workers' ? 'always' : role === 'end' ? 'never' : 'rarely'),
    lines: [
      { key: ' busy', label: 'busy', look: { colour: 'mint', dash: [] }, read: (station) => station.utilisation },
      { key: ' blocked', label: 'blocked', look: { colour: 'coral', dash: [2, 3] }, read: (station) => station.blockedShare },
    ],
  },
];
