// Method: what people type, right and wrong; and a property: what is accepted lies in the range, and is the number typed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberParam } from '../../../../simulations/engine/param';
import { parseNumber } from '../../../../renderer/ui/parse-number';

const capacity = numberParam({ label: 'Capacity', help: '', unit: 'jobs', min: 0, max: 1_000_000, initial: 100, integer: true, unbounded: true });
const mean = numberParam({ label: 'Mean', help: '', unit: 's', min: 0.001, max: 3600, initial: 0.1 });
const rate = numberParam({ label: 'Rate', help: '', unit: 'per s', min: 0, max: 100_000, initial: 90 });
const share = numberParam({ label: 'Share', help: '', unit: 'share', min: 0, max: 1, initial: 0.5 });

describe('is read', () => {
  it.each([
    ['100', capacity, 100], [' 12 ', capacity, 12], ['1,000', capacity, 1000], ['1e3', capacity, 1000], ['unbounded', capacity, 'unbounded'],
    ['Unbounded', capacity, 'unbounded'], ['∞', capacity, 'unbounded'], ['10 jobs', capacity, 10],
    ['0.04', mean, 0.04], ['40 ms', mean, 0.04], ['40ms', mean, 0.04], ['250 µs', numberParam({ ...mean, min: 0 }), 0.00025], ['2 min', mean, 120], ['.5', mean, 0.5],
    ['90 per s', rate, 90], ['90.5', rate, 90.5], ['20 %', share, 0.2],
  ])('%s', (text, param, value) => {
    expect(parseNumber(text, param)).toEqual({ ok: true, value });
  });
});

describe('is refused, with what is allowed and the unit', () => {
  it.each([
    ['abc', '“abc” is not a number.'], ['', 'Nothing was typed.'], ['-5', '-5 is too small.'], ['1e999', '1e999 is too large.'],
    ['٣', '“٣” is not a number.'], ['1.5', '1.5 is not a whole number.'], ['NaN', '“NaN” is not a number.'], ['1,5', '“1,5” is not a number.'],
    ['0x10', '“0x10” is not a number.'], ['12 apples', '“apples” is not a unit that fits here.'], ['--3', '“--3” is not a number.'],
    ['1 2', '“1 2” is not a number.'],
  ])('%j', (text, why) => {
    expect(parseNumber(text, capacity)).toEqual({ ok: false, message: `${why} Allowed: 0 to 1,000,000 jobs, whole numbers, or “unbounded”.` });
  });

  it('a word that only another parameter takes', () => {
    expect(parseNumber('unbounded', mean)).toEqual({ ok: false, message: '“unbounded” is not a number. Allowed: 1 ms to 60 min.' });
  });

  it('without repeating a novel', () => {
    const refused = parseNumber('x'.repeat(5000), capacity);
    expect(refused.ok ? '' : refused.message.length).toBeLessThan(150);
  });
});

it('accepts nothing outside the range, and every number inside it', () => {
  fc.assert(fc.property(fc.double({ noNaN: true, min: -10, max: 200_000 }), (value) => {
    expect(parseNumber(String(value), rate).ok).toBe(value >= rate.min && value <= rate.max);
  }), { seed: 1 });
  fc.assert(fc.property(fc.string(), (text) => {
    const parsed = parseNumber(text, capacity);
    if (parsed.ok && parsed.value !== 'unbounded') expect(parsed.value).toSatisfy((value: number) => Number.isInteger(value) && value >= 0 && value <= 1_000_000);
  }), { seed: 2 });
});
