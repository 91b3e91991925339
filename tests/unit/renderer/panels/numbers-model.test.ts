// Method: a real run is measured through its windows, as on the screen, and reported as on the command line; each number of the
// table is the report's own number, formatted: the same to the last digit that is shown.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import { durationFigure, figureText, formatCount, rateFigure, shareFigure } from '../../../../renderer/ui/format';
import { csvText, numbersTable, tsvText } from '../../../../renderer/panels/instruments/csv';
import { numbersModel } from '../../../../renderer/panels/instruments/numbers-model';
import { measured } from '../run/measured';

const byName: Readonly<Record<string, (value: number) => string>> = {
  throughputPerS: (value) => figureText(rateFigure(value)), goodputPerS: (value) => figureText(rateFigure(value)),
  meanJobs: (value) => `${rateFigure(value).number} jobs`,
  utilisation: (value) => figureText(shareFigure(value)), blockedShare: (value) => figureText(shareFigure(value)),
};
const asCount = (value: number): string => `${formatCount(value)} ${value === 1 ? 'job' : 'jobs'}`;

function inReport(report: unknown, key: string): number | null {
  const found = key.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], report);
  if (typeof found === 'object' && found !== null) return Object.values(found as Record<string, number>).reduce((sum, count) => sum + count, 0);
  return typeof found === 'number' ? found : null;
}

describe.each(libraryScenarios.slice(0, 3))('the numbers of $id', ({ scenario }) => {
  it.each([[0.1, 60.123], [2, 400]])('with windows of %s s are those of the command line at %s s', (windowS, timeS) => {
    const { run, measurements, goTo } = measured(scenario, { seed: 5, windowS });
    goTo(timeS);
    const report = reportOf(run);
    const model = numbersModel(measurements, run.scenario);
    expect([model.fromS, model.toS]).toEqual([report.warmupS, run.nowS]);
    const rows = model.groups.flatMap((group) => group.rows);
    expect(rows.length).toBeGreaterThan(18);
    for (const { key, figure, value, faint } of rows) {
      if (faint) continue; // Rests on too few jobs to be compared: the screen says so beside it.
      const expected = inReport(report, key);
      const name = key.split('.').at(-1)!;
      const show = key.startsWith('latencyS.') ? (each: number) => figureText(durationFigure(each)) : byName[name] ?? asCount;
      expect(`${key} ${figureText(figure)}`).toBe(`${key} ${expected === null ? '–' : show(expected)}`);
      if (expected !== null && !key.startsWith('latencyS.p')) expect(value! / (expected || 1)).toBeCloseTo(expected === 0 ? value! : 1, 9);
    }
  });
});

it('a table goes to spreadsheets whole: numbers with all digits, texts that cannot be taken for a formula', () => {
  const { run, measurements, goTo } = measured(libraryScenarios[0]!.scenario);
  goTo(60);
  const table = numbersTable(numbersModel(measurements, run.scenario));
  const lines = csvText(table).trimEnd().split('\r\n');
  expect(lines[0]).toBe('of,figure,value,shown,unit,interval from,interval to,n,n counts,in the report');
  expect(lines.find((line) => line.includes('latencyS.mean'))).toContain(String(measurements.histogram().meanS));
  expect(csvText([['=1+1', 'say "so"', 'a,b', null, 0.1 + 0.2]])).toBe('\'=1+1,"say ""so""","a,b",,0.30000000000000004\r\n');
  expect(tsvText([['a\tb', 1], [null, 'c\nd']])).toBe('a b\t1\n\tc d');
});
