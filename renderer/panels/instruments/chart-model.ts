import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Measurements, MeasurementSeries } from '../../run';
import { formatNumber, type Figure } from '../../ui/format';

/** A chart over time at one moment, as plain data; drawing decides nothing. */
export interface ChartModel {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly lines: readonly LineModel[];
  readonly bounds: readonly [number, number];
  readonly scale: 'linear' | 'log' | 'share';
  readonly tick: (value: number) => string;
  /** What is said while there is nothing to draw, or ''. */
  readonly empty: string;
  /** Said beside the unit: what a percentile rests on, for instance. */
  readonly note: string;
  /** How many jobs each row rests on, the same for all lines. */
  readonly n?: readonly number[];
}

export interface LineModel {
  readonly key: string;
  readonly label: string;
  /** A colour of the palette by name, and a dash: one is never needed to tell the other. */
  readonly colour: string;
  readonly dash: readonly number[];
  readonly values: readonly (number | null)[];
  /** Parts of the line that rest on too few jobs; drawn faint. */
  readonly faint?: readonly (number | null)[];
  readonly figure: (value: number) => Figure;
  /** How many jobs each value rests on, where that differs between the lines. */
  readonly n?: readonly number[];
  /** A level that others are compared with (a capacity, a deadline), not a measurement: drawn, but not listed. */
  readonly level?: boolean;
}

/** The rows of the measurements that are drawn. */
export interface Part {
  readonly series: MeasurementSeries;
  readonly rows: readonly number[];
  readonly scenario: Scenario | null;
  /** `rateSpanOf`. */
  readonly spanS: number;
}

/** Rates and means are taken over so much model time, or over the whole of a younger run. */
export const rateSpanOf = ({ rateSpanS }: Pick<Measurements, 'rateSpanS'>, lastS: number): number => Math.min(rateSpanS, lastS === 0 ? Infinity : lastS);

export const DASHES: readonly (readonly number[])[] = [[], [7, 4], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];
export const LEVEL_DASH = [1, 4];
const STATION_COLOURS = ['sky', 'amber', 'mint', 'rose', 'violet', 'lemon'];
export const nthLook = (n: number): Pick<LineModel, 'colour' | 'dash'> =>
  ({ colour: STATION_COLOURS[n % STATION_COLOURS.length] ?? 'sky', dash: DASHES[n % DASHES.length] ?? [] });

/** More lines than this cannot be told apart; the largest are kept. */
export const LINES_MAX = 6;

/** Without a unit: the chart's title says it. */
export const plainFigure = (value: number): Figure => ({ number: formatNumber(value), unit: '' });

/** A column's drawn rows; uPlot leaves a gap at null. */
export function column({ rows }: Part, values: Float64Array): (number | null)[] {
  return rows.map((row) => {
    const value = values[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  });
}

export function largest(columns: readonly (readonly (number | null)[])[]): number {
  let most = 0;
  for (const values of columns) for (const value of values) if (value !== null && value > most) most = value;
  return most;
}

export const NOTHING_YET = 'Nothing measured yet.';
