// The fact: at the same load the wait grows with the squares of the coefficients of variation [Pollaczek–Khinchine; Kingman as the rule of thumb].
// Method: 20 seeded runs for each unevenness of the service; the ratio of the wait to that of clockwork service is (1 + cv²).
import { describe, expect, it } from 'vitest';
import { kingmanMeanWaitS } from '../../../simulations/theory/kingman';
import { mg1MeanWaitS } from '../../../simulations/theory/mg1';
import { expectMeanToMatch } from '../expect-mean';
import { RUNS_MS_MAX, durations } from '../replications';
import { end, line, poisson, runsOf, scenarioOf } from './runs';

const model = { arrivalPerS: 7, serviceMeanS: 0.1 };

describe('the same load, ever more uneven', () => {
  it('by the formula: 1 + cv² times the wait of clockwork', () => {
    for (const serviceCv of [0.5, 1, 2]) {
      expect(mg1MeanWaitS({ ...model, serviceCv }) / mg1MeanWaitS({ ...model, serviceCv: 0 })).toBeCloseTo(1 + serviceCv ** 2, 12);
      expect(kingmanMeanWaitS({ ...model, arrivalCv: 1, serviceCv })).toBeCloseTo(mg1MeanWaitS({ ...model, serviceCv }), 12);
    }
  });

  it.each([[0, 0.03], [0.5, 0.04], [2, 0.12]])('in the simulator: cv %d', (cv, halfWidthMax) => {
    const service = cv === 0 ? { kind: 'constant', meanS: model.serviceMeanS } : { kind: 'lognormal', meanS: model.serviceMeanS, cv };
    const reports = runsOf(scenarioOf(
      { stations: { source: poisson(model.arrivalPerS), queue: line(), desk: { kind: 'workers', workers: 1, service }, end }, ways: ['source > queue > desk > end'] },
      { warmupS: 500, durationS: 6_000 },
    ));
    expectMeanToMatch('wait', reports.map((report) => durations(report, 'queue', 'waitS').mean), mg1MeanWaitS({ ...model, serviceCv: cv }), { halfWidthMax });
  }, RUNS_MS_MAX);
});
