import type { ArrivalKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { ratePerS } from './rate-param';
import { phaseNumbers, twoPhases } from './two-phases';

const time = { unit: 's', min: 0.000001, max: 86_400, scale: 'log', slider: [0.01, 60] } as const;

/** Two rates that take turns, each for an exponential time (two-phases.ts). Neighbouring gaps are alike, which no renewal stream can show. */
export const mmpp: ArrivalKind = {
  kind: 'mmpp',
  label: 'Calm and busy',
  help: 'A Poisson stream that is calm for a while and busy for a while (a Markov-modulated Poisson process). Short gaps follow short gaps.',
  params: {
    calmRatePerS: numberParam({ ...ratePerS, label: 'Calm rate', initial: 40, help: 'How many jobs come per second while it is calm.' }),
    calmS: numberParam({ ...time, label: 'Calm for', initial: 10, help: 'How long it stays calm, on average.' }),
    busyRatePerS: numberParam({ ...ratePerS, label: 'Busy rate', initial: 160, help: 'How many jobs come per second while it is busy.' }),
    busyS: numberParam({ ...time, label: 'Busy for', initial: 5, help: 'How long it stays busy, on average.' }),
  },
  compile: (values) => {
    const { calmRatePerS, calmS, busyRatePerS, busyS } = values as Readonly<Record<string, number>>;
    return phaseNumbers([{ ratePerS: calmRatePerS, meanS: calmS }, { ratePerS: busyRatePerS, meanS: busyS }]);
  },
  ...twoPhases,
};
