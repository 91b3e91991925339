import { f64, i32 } from '../../engine/arena';
import { openForJob } from '../../engine/chance';
import type { GateRuleKind } from '../../engine/kind';
import { J_ID, J_SORT, ORIGIN_KEY, originOfSort } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { drawUniform, openRandom } from '../../engine/random';

// Numbers: share of the jobs that are good, share of the good and of the others that pass.
const GOOD_THAT_PASS = 1;
const OTHERS_THAT_PASS = 2;
/** The stream of what belongs to a job at a gate. */
const STREAM_VERDICT = 0;
/** Makes what is true of a job another number than the rest that belongs to it. */
const TRUTH = 0x7472_7574;

const share = { unit: 'share', min: 0, max: 1 } as const;

/**
 * A test that is wrong at times. Whether a job is good belongs to the job, with all of its attempts and copies, and is the same at every
 * gate that expects the same share of good ones; what the test says of it is drawn at each gate. Precision, the share of good ones
 * among those that pass, is p t / (p t + (1 − p) f), with p the share of good ones, t and f the rates of true and of false
 * positives; recall is t.
 */
export const classifier: GateRuleKind = {
  kind: 'classifier',
  label: 'A test',
  help: 'Lets pass what a test holds to be good, which is wrong at times: it misses some good jobs and lets some others pass.',
  params: {
    positiveShare: numberParam({ ...share, label: 'Good jobs', initial: 0.3, help: 'Share of the jobs that are good in truth.' }),
    truePositiveRate: numberParam({ ...share, label: 'Good that pass', initial: 0.95, primary: true, help: 'Share of the good jobs that pass: the recall, or true positive rate.' }),
    falsePositiveRate: numberParam({ ...share, label: 'Others that pass', initial: 0.03, primary: true, help: 'Share of the other jobs that pass all the same: the false positive rate.' }),
  },
  compile: (values) => [values['positiveShare'] as number, values['truePositiveRate'] as number, values['falsePositiveRate'] as number],
  lets: (k, s, numbersAt, j) => {
    const passes = f64[numbersAt + (classifier.isGood!(k, s, numbersAt, j) ? GOOD_THAT_PASS : OTHERS_THAT_PASS)];
    openForJob(s, STREAM_VERDICT, j);
    return drawUniform() < passes;
  },
  isGood: (_k, _s, numbersAt, j) => {
    const origin = (originOfSort(i32[(j << 1) + J_SORT]) + ORIGIN_KEY) << 1;
    openRandom(i32[origin] ^ TRUTH, i32[origin + 1], f64[j + J_ID] | 0, 0);
    return drawUniform() < f64[numbersAt];
  },
};
