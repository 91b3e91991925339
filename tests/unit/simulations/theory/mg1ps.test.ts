// Method: against M/M/1, whose number inside it shares, and by hand.
import { expect, it } from 'vitest';
import { mm1MeanJobs, mm1MeanTimeInSystemS } from '../../../../simulations/theory/mm1';
import { mg1psMeanJobs, mg1psMeanTimeInSystemS, mg1psShareOfTimeWith, mg1psSlowdown, mg1psTimeInSystemS } from '../../../../simulations/theory/mg1ps';

it('processor sharing has the means of M/M/1, whatever the service time, and slows all alike', () => {
  const model = { arrivalPerS: 8, serviceMeanS: 0.1 };
  const markov = { arrivalPerS: 8, servicePerS: 10 };
  expect(mg1psMeanTimeInSystemS(model)).toBeCloseTo(mm1MeanTimeInSystemS(markov), 13);
  expect(mg1psMeanJobs(model)).toBeCloseTo(mm1MeanJobs(markov), 13);
  expect(mg1psMeanJobs(model)).toBeCloseTo(model.arrivalPerS * mg1psMeanTimeInSystemS(model), 13);
  expect(mg1psShareOfTimeWith(model, 2)).toBeCloseTo(0.2 * 0.64, 14);
  expect(mg1psTimeInSystemS(model, 3)).toBeCloseTo(15, 12);
  expect(mg1psSlowdown({ arrivalPerS: 11, serviceMeanS: 0.1 })).toBe(Infinity);
});
