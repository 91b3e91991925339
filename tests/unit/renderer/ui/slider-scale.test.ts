// Method: the stops of typical sliders and of every number the catalogue declares.
import { describe, expect, it } from 'vitest';
import { catalog } from '../../../../simulations/catalog';
import type { Described } from '../../../../simulations/engine/kind';
import type { NumberParam, Params } from '../../../../simulations/engine/param';
import { nearestStop, niceStep, sliderStops } from '../../../../renderer/ui/slider-scale';

const numbersOf = (params: Params): NumberParam[] => Object.values(params).filter((param) => param.type === 'number');
const { arrivals, distribution, discipline, whenFull } = catalog.families;
const kinds: readonly Described[] = [...catalog.stations, ...arrivals, ...distribution, ...discipline, ...whenFull];
const declared = kinds
  .flatMap((kind) => numbersOf(kind.params).map((param): [string, NumberParam] => [`${kind.kind}, ${param.label}`, param]));

describe('every number in the catalogue', () => {
  it('is looked at', () => expect(declared.length).toBeGreaterThan(3));

  it.each(declared)('%s: stops rise, from one end to the other, inside what is allowed', (_, param) => {
    const stops = sliderStops(param);
    expect(stops[0]).toBe(param.slider[0]);
    expect(stops.at(-1)).toBe(param.slider[1]);
    expect([...stops].sort((a, b) => a - b)).toEqual(stops);
    expect(new Set(stops).size).toBe(stops.length);
    expect(stops.length).toBeLessThan(400);
    if (param.integer) expect(stops.every(Number.isInteger)).toBe(true);
  });

  it.each(declared)('%s: the slider stands within a step of the initial value', (_, param) => {
    if (param.initial === 'unbounded' || param.initial < param.slider[0] || param.initial > param.slider[1]) return;
    const stops = sliderStops(param);
    const near = stops[nearestStop(stops, param.initial)] ?? NaN;
    expect(Math.abs(near - param.initial)).toBeLessThanOrEqual(Math.max(param.initial * 0.06, (param.slider[1] - param.slider[0]) / 100));
  });
});

it('steps by one among few whole numbers', () => {
  expect(sliderStops({ scale: 'linear', slider: [1, 20], integer: true })).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
});

it('steps by equal factors on a logarithmic way, to within a tenth or so', () => {
  const stops = sliderStops({ scale: 'log', slider: [1, 1000], integer: false });
  const factors = stops.slice(1).map((stop, n) => stop / (stops[n] ?? NaN));
  expect(Math.max(...factors)).toBeLessThan(1.12);
  expect(Math.min(...factors)).toBeGreaterThan(1.02);
});

it('lets a logarithmic way begin at zero', () => {
  expect(sliderStops({ scale: 'log', slider: [0, 1000], integer: true }).slice(0, 4)).toEqual([0, 1, 2, 3]);
});

it('places what lies beyond the slider at its end', () => {
  expect(nearestStop([0, 50, 100], 1e9)).toBe(2);
  expect(nearestStop([0, 50, 100], -3)).toBe(0);
  expect(nearestStop([0, 50, 100], 'unbounded')).toBe(2);
  expect(nearestStop([0, 50, 100], 60)).toBe(1);
});

it('chooses steps of 1, 2 and 5', () => {
  expect([0.3, 0.7, 1, 3, 12].map((least) => niceStep(least))).toEqual([0.5, 1, 1, 5, 20]);
  expect(niceStep(0.1, true)).toBe(1);
});
