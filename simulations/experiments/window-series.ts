import { WINDOW_HEADER, WINDOW_STATION_STRIDE, WindowField, type WindowStation } from '../engine/frame';
import { FrameView } from '../engine/frame-view';

/** So many windows cover the figures of a run: a multiple of every number of batches that metrics/ cuts a run into, a few of them in each. */
export const WINDOWS = 192;

/** How long the windows of a run are that is to be measured with intervals. */
export function windowS(durationS: number): number {
  return Math.max(durationS / WINDOWS, 1e-9);
}

/** The closed windows of a run in their order, kept from the frames in which they come. */
export class WindowSeries {
  private constructor(private readonly windows: Float64Array[], private stations: number) {}

  static empty(): WindowSeries {
    return new WindowSeries([], 0);
  }

  get length(): number {
    return this.windows.length;
  }

  /** Keeps a copy of the frame's windows; the frame may be used again. */
  take(frame: Float64Array): void {
    const view = new FrameView(frame);
    this.stations = view.stations;
    for (const at of view.windowOffsets()) this.windows.push(frame.slice(at, at + frame[at + WindowField.length]));
  }

  /** Those that began at `fromNs` or later. */
  since(fromNs: number): WindowSeries {
    return new WindowSeries(this.windows.filter((window) => window[WindowField.fromNs] >= fromNs), this.stations);
  }

  /** Those that are as long as the last one, without a gap before it: a series of equal steps of time. */
  evenTail(): WindowSeries {
    const { windows } = this;
    let first = windows.length;
    for (; first > 0; first--) {
      const window = windows[first - 1];
      if (first < windows.length && (spanNs(window) !== spanNs(windows[first]) || window[WindowField.toNs] !== windows[first][WindowField.fromNs])) break;
    }
    return new WindowSeries(windows.slice(first), this.stations);
  }

  /** One number of each window: a field of `WindowField`. */
  of(field: number): Float64Array {
    return Float64Array.from(this.windows, (window) => window[field]);
  }

  spansNs(): Float64Array {
    return Float64Array.from(this.windows, spanNs);
  }

  /** One number of one station in each window: a field of `WindowStation`. */
  ofStation(station: number, field: (typeof WindowStation)[keyof typeof WindowStation]): Float64Array {
    return Float64Array.from(this.windows, (window) => window[WINDOW_HEADER + station * WINDOW_STATION_STRIDE + field]);
  }

  /** One number of each window, summed over all stations. */
  ofStations(field: (typeof WindowStation)[keyof typeof WindowStation]): Float64Array {
    const sums = new Float64Array(this.windows.length);
    for (let s = 0; s < this.stations; s++) this.ofStation(s, field).forEach((value, w) => { sums[w] += value; });
    return sums;
  }

  /** Adds the latencies served in windows `first` to `end − 1` to a histogram, and says how many there were. */
  addLatencies(counts: Float64Array, first: number, end: number): number {
    let n = 0;
    for (const window of this.windows.slice(first, end)) {
      for (let b = window.length - 2 * window[WindowField.buckets]; b < window.length; b += 2) {
        counts[window[b]] += window[b + 1];
        n += window[b + 1];
      }
    }
    return n;
  }
}

function spanNs(window: Float64Array): number {
  return window[WindowField.toNs] - window[WindowField.fromNs];
}
