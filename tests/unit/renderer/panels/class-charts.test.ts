import { describe, expect, it } from 'vitest';
import { chartTable } from '../../../../renderer/panels/instruments/csv';
import { chartWords, instrumentModel, OPENING_VIEW, type InstrumentModel, type TabId } from '../../../../renderer/panels/instruments/instrument-model';
import { reportOf } from '../../../../simulations/experiments/report';
import { libraryScenarios } from '../../../../simulations/library';
import type { Scenario } from '../../../../simulations/scenario/scenario';
import { measured } from '../run/measured';

// Method: scenarios with several classes run for a while; their charts are compared with what the report of the same run says of each class, over one span
// that covers it whole.
const TO_S = 40;
const scenarioOf = (id: string): Scenario => ({ ...libraryScenarios.find((each) => each.id === id)!.scenario, warmupS: 0 });

function after(scenario: Scenario, tab: TabId = 'time') {
  const { run, measurements, goTo } = measured(scenario, { windowS: TO_S / 100, rateSpanS: TO_S, rollingS: TO_S });
  goTo(TO_S);
  return { run, model: instrumentModel({ measurements, scenario, speed: TO_S, measuredSpeed: TO_S, view: { ...OPENING_VIEW, tab } }) };
}
const chartOf = (model: InstrumentModel, key: string) => model.charts.find((chart) => chart.key === key)!;

describe('charts of classes', () => {
  it('say for each class what the report says', () => {
    const { run, model } = after(scenarioOf('priority'));
    const report = reportOf(run);
    const [rates, late] = [chartOf(model, 'class-rates'), chartOf(model, 'class-latency')];
    for (const [name, { jobs, latencyS }] of Object.entries(report.classes)) {
      const [rate, p95] = [rates, late].map((chart) => chart.lines.find(({ label }) => label === name)!);
      expect(rate!.values.at(-1), name).toBeCloseTo(jobs.served / TO_S, 9);
      expect(p95!.n?.at(-1), name).toBe(latencyS.n);
      expect(Math.abs((p95!.values.at(-1) ?? NaN) / latencyS.p95! - 1), name).toBeLessThan(0.01);
    }
    expect(chartWords(late)).toMatch(/^p95 latency by class: urgent [\d.]+ m?s of \d+ jobs, bulk [\d.]+ m?s of \d+ jobs \(in 40 s\)\.$/);
  });

  it('tell classes apart by a colour and by a dash, the same in both', () => {
    const { model } = after(scenarioOf('signal-pipeline'));
    const [rates, late] = [chartOf(model, 'class-rates'), chartOf(model, 'class-latency')];
    expect(rates.lines.map(({ label }) => label)).toEqual(['news', 'social', 'market']);
    expect(new Set(rates.lines.map(({ colour }) => colour)).size).toBe(3);
    expect(new Set(rates.lines.map(({ dash }) => dash.join())).size).toBe(3);
    expect(late.lines.map(({ colour, dash }) => [colour, dash])).toEqual(rates.lines.map(({ colour, dash }) => [colour, dash]));
  });

  it('draw faint what rests on fewer than 200 jobs', () => {
    const { model } = after(scenarioOf('priority'));
    for (const { values, faint, n } of chartOf(model, 'class-latency').lines) {
      n!.forEach((jobs, row) => {
        expect(values[row] === null, `${jobs} jobs`).toBe(jobs < 200);
        if (jobs > 0 && jobs < 200) expect(faint![row]).toBeGreaterThan(0);
      });
    }
  });

  it('stand behind the latency of all, under “Over time” alone', () => {
    const scenario = scenarioOf('priority');
    const keys = after(scenario).model.charts.map(({ key }) => key);
    expect(keys.slice(keys.indexOf('latency'), keys.indexOf('latency') + 3)).toEqual(['latency', 'class-rates', 'class-latency']);
    expect(after(scenario, 'overview').model.charts.map(({ key }) => key).filter((key) => key.startsWith('class-'))).toEqual([]);
  });

  it('are a table with a column for each class and for the jobs that it rests on', () => {
    const { model } = after(scenarioOf('priority'));
    const table = chartTable(chartOf(model, 'class-latency'), model.tS);
    expect(table[0]).toEqual(['time, s', 'urgent, s', 'urgent, n', 'bulk, s', 'bulk, n']);
    expect(table.at(-1)!.every((cell) => typeof cell === 'number' && cell > 0)).toBe(true);
    expect(chartTable(chartOf(model, 'class-rates'), model.tS)[0]).toEqual(['time, s', 'urgent, jobs per s', 'bulk, jobs per s']);
  });

  it('keep the six largest of many classes', () => {
    const base = scenarioOf('priority');
    const names = Array.from({ length: 9 }, (_, n) => `c${n}`);
    const scenario: Scenario = { ...base, checks: [], classes: Object.fromEntries(names.map((name, n) => [name, { share: 1 + n, priority: 0 }])) };
    const { run, model } = after(scenario);
    const served = Object.entries(reportOf(run).classes).sort(([, a], [, b]) => b.jobs.served - a.jobs.served).slice(0, 6).map(([name]) => name);
    for (const key of ['class-rates', 'class-latency']) {
      expect(new Set(chartOf(model, key).lines.map(({ label }) => label))).toEqual(new Set(served));
      expect(chartOf(model, key).note).toContain('the 6 largest of 9');
    }
  });

  it('are not there where there is one class', () => {
    expect(after(scenarioOf('bounded-queue')).model.charts.map(({ key }) => key)).not.toContain('class-rates');
  });
});
