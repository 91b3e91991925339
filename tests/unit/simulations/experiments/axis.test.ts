// Method: what a person may write for the values of a parameter, and what comes of it or is refused.
import { describe, expect, it } from 'vitest';
import { parseAxis, parseRange } from '../../../../simulations/experiments/axis';

describe('the values of an axis', () => {
  it.each([
    ['a.b=60,80,90', ['60', '80', '90']],
    ['a.b=fifo, lifo', ['fifo', 'lifo']],
    ['a.b=60..100/5', ['60', '70', '80', '90', '100']],
    ['a.b=0..0.3+0.1', ['0', '0.1', '0.2', '0.3']],
    ['a.b=4..12+3', ['4', '7', '10']],
    ['a.b=1..1000*10', ['1', '10', '100', '1000']],
    ['a.b=-2..2/3', ['-2', '0', '2']],
    ['a.b=[{"kind":"constant","meanS":0.04},{"kind":"exponential"}]', ['{"kind":"constant","meanS":0.04}', '{"kind":"exponential"}']],
  ])('%s', (written, values) => {
    expect(parseAxis(written)).toEqual({ ok: true, value: { path: 'a.b', values } });
  });

  it.each([
    ['60..100', /must be PATH=VALUES/],
    ['a=60..100', /says no number of points: 60\.\.100\/5 is five of them/],
    ['a=100..60/5', /must be below the last one/],
    ['a=1..2/1', /whole number from 2/],
    ['a=1..2+0', /step must be above 0/],
    ['a=0..2*2', /first value above 0/],
    ['a=1..1000000+1', /at most 10,000 values/],
    ['a=1..2/100000', /at most 10,000 values/],
    ['a=1,,2', /a value is missing/],
    ['a=', /a value is missing/],
    ['a=1,2,1', /the value "1" stands there twice/],
    ['a=[1,', /must be a JSON list/],
    ['a=[]', /must be a JSON list/],
  ])('%s is refused', (written, message) => {
    const axis = parseAxis(written);
    expect(axis.ok ? 'taken' : axis.problems[0]!.message).toMatch(message);
  });
});

it('a range has two ends in order', () => {
  expect(parseRange('a.b=1..2.5')).toEqual({ ok: true, value: { path: 'a.b', low: 1, high: 2.5 } });
  for (const written of ['a=2..1', 'a=1', 'a=1..2/3', '1..2', 'a=x..y']) expect(parseRange(written).ok, written).toBe(false);
});
