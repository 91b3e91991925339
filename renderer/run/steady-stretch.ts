import { WINDOW_STATION_STRIDE, WindowField } from '../../simulations/engine/frame';
import type { FrameView } from '../../simulations/engine/frame-view';
import { windowMeansInterval, type BatchInterval } from '../../simulations/metrics/batch-means';
import { sectionsInterval } from '../../simulations/metrics/batch-quantiles';
import { startsLikeItGoesOn, type StartTest } from '../../simulations/metrics/warm-up';
import { LatencyCounts, PERCENTILE_SHARES, type KeptCounts } from './latency-counts';

/** A total that is kept for each batch: of the whole run, or one of WindowStation's of one station. */
export type BatchTotal = 'coveredNs' | 'latencyN' | 'latencySumNs' | { readonly station: number; readonly field: number };

const BATCHES_MAX = 512;
/** Of a model with very many stations. */
const BATCHES_FEW = 128;
const STATIONS_MANY = 60;
const SECTIONS_MAX = 32;
/** Fewer sections than this say nothing of how far a percentile scatters. */
const SECTIONS_MIN = 8;
/** A section's percentile wants so many jobs beyond it (metrics/batch-quantiles.ts). */
const BEYOND_MIN = 10;
const WHOLE = 3;

/** What a SteadyStretch held at a moment. */
export interface KeptStretch {
  readonly sinceNs: number;
  readonly columns: readonly Float64Array[];
  readonly closed: number;
  readonly everyNs: number;
  readonly sections: readonly KeptCounts[];
  readonly openSection: KeptCounts;
  readonly openSectionNs: number;
  readonly sectionNs: number;
}

/**
 * The part of a run in which nothing was changed, cut into batches of about equal length, for intervals that know that
 * neighbouring waits are alike. Its memory is fixed: when it is full, neighbours are joined and batches become twice as long.
 */
export class SteadyStretch {
  sinceNs = 0;
  private columns: Float64Array[] = [];
  private batchesMax = BATCHES_MAX;
  private closed = 0;
  private everyNs = 0;
  private sections: LatencyCounts[] = [];
  private openSection = new LatencyCounts();
  /** Emptied ones, used again. */
  private readonly spare: LatencyCounts[] = [];
  private openSectionNs = 0;
  private sectionNs = 0;
  private intervals = new Map<number, { readonly sections: number; readonly percentilesS: readonly (readonly number[])[] }>();

  begin(stationCount: number, sinceNs: number): void {
    this.batchesMax = stationCount > STATIONS_MANY ? BATCHES_FEW : BATCHES_MAX;
    const columns = WHOLE + stationCount * WINDOW_STATION_STRIDE;
    // The last row is the open batch.
    if (this.columns.length === columns) for (const column of this.columns) column.fill(0);
    else this.columns = Array.from({ length: columns }, () => new Float64Array(this.batchesMax + 1));
    this.sinceNs = sinceNs;
    this.closed = 0;
    this.everyNs = 0;
    this.sections = [];
    this.openSection.clear();
    this.openSectionNs = 0;
    this.sectionNs = 0;
    this.intervals.clear();
  }

  keep(): KeptStretch {
    const { sinceNs, closed, everyNs, openSectionNs, sectionNs } = this;
    return {
      sinceNs, closed, everyNs, openSectionNs, sectionNs,
      columns: this.columns.map((column) => column.slice(0, closed + 1)),
      sections: this.sections.map((section) => section.keep()), openSection: this.openSection.keep(),
    };
  }

  /** Becomes what was kept of a run with as many stations. */
  take(kept: KeptStretch): void {
    this.sinceNs = kept.sinceNs;
    this.closed = kept.closed;
    this.everyNs = kept.everyNs;
    this.openSectionNs = kept.openSectionNs;
    this.sectionNs = kept.sectionNs;
    this.columns.forEach((column, n) => column.fill(0).set(kept.columns[n] ?? []));
    this.sections = kept.sections.map(taken);
    this.openSection = taken(kept.openSection);
    this.intervals.clear();
  }

  add(view: FrameView, at: number, coveredNs: number): void {
    const { numbers } = view;
    const buckets = numbers[at + WindowField.buckets] ?? 0;
    const sumNs = numbers[at + WindowField.latencySumNs] ?? 0;
    const pairsAt = view.windowBucketsAt(at);
    let n = 0;
    for (let i = 0; i < buckets; i++) n += numbers[pairsAt + 2 * i + 1] ?? 0;

    if (this.everyNs === 0) this.everyNs = coveredNs;
    while (coveredNs > 1.5 * this.everyNs) this.joinBatches();
    this.put(0, coveredNs);
    this.put(1, n);
    this.put(2, sumNs);
    const stationsAt = view.windowStationAt(at, 0);
    for (let column = WHOLE; column < this.columns.length; column++) this.put(column, numbers[stationsAt + column - WHOLE] ?? 0);
    if ((this.columns[0]?.[this.closed] ?? 0) >= this.everyNs * (1 - 1e-9)) {
      this.closed += 1;
      if (this.closed === this.batchesMax) this.joinBatches();
      for (const column of this.columns) column[this.closed] = 0;
    }
    this.addToSection(numbers, pairsAt, buckets, sumNs, coveredNs);
  }

  /** The sum of these totals over the whole stretch, up to now. */
  total(totals: readonly BatchTotal[]): number {
    let sum = 0;
    for (const total of totals) {
      const column = this.columns[columnOf(total)];
      for (let batch = 0; batch <= this.closed; batch++) sum += column?.[batch] ?? 0;
    }
    return sum;
  }

  /** The ratio of two totals, times `unit`, with its interval; null as long as there are too few batches. */
  ratio(over: readonly BatchTotal[], under: readonly BatchTotal[], confidence?: number, unit = 1): BatchInterval | null {
    return windowMeansInterval(this.sumOf(over).map((sum) => sum * unit), this.sumOf(under), confidence);
  }

  /** Whether the stretch still begins unlike it goes on; null where it is too short to tell. */
  start(over: readonly BatchTotal[], under: readonly BatchTotal[]): StartTest | null {
    const below = this.sumOf(under);
    return startsLikeItGoesOn(this.sumOf(over).map((sum, batch) => (below[batch] === 0 ? 0 : sum / (below[batch] ?? 1))));
  }

  /** An interval about the percentile at this place of PERCENTILE_SHARES; `wholeS` is that of all jobs. */
  percentile(index: number, wholeS: number): BatchInterval | null {
    const share = PERCENTILE_SHARES[index] ?? 0.5;
    let found: BatchInterval | null = null;
    for (let joined = 1; this.sections.length >= SECTIONS_MIN * joined; joined *= 2) {
      const groups = this.groups(joined).filter(([n = 0]) => n * Math.min(share, 1 - share) >= BEYOND_MIN - 1e-6);
      if (groups.length < Math.floor(this.sections.length / joined)) continue;
      found = sectionsInterval(wholeS, groups.map((group) => group[index + 1] ?? NaN));
      if (found !== null && !found.areAlike) return found;
    }
    return found;
  }

  /** n and the percentiles of each `joined` sections in a row; worked out once for each new section. */
  private groups(joined: number): readonly (readonly number[])[] {
    const known = this.intervals.get(joined);
    if (known?.sections === this.sections.length) return known.percentilesS;
    const first = this.sections.length % joined;
    const percentilesS = Array.from({ length: Math.floor(this.sections.length / joined) }, (_, group) => {
      const counts = new LatencyCounts();
      for (let section = 0; section < joined; section++) counts.addAll(this.sections[first + group * joined + section] ?? new LatencyCounts());
      return [counts.n, ...PERCENTILE_SHARES.map((__, index) => counts.percentileS(index))];
    });
    this.intervals.set(joined, { sections: this.sections.length, percentilesS });
    return percentilesS;
  }

  private addToSection(numbers: Float64Array, pairsAt: number, buckets: number, sumNs: number, coveredNs: number): void {
    if (this.sectionNs === 0) this.sectionNs = coveredNs;
    while (coveredNs > 1.5 * this.sectionNs) this.joinSections();
    this.openSection.add(numbers, pairsAt, buckets, sumNs);
    this.openSectionNs += coveredNs;
    if (this.openSectionNs < this.sectionNs * (1 - 1e-9)) return;
    this.sections.push(this.openSection);
    this.openSection = this.spare.pop() ?? new LatencyCounts();
    this.openSectionNs = 0;
    if (this.sections.length === SECTIONS_MAX) this.joinSections();
  }

  /** Each two in a row become one; one that is left over becomes the beginning of the open one. */
  private joinSections(): void {
    if (this.sections.length % 2 === 1) {
      const last = this.sections.pop();
      if (last !== undefined) this.openSection.addAll(last);
      this.openSectionNs += this.sectionNs;
    }
    this.sections = this.sections.filter((section, n) => {
      const next = this.sections[n + 1];
      if (n % 2 === 1 || next === undefined) {
        section.clear();
        this.spare.push(section);
        return false;
      }
      section.addAll(next);
      return true;
    });
    this.sectionNs *= 2;
    this.intervals.clear();
  }

  private put(column: number, amount: number): void {
    const values = this.columns[column];
    if (values !== undefined) values[this.closed] = (values[this.closed] ?? 0) + amount;
  }

  private joinBatches(): void {
    const half = this.closed >> 1;
    const odd = this.closed % 2 === 1;
    for (const column of this.columns) {
      const open = column[this.closed] ?? 0;
      const last = odd ? column[this.closed - 1] ?? 0 : 0;
      for (let batch = 0; batch < half; batch++) column[batch] = (column[2 * batch] ?? 0) + (column[2 * batch + 1] ?? 0);
      column[half] = last + open;
    }
    this.closed = half;
    this.everyNs *= 2;
  }

  private sumOf(totals: readonly BatchTotal[]): Float64Array {
    const sum = new Float64Array(this.closed);
    for (const total of totals) {
      const column = this.columns[columnOf(total)];
      for (let batch = 0; batch < this.closed; batch++) sum[batch] = (sum[batch] ?? 0) + (column?.[batch] ?? 0);
    }
    return sum;
  }
}

function taken(kept: KeptCounts): LatencyCounts {
  const counts = new LatencyCounts();
  counts.take(kept);
  return counts;
}

function columnOf(total: BatchTotal): number {
  switch (total) {
    case 'coveredNs': return 0;
    case 'latencyN': return 1;
    case 'latencySumNs': return 2;
    default: return WHOLE + total.station * WINDOW_STATION_STRIDE + total.field;
  }
}
