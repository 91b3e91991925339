// @vitest-environment jsdom
// Method: figures and tables for a report. The SVG is read by jsdom's XML parser; what is drawn is held against the numbers of the sweep. Words and
// units are a table of cases.
import { describe, expect, it } from 'vitest';
import { differenceText, figureLabel, figureText, withHalfWidth } from '../../../../simulations/cli/figure-text';
import { scaleFor } from '../../../../simulations/cli/svg-scale';
import { csv, markdownTable } from '../../../../simulations/cli/table';
import type { SweepResult } from '../../../../simulations/experiments/sweep';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import { printScenario } from '../../../../simulations/scenario/print-scenario';
import { sim, type Files } from './fake-io';
import { readCsv } from './read-csv';

async function drawn(...vary: string[]): Promise<{ readonly document: Document; readonly result: SweepResult; readonly text: string }> {
  const files: Files = { 'a.spillway': printScenario({ ...boundedQueue, title: 'Queues & <workers> of "A"', warmupS: 1, durationS: 5, checks: [] }) };
  const { code } = await sim(['sweep', 'a.spillway', ...vary.flatMap((axis) => ['--vary', axis]), '--replications', '3', '--out', 'a.svg', '--out', 'a.json'], { files });
  expect(code).toBe(0);
  const text = files['a.svg']!;
  const document = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(document.querySelector('parsererror')).toBeNull();
  return { document, text, result: JSON.parse(files['a.json']!) as SweepResult };
}

describe('the figure of a sweep', () => {
  it('is well-formed, says what it shows, and has a mark and whiskers for each point', async () => {
    const { document, text } = await drawn('stations.orders.arrivals.ratePerS=60,70,80,90', 'stations.pickers.workers=4,5');
    expect(document.querySelector('title')!.textContent).toBe('Queues & <workers> of "A": latency p99 over orders.arrivals.ratePerS (per s)');
    expect(document.documentElement.getAttribute('role')).toBe('img');
    const lines = [...document.querySelectorAll('polyline')];
    expect(lines.map((line) => line.getAttribute('points')!.split(' ').length)).toEqual([4, 4]);
    // Colour is never alone: the second line has dashes, and its marks another shape.
    expect(lines.map((line) => line.getAttribute('stroke-dasharray'))).toEqual([null, '7 4']);
    expect(document.querySelectorAll('circle')).toHaveLength(4 + 1);
    expect(document.querySelectorAll('rect[stroke]')).toHaveLength(4 + 1);
    expect(text).not.toMatch(/style|NaN|undefined|Infinity/);
  });

  it('draws larger figures higher, from 0', async () => {
    const { document, result } = await drawn('stations.pickers.workers=3,4,5,9');
    const ys = document.querySelector('polyline')!.getAttribute('points')!.split(' ').map((point) => Number(point.split(',')[1]));
    const means = result.points.map(({ figures }) => figures['latencyS.p99']!.mean!);
    const scale = (means[0]! - means[3]!) / (ys[3]! - ys[0]!);
    expect((means[1]! - means[3]!) / (ys[3]! - ys[1]!)).toBeCloseTo(scale, 4);
    const zero = ys[3]! + means[3]! / scale;
    expect(zero).toBeCloseTo(388, 0);
  });

  it('shows each of a few figures that were named, one below the other, none over another', async () => {
    const files: Files = { 'a.spillway': printScenario({ ...boundedQueue, warmupS: 1, durationS: 5 }) };
    await sim(['sweep', 'a.spillway', '--vary', 'stations.pickers.workers=4,5', '--replications', '2', '--figure', 'goodputPerS', '--figure', 'latencyS.p99', '--out', 'a.svg'], { files });
    const document = new DOMParser().parseFromString(files['a.svg']!, 'image/svg+xml');
    expect(document.querySelector('title')!.textContent).toContain(': goodput and latency p99 over pickers.workers');
    const panels = [...document.querySelectorAll('g')];
    expect(panels.map((panel) => panel.querySelectorAll('polyline').length)).toEqual([1, 1]);
    const tops = panels.map((panel) => Number(/translate\(0 (\d+)\)/.exec(panel.getAttribute('transform')!)![1]));
    const lowest = Math.max(...[...panels[0]!.querySelectorAll('text')].map((each) => Number(each.getAttribute('y'))));
    const highest = Math.min(...[...panels[1]!.querySelectorAll('text')].map((each) => Number(each.getAttribute('y')))) + tops[1]!;
    expect(lowest + 20).toBeLessThan(highest);
    expect(Number(document.documentElement.getAttribute('height'))).toBeGreaterThan(lowest + tops[1]!);
  });

  it('names policies along the bottom', async () => {
    const { document } = await drawn('stations.inbox.whenFull=block,shed-newest,shed-oldest');
    const words = [...document.querySelectorAll('text')].map(({ textContent }) => textContent);
    for (const policy of ['block', 'shed-newest', 'shed-oldest']) expect(words).toContain(policy);
  });
});

it('an axis has round steps, or factors where the ends are far apart', () => {
  expect(scaleFor([60, 98], 0, 100).ticks).toEqual([60, 70, 80, 90, 100]);
  expect(scaleFor([0.013, 0.9], 0, 100, { zero: true }).ticks).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(scaleFor([1, 1000], 0, 300).ticks).toEqual([1, 10, 100, 1000]);
  expect(scaleFor([1, 1000], 0, 300).at(10)).toBeCloseTo(100, 9);
  expect(scaleFor([5, 5], 0, 100).ticks.length).toBeGreaterThan(1);
});

describe('words and units', () => {
  it.each([
    ['latencyS.p99', 0.0612, '61.2 ms'], ['latencyS.p99', 12.34, '12.3 s'], ['latencyS.mean', 0.000_012, '12 µs'], ['latencyS.mean', 0, '0 s'],
    ['throughputPerS', 12_345.6, '12,346 per s'], ['lossShare', 0.034, '3.4 %'], ['stations.pickers.utilisation', 1, '100 %'], ['jobs.made', 12_596, '12,596'], ['latencyS.n', null, '–'],
  ])('%s %s is %s', (name, value, text) => expect(figureText(name, value)).toBe(text));

  it.each([['latencyS.p99', 'latency p99'], ['stations.inbox.waitS.mean', 'inbox wait mean'], ['throughputPerS', 'throughput'], ['lossShare', 'loss share'], ['classes.order.jobs.shed.full', 'order jobs shed full'], ['stations.inbox.meanJobs', 'inbox mean jobs']])('%s is called %s', (name, label) => expect(figureLabel(name)).toBe(label));

  it('intervals have the digits and the unit of their mean', () => {
    expect(withHalfWidth('latencyS.p99', 0.452, 0.0661)).toBe('452 ± 66 ms');
    expect(withHalfWidth('latencyS.p99', 1.002, 0.13)).toBe('1.00 ± 0.13 s');
    expect(withHalfWidth('lossShare', 0, 0)).toBe('0 ± 0 %');
    expect(withHalfWidth('latencyS.p99', 0.452, null)).toBe('452 ms');
    expect(differenceText('latencyS.p99', -0.0152, 0.004)).toBe('−15.2 ± 4.0 ms');
    expect(differenceText('throughputPerS', 2, null)).toBe('+2.00 per s');
    expect(differenceText('throughputPerS', 0, 0)).toBe('0 ± 0 per s');
  });

  it('tables hold what would break them', () => {
    const odd = 'a, "b"\nc | d';
    expect(readCsv(csv([['x', 'y'], [odd, 1], [null, 2]])).rows).toEqual([{ x: odd, y: '1' }, { x: '', y: '2' }]);
    expect(markdownTable([['x|y', 'n'], ['a', '1']])).toBe('| x\\|y | n |\n| --- | ---: |\n| a | 1 |\n');
  });
});
