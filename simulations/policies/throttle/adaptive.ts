import { NOW_NS, f64 } from '../../engine/arena';
import type { ThrottleKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';

/**
 * The caller refuses its own attempts with probability max(0, (requests − K · accepts) / (requests + 1)), where both
 * are counted over the latest window. Here the counts fade exponentially with the window as time constant, instead of
 * a window with a sharp edge.
 * Source: Beyer et al., Site Reliability Engineering (2016), ch. 21, "Handling overload", client-side throttling.
 */
const REQUESTS = 0;
const ACCEPTS = 1;
const FADED_AT = 2;

export const adaptiveThrottle: ThrottleKind = {
  kind: 'adaptive',
  label: 'Adaptive',
  help: 'The more of its attempts fail, the more of them the caller refuses itself.',
  params: {
    factor: numberParam({ label: 'K', unit: 'ratio', min: 1, max: 10, initial: 2, primary: true, help: 'How many attempts it makes for each one that is answered before it holds back. 2 is usual.' }),
    windowS: numberParam({ label: 'Memory', unit: 's', min: 0.01, max: 3600, initial: 10, slider: [1, 120], help: 'How far back it looks.' }),
  },
  compile: (values) => [values['factor'] as number, (values['windowS'] as number) * 1e9],
  mayTry: (_k, numbersAt, stateAt) => {
    const fade = Math.exp((f64[stateAt + FADED_AT] - f64[NOW_NS]) / f64[numbersAt + 1]);
    f64[stateAt + FADED_AT] = f64[NOW_NS];
    f64[stateAt + REQUESTS] *= fade;
    f64[stateAt + ACCEPTS] *= fade;
    const requests = f64[stateAt + REQUESTS];
    f64[stateAt + REQUESTS] = requests + 1;
    return drawUniform() >= (requests - f64[numbersAt] * f64[stateAt + ACCEPTS]) / (requests + 1);
  },
  outcome: (_k, _numbersAt, stateAt, answered) => {
    if (answered) f64[stateAt + ACCEPTS]++;
  },
};
