import { describe, expect, it } from 'vitest';
import { instrumentModel, OPENING_VIEW, type InstrumentModel, type TabId } from '../../../../renderer/panels/instruments/instrument-model';
import { libraryScenarios } from '../../../../simulations/library';
import { reportOf } from '../../../../simulations/experiments/report';
import { measured, type Measured } from '../run/measured';

// Method: built-in scenarios run for a while; the charts that follow from what kinds and links declare are compared with the report of
// the same run, over one span that covers it whole.
const scenarioOf = (id: string) => {
  const found = libraryScenarios.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no scenario ${id}`);
  return { ...found.scenario, warmupS: 0 };
};

function at(scenario: ReturnType<typeof scenarioOf>, toS: number, tab: TabId, station: string | null = null): { model: InstrumentModel } & Measured {
  const run = measured(scenario, { windowS: toS / 100, rateSpanS: toS, rollingS: toS });
  run.goTo(toS);
  const model = instrumentModel({ measurements: run.measurements, scenario, speed: toS, measuredSpeed: toS, view: { ...OPENING_VIEW, tab, station } });
  return { model, ...run };
}

const chartOf = (model: InstrumentModel, key: string) => model.charts.find((chart) => chart.key === key);

describe('charts of calls', () => {
  it('tell the retries of each link, as the report counts them', () => {
    const scenario = scenarioOf('no-jitter');
    const { model, run } = at(scenario, 40, 'time');
    const report = reportOf(run);
    const retries = chartOf(model, 'retries');
    const tried = Object.entries(report.links).filter(([, { call }]) => (call?.retries ?? 0) > 0);
    expect(tried.length).toBeGreaterThan(0);
    expect(retries?.lines.map(({ key }) => key).sort()).toEqual(tried.map(([name]) => `${name} retried`).sort());
    for (const [name, { call }] of tried) {
      expect(retries?.lines.find(({ key }) => key === `${name} retried`)?.values.at(-1)).toBeCloseTo((call?.retries ?? NaN) / 40, 9);
    }
  });

  it('tell for what share of the time a breaker was open', () => {
    const scenario = scenarioOf('breaker');
    const { model, run } = at(scenario, 60, 'time');
    const open = Object.values(reportOf(run).links).map(({ call }) => call?.breakerOpenShare ?? 0).filter((share) => share > 0);
    expect(open.length).toBeGreaterThan(0);
    expect(chartOf(model, 'breakers')?.lines.map(({ values }) => values.at(-1))).toEqual(open.map((share) => expect.closeTo(share, 9) as number));
  });

  it('are not there where nobody calls', () => {
    const { model } = at(scenarioOf('bounded-queue'), 5, 'time');
    expect(model.charts.map(({ key }) => key)).not.toContain('retries');
  });
});

describe('charts of gauges', () => {
  it('have the lag of each group of consumers, named by the group', () => {
    const scenario = scenarioOf('flowforge');
    const { model, run } = at(scenario, 30, 'time');
    const lag = chartOf(model, 'gauge-lag-jobs-state');
    const groups = scenario.links.filter(({ from }) => scenario.stations[from]?.kind === 'topic');
    expect(lag?.lines).toHaveLength(groups.length);
    const most = Math.max(...Object.values(reportOf(run).stations).map((station) => (station as { readonly lag?: number }).lag ?? 0));
    expect(Math.max(...(lag?.lines ?? []).map(({ values }) => values.at(-1) ?? 0))).toBe(most);
  });

  it('show a limiter its tokens, among its own charts too, and not the limit that it has not', () => {
    const scenario = scenarioOf('rate-limit');
    const limiter = Object.entries(scenario.stations).find(([, { kind }]) => kind === 'limiter')?.[0] ?? '';
    const { model } = at(scenario, 10, 'station', limiter);
    expect(chartOf(model, 'gauge-tokens-count-state')?.lines).toHaveLength(1);
    expect(chartOf(model, 'gauge-limit-jobs-state')).toBeUndefined();
  });
});

it('tells where jobs failed or timed out', () => {
  const queue = scenarioOf('bounded-queue');
  const scenario = { ...queue, timeline: [{ atS: 5, fault: { kind: 'fail', station: 'pickers', share: 0.5, forS: 20 } }] };
  const { model, run } = at(scenario, 60, 'time');
  const failed = Object.entries(reportOf(run).stations).filter(([, station]) => station.failed > 0);
  const lines = chartOf(model, 'failures')?.lines ?? [];
  for (const [id, { failed: n }] of failed) expect(lines.find(({ key }) => key === `${id} failed`)?.values.at(-1), id).toBeCloseTo(n / 60, 9);
  expect(failed.map(([id]) => id)).toEqual(['pickers']);
  expect(model.marks.map(({ atS, text }) => [atS, text])).toEqual([[5, expect.stringContaining('Pickers: fail') as string], [25, expect.stringContaining('over') as string]]);
});
