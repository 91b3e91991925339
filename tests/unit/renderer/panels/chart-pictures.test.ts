// @vitest-environment jsdom
// Method: each chart is drawn by the pen that writes files; the file is parsed as XML by jsdom, looked through for what must be on it,
// and nothing may lie outside of the picture.
import { describe, expect, it } from 'vitest';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { drawCurve } from '../../../../renderer/panels/instruments/draw-curve';
import { curveModel } from '../../../../renderer/panels/instruments/curve-model';
import { drawHeat, heatWords } from '../../../../renderer/panels/instruments/draw-heat';
import { drawHistogram, drawTail } from '../../../../renderer/panels/instruments/draw-histogram';
import type { ChartModel } from '../../../../renderer/panels/instruments/chart-model';
import { drawTimeChart } from '../../../../renderer/panels/instruments/draw-time-chart';
import { instrumentModel, OPENING_VIEW, type InstrumentModel, type TabId } from '../../../../renderer/panels/instruments/instrument-model';
import { chartTable, heatTable, histogramTable, tailTable } from '../../../../renderer/panels/instruments/csv';
import type { Pen } from '../../../../renderer/panels/instruments/pen';
import { placeMarkWords } from '../../../../renderer/panels/instruments/place-mark-words';
import { SvgPen } from '../../../../renderer/panels/instruments/svg-pen';
import { measured } from '../run/measured';

const real = measured(boundedQueue, { windowS: 0.2 });
real.goTo(60);
const change = real.run.change({ path: 'stations.pickers.workers', value: 3 });
if (change.ok) real.measurements.noteChange(change.value);
real.goTo(70);
const show = (tab: TabId): InstrumentModel =>
  instrumentModel({ measurements: real.measurements, scenario: real.run.scenario, speed: 5, measuredSpeed: 5, view: { ...OPENING_VIEW, tab, chosen: { fromS: 0, toS: 80 } } });

/** The mean width of a letter, as a share of its size. */
const LETTER = 0.54;

function drawn(draw: (pen: Pen) => void): Document {
  const pen = new SvgPen(960, 420, 16, (name) => `#${name}`, (text, sizePx) => text.length * LETTER * sizePx);
  draw(pen);
  return new DOMParser().parseFromString(pen.document('A <title> & more', 'n <5>', 'about', 'words'), 'image/svg+xml');
}

const pictures: readonly [string, (pen: Pen) => void][] = [
  ...show('time').charts.map((chart): [string, (pen: Pen) => void] => [chart.key, (pen) => {
    const { tS, span, marks, warmupS } = show('time');
    drawTimeChart(pen, chart, tS, { span, marks, warmupS });
  }]),
  ['histogram', (pen) => drawHistogram(pen, show('tail').histogram!)],
  ['tail', (pen) => drawTail(pen, show('tail').histogram!)],
  ['heat', (pen) => drawHeat(pen, show('tail').heat!)],
  ['curve', (pen) => drawCurve(pen, curveModel(real.measurements, real.run.scenario, null)!)],
];

describe('a picture', () => {
  it.each(pictures)('of %s is well-formed, says what it is, and keeps inside its frame', (_, draw) => {
    const svg = drawn(draw);
    expect(svg.querySelector('parsererror')).toBeNull();
    expect(svg.querySelector('title')?.textContent).toBe('A <title> & more');
    expect(svg.querySelectorAll('path, rect').length).toBeGreaterThan(8);
    for (const text of svg.querySelectorAll('g text')) {
      expect(Number(text.getAttribute('x'))).toBeGreaterThanOrEqual(0);
      expect(Number(text.getAttribute('x'))).toBeLessThanOrEqual(960);
      expect(text.textContent).not.toMatch(/NaN|undefined|Infinity/);
    }
    expect(new XMLSerializer().serializeToString(svg)).not.toMatch(/NaN|Infinity/);
    for (const path of svg.querySelectorAll('path')) {
      for (const [, x, y] of path.getAttribute('d')!.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(-1);
        expect(Number(x)).toBeLessThanOrEqual(961);
        expect(Number(y)).toBeGreaterThanOrEqual(-1);
        expect(Number(y)).toBeLessThanOrEqual(421);
      }
    }
  });

  it('of a chart over time has the warm-up, the change in words, and each line’s last value', () => {
    const texts = [...drawn(pictures.find(([key]) => key === 'rates')![1]).querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toEqual(expect.arrayContaining(['warm-up', 'Pickers: workers 3', 'arriving', 'served', 'good', 'shed']));
  });
});

describe('a picture alone', () => {
  const textsOf = (svg: Document): readonly string[] => [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
  const { charts, tS, span, marks, warmupS } = show('time');
  const drawChart = (key: string, over: Partial<ChartModel> = {}): Document => drawn((pen) => drawTimeChart(pen, { ...charts.find((chart) => chart.key === key)!, ...over }, tS, { span, marks, warmupS }));

  it('says beside its title what it is of, and tells what its levels are', () => {
    expect(textsOf(drawChart('latency'))).toEqual(expect.arrayContaining(['A <title> & moren <5>', 'p50', 'due', '250 ms']));
    expect(textsOf(drawChart('waiting'))).toEqual(expect.arrayContaining(['Inbox capacity', '100']));
  });

  it('says why there is nothing on it', () => {
    expect(textsOf(drawChart('losses'))).toContain('No job was shed, failed or timed out.');
  });

  it('gives long names the room that they need, and shortens those that need too much', () => {
    const [line] = charts.find(({ key }) => key === 'rates')!.lines;
    const named = (label: string): readonly [text: string, x: number, value: number] => {
      const svg = drawChart('rates', { lines: [{ ...line!, label, values: line!.values.map(() => 1234.5) }] });
      const [name, value] = [...svg.querySelectorAll('g text')].slice(-2);
      return [name!.textContent, Number(name!.getAttribute('x')), Number(value!.getAttribute('x')) - 5 * LETTER * 11];
    };
    for (const label of ['x', 'outside Market data feed: normalise', 'A name that has been given by somebody who had a great deal to say about it and did not stop']) {
      const [text, from, until] = named(label);
      expect(from + text.length * LETTER * 11).toBeLessThan(until);
      expect(label.startsWith(text.replace('…', ''))).toBe(true);
    }
    for (let length = 1; length < 50; length++) expect(named('x'.repeat(length))[0]).toBe('x'.repeat(length));
    expect(named('y'.repeat(200))[0]).toMatch(/^y{20,}…$/);
  });
});

describe('the heat map', () => {
  const labels = (bars: readonly number[]): readonly string[] => {
    const heat = { map: { edgesS: [0, 1], firstBar: 60, columns: bars.length === 0 ? [] : [bars] }, span: { fromS: 0, toS: 1 }, marks: [], warmupS: 0, n: 1 };
    return [...drawn((pen) => drawHeat(pen, heat)).querySelectorAll('g text[text-anchor="end"]')].map(({ textContent }) => textContent);
  };
  it.each([[[7]], [[7, 7]], [[]]])('has its axis labelled whatever it holds: %j', (bars) => {
    const said = labels(bars);
    expect(said.length).toBeGreaterThanOrEqual(2);
    for (const label of said) expect(label).toMatch(/^\d+ (µs|ms|s)$/);
  });
});

describe('the tables behind the pictures', () => {
  it('name the unit of their values and the jobs they rest on', () => {
    const { charts, tS } = show('time');
    const tableOf = (key: string) => chartTable(charts.find((chart) => chart.key === key)!, tS);
    expect(tableOf('latency')[0]).toEqual(['time, s', 'p50, s', 'p95, s', 'p99, s', 'p99.9, s', 'n']);
    expect(tableOf('latency').at(-1)!.at(-1)).toBe(real.measurements.rolling().n);
    expect(tableOf('busy')[0]).toEqual(['time, s', 'busy, share of Pickers']);
    expect(tableOf('rates')[0]![1]).toBe('arriving, jobs per s');
  });

  it('hold all jobs', () => {
    const { histogram, heat } = show('tail');
    const bars = histogramTable(histogram!).slice(1);
    expect(bars.reduce((sum, [, , jobs]) => sum + Number(jobs), 0)).toBeCloseTo(histogram!.n, 3);
    expect(bars.at(-1)![4]).toBe(0);
    expect(heatTable(heat!).slice(1).reduce((sum, row) => sum + Number(row[4]), 0)).toBe(heat!.n);
    expect(heatWords(heat!)).toMatch(/^Latency over time, [\d,]+ jobs from 0 s to 80 s/);
  });

  it('say of each percentile that so many took longer', () => {
    const { histogram } = show('tail');
    const rows = tailTable(histogram!).slice(1).map(([atS, share]) => [Number(atS), Number(share)] as const);
    for (const { atS, share } of histogram!.marks) {
      const here = rows.findIndex(([each]) => Math.abs(each - atS) < 1e-12);
      expect(rows[here]![1]).toBeLessThanOrEqual(1 - share);
      expect(rows[here - 1]![1]).toBeGreaterThanOrEqual(1 - share);
    }
    expect(rows.at(-1)![1]).toBe(0);
  });
});

it('the words of marks never lie on each other or on another mark', () => {
  const mark = (text: string) => ({ atS: 0, text, short: text, planned: false });
  const width = (text: string) => 6 * text.length;
  const xs = [40, 60, 200, 230, 380];
  const placed = placeMarkWords(xs.map((_, n) => mark(`Pickers: workers ${n}`)), xs, 0, 400, width);
  expect(placed.filter((each) => each !== null).length).toBeGreaterThanOrEqual(2);
  const ends = placed.flatMap((each) => (each === null ? [] : [[each.x, each.x + width(each.text)] as const]));
  ends.forEach(([from, to], n) => {
    for (const x of xs) expect(x <= from || x >= to).toBe(true);
    for (const [other] of ends.slice(n + 1)) expect(to).toBeLessThanOrEqual(other);
    expect(from).toBeGreaterThanOrEqual(0);
    expect(to).toBeLessThanOrEqual(400);
  });
});
