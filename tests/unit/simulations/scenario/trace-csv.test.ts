// Method: tables as spreadsheets write them, good and broken, against whole nanoseconds or the one sentence.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTraceCsv, readTrace } from '../../../../simulations/scenario/trace-csv';

const columns = { at: 'atS', demand: 'demandS', patience: 'patienceS', originS: 0 };
const nsOf = (csv: string, given = {}) => {
  const rows = parseTraceCsv(csv, { ...columns, ...given });
  return rows.ok ? { at: [...rows.value.atNs], demand: [...rows.value.demandNs], patience: [...rows.value.patienceNs] } : rows.problems[0]!.message;
};

it('reads times into whole nanoseconds, and a blank cell as not known', () => {
  expect(nsOf('atS,demandS,patienceS\n0,0.1,\n0.3,,2\n')).toEqual({ at: [0, 3e8], demand: [1e8, -1], patience: [-1, 2e9] });
});

it('finds columns by name in any order among others', () => {
  expect(nsOf('who,demandS,atS\nann,1,2\n')).toEqual({ at: [2e9], demand: [1e9], patience: [-1] });
  expect(nsOf('when;long\n1;2\n', { at: 'when', demand: 'long' })).toEqual({ at: [1e9], demand: [2e9], patience: [-1] });
});

it('takes the origin away', () => {
  expect(nsOf('atS\n25066\n25067.5\n', { originS: 25066 })).toMatchObject({ at: [0, 1.5e9] });
});

it('reads quoted cells, spaces, empty lines, a byte order mark and Windows line ends', () => {
  expect(nsOf('\uFEFFatS, demandS\r\n"1", 2\r\n\r\n3,"4"\r\n')).toEqual({ at: [1e9, 3e9], demand: [2e9, 4e9], patience: [-1, -1] });
});

it('reads back what was written, whatever the times', () => {
  const times = fc.array(fc.integer({ min: 0, max: 9e12 }), { minLength: 1 }).map((all) => all.sort((a, b) => a - b));
  fc.assert(fc.property(times, (us) => {
    const csv = ['atS', ...us.map((t) => t / 1e6)].join('\n');
    expect(nsOf(csv)).toMatchObject({ at: us.map((t) => Math.round((t / 1e6) * 1e9)) });
  }), { seed: 1 });
});

it('reads a hundred thousand rows', () => {
  const csv = `atS\n${Array.from({ length: 100_000 }, (_, i) => i / 10).join('\n')}\n`;
  const rows = parseTraceCsv(csv, columns);
  expect(rows.ok && rows.value.atNs.length).toBe(100_000);
  expect(rows.ok && rows.value.atNs[99_999]).toBe(9_999_900_000_000);
});

describe('one sentence about the first thing that is wrong', () => {
  it.each([
    ['', 'the table is empty; it needs a header and rows'],
    ['\n\n', 'the table is empty; it needs a header and rows'],
    ['atS\n', 'there is no row below the header'],
    ['at\n1\n', 'row 1: no column "atS"; did you mean "at"?'],
    ['atS,atS\n1,2\n', 'row 1: two columns are called "atS"'],
    ['atS\n1\nabc\nxyz\n', 'row 3, column "atS": must be a number of seconds ≥ 0, found "abc"'],
    ['atS\n1\n\n-2\n', 'row 4, column "atS": must be a number of seconds ≥ 0, found "-2"'],
    ['atS\nInfinity\n', 'row 2, column "atS": must be a number of seconds ≥ 0, found "Infinity"'],
    ['atS\n0x10\n', 'row 2, column "atS": must be a number of seconds ≥ 0, found "0x10"'],
    ['atS\n1e300\n', 'row 2, column "atS": must be at most 9,007,199 s after the start, found "1e300"'],
    ['atS,demandS\n,1\n', 'row 2, column "atS": must be a number of seconds ≥ 0, found ""'],
    ['atS,demandS\n1,soon\n', 'row 2, column "demandS": must be a number of seconds ≥ 0, found "soon"'],
    ['atS,demandS\n1,2\n2\n', 'row 3: must have 2 cells as the header has, found 1'],
    ['atS\n2\n1\n', 'row 3, column "atS": times must not go backwards, found 1 after 2 s'],
    ['atS,demandS\n1,"2\n3,4\n', expect.stringMatching(/^row \d: a closing double quote is missing$/)],
  ])('%j', (csv, sentence) => {
    expect(nsOf(csv)).toEqual(sentence);
  });

  it('a column that was asked for by name must be there', () => {
    expect(nsOf('atS,serviceS\n1,2\n', { demand: 'servceS' })).toBe('row 1: no column "servceS"; did you mean "serviceS"?');
  });

  it('a time before the origin', () => {
    expect(nsOf('atS\n5\n', { originS: 6 })).toBe('row 2, column "atS": must be a number of seconds ≥ 6, the clock at the start, found "5"');
  });
});

describe('readTrace', () => {
  const values = { file: '', csv: '', atColumn: 'atS', demandColumn: 'demandS', patienceColumn: 'patienceS', originS: 0 };

  it('has no rows while nothing was chosen', () => {
    const rows = readTrace(values);
    expect(rows.ok && rows.value.atNs.length).toBe(0);
  });

  it('says so when the rows of a file did not come along', () => {
    expect(readTrace({ ...values, file: 'day.csv' })).toEqual({ ok: false, problems: [{ path: 'file', message: expect.stringContaining('"day.csv"') }] });
  });

  it('reads the same text once', () => {
    const csv = 'atS\n1\n';
    const [first, second] = [readTrace({ ...values, csv }), readTrace({ ...values, csv })];
    expect(first).toBe(second);
    expect(readTrace({ ...values, csv, originS: 1 })).not.toEqual(first);
  });
});
