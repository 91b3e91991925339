import type { ArrivalKind } from '../../engine/kind';
import { numberParam, type ParamValues } from '../../engine/param';
import { ratePerS } from './rate-param';
import { phaseNumbers, twoPhases } from './two-phases';

const time = { unit: 's', min: 0.000001, max: 86_400, scale: 'log', slider: [0.01, 60] } as const;

/**
 * Bursts: a source that talks and is silent, each for an exponential time; while it talks, jobs come as a Poisson stream of rate
 * λ (on + off) / on, so that λ is the rate in the long run (an interrupted Poisson process). Its gaps are independent and
 * hyperexponential: the same mean as Poisson, and more uneven.
 * Source: Kuczura, "The interrupted Poisson process as an overflow process", Bell Syst. Tech. J. 52 (1973).
 */
export const onOff: ArrivalKind = {
  kind: 'on-off',
  label: 'On and off',
  help: 'Bursts with silence between them. The rate is the mean over both, so it can take the place of Poisson with the same load.',
  params: {
    ratePerS: numberParam({ ...ratePerS, help: 'λ: how many jobs come per second on average, silence included. During a burst they come faster: λ (on + off) / on.' }),
    onS: numberParam({ ...time, label: 'Burst', initial: 0.5, primary: true, help: 'How long a burst lasts on average.' }),
    offS: numberParam({ ...time, label: 'Silence', initial: 1.5, primary: true, help: 'How long the silence between two bursts lasts on average.' }),
  },
  compile: (values) => phaseNumbers(phasesOf(values)),
  ...twoPhases,
};

function phasesOf(values: ParamValues): readonly { readonly ratePerS: number; readonly meanS: number }[] {
  const { ratePerS: meanRatePerS, onS, offS } = values as Readonly<Record<string, number>>;
  return [{ ratePerS: (meanRatePerS * (onS + offS)) / onS, meanS: onS }, { ratePerS: 0, meanS: offS }];
}
