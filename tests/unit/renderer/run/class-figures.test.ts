import { describe, expect, it } from 'vitest';
import { libraryScenarios } from '../../../../simulations/library';
import { reportOf } from '../../../../simulations/experiments/report';
import { measured } from './measured';

// Method: the windows of real runs with several classes are added up as the screen does it, over one span that covers the whole run, and compared with
// what the report of the same run says of each class, which adds up nothing.
const several = libraryScenarios.filter(({ scenario }) => Object.keys(scenario.classes).length > 1);

describe('figures of each class', () => {
  it.each(several.map(({ id, scenario }) => [id, { ...scenario, warmupS: 0 }] as const))('are those of the report: %s', (_, scenario) => {
    const toS = 30;
    const { run, measurements, goTo } = measured(scenario, { windowS: 0.5, rateSpanS: toS, rollingS: toS });
    goTo(toS);
    const report = reportOf(run);
    const { classes, latencyN, length } = measurements.series();
    expect(classes).toHaveLength(Object.keys(scenario.classes).length);
    Object.entries(report.classes).forEach(([name, { jobs, latencyS }], c) => {
      const own = classes[c]!;
      expect(own.throughputPerS[length - 1], name).toBeCloseTo(jobs.served / toS, 9);
      expect(own.latencyN[length - 1], name).toBe(latencyS.n);
      if (latencyS.n > 0) expect(Math.abs((own.latencyP95S[length - 1] ?? NaN) / latencyS.p95! - 1), name).toBeLessThan(0.01);
    });
    for (let row = 0; row < length; row++) expect(classes.reduce((sum, own) => sum + (own.latencyN[row] ?? NaN), 0)).toBe(latencyN[row]);
  });

  it('forget what is older than the span', () => {
    const scenario = { ...several.find(({ id }) => id === 'priority')!.scenario, warmupS: 0 };
    const { measurements, goTo } = measured(scenario, { windowS: 0.5, rateSpanS: 5, rollingS: 5 });
    goTo(60);
    const { classes, throughputPerS, length } = measurements.series();
    const perS = classes.map((own) => own.throughputPerS[length - 1] ?? NaN);
    expect(perS[0]! + perS[1]!).toBeCloseTo(throughputPerS[length - 1] ?? NaN, 9);
    // The rate and n are of the same five seconds.
    classes.forEach((own, c) => { expect(own.latencyN[length - 1]).toBeCloseTo(5 * perS[c]!, 9); });
  });

  it('are none where there is one class', () => {
    const { measurements, goTo } = measured(libraryScenarios[0]!.scenario);
    goTo(5);
    expect(measurements.series().classes).toEqual([]);
  });
});
