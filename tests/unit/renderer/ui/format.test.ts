// Method: numbers at and around every place where the wording changes, against what a person would write.
import { describe, expect, it } from 'vitest';
import { fieldText, formatDuration, formatModelTime, formatNumber, formatShare, formatSpeed, formatValue } from '../../../../renderer/ui/format';

describe('durations', () => {
  it.each([
    [0, '0 s'], [0.04, '40 ms'], [1.2, '1.2 s'], [0.0000005, '500 ns'], [0.00025, '250 µs'], [0.0009999, '1 ms'],
    [0.9999, '1 s'], [0.1234, '123 ms'], [59.96, '60 s'], [750, '12.5 min'], [36_000, '10 h'], [NaN, '–'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('numbers', () => {
  it.each([
    [90, '90'], [89.96, '90'], [1.234, '1.23'], [0.0123, '0.0123'], [1234, '1,234'], [12_345, '12.3k'], [999_600, '1M'],
    [4_560_000, '4.56M'], [2e9, '2G'], [0, '0'], [-5, '-5'], [Infinity, '∞'], [NaN, '–'],
  ])('%d is %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('are those of the language’s own format, of any size that is not shortened', () => {
    const format = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3, roundingMode: 'halfExpand' });
    for (let n = 0; n < 3000; n++) {
      const value = 10 ** (-6 + 8.9 * ((n * 0.61803398875) % 1));
      expect(formatNumber(value), `${value}`).toBe(value < 100 ? format.format(Number(value.toPrecision(3))) : format.format(Math.round(value)));
      expect(formatNumber(-value)).toBe(`-${formatNumber(value)}`);
    }
  });

  it('never shows an exponent', () => {
    for (let power = -9; power <= 15; power++) expect(formatNumber(1.5 * 10 ** power)).not.toMatch(/e/);
  });
});

describe('shares', () => {
  it.each([[0, '0 %'], [1, '100 %'], [0.5, '50 %'], [0.0001, '<0.1 %'], [0.9999, '>99.9 %'], [0.123, '12.3 %'], [1.5, '150 %']])('%d is %s', (share, text) => {
    expect(formatShare(share)).toBe(text);
  });
});

it('says model time to the millisecond, and the speed with its units', () => {
  expect(formatModelTime(12.3454)).toBe('12.345 s');
  expect(formatModelTime(12_345.6)).toBe('12,345.600 s');
  expect(formatSpeed(0.1)).toBe('0.1 model s per s');
});

it('says a parameter with its unit, in the singular for one', () => {
  expect(formatValue(90, 'per s')).toBe('90 per s');
  expect(formatValue(0.04, 's')).toBe('40 ms');
  expect(formatValue(1, 'workers')).toBe('1 worker');
  expect(formatValue(100, 'jobs')).toBe('100 jobs');
  expect(formatValue('unbounded', 'jobs')).toBe('unbounded');
});

it('writes into a field what reads back as the same number', () => {
  for (const value of [0.04, 1e9, 1e-7, 123456.789, 0.1 + 0.2]) {
    expect(fieldText(value)).not.toMatch(/[e,]/);
    expect(Number(fieldText(value))).toBe(value);
  }
});
