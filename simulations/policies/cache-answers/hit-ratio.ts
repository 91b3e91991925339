import { f64 } from '../../engine/arena';
import { openForJob } from '../../engine/chance';
import type { CacheAnswersKind } from '../../engine/kind';
import { numberParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';

/** The stream of what belongs to a job at a cache. */
const STREAM_HIT = 0;

/** So many of the jobs are answered, whatever they are about. Whether one is belongs to the job: raising the ratio turns misses into hits and no hit into a miss. */
export const hitRatio: CacheAnswersKind = {
  kind: 'hit-ratio',
  label: 'A share of all',
  help: 'A share of the jobs is answered, drawn for each by itself.',
  params: {
    hitRatio: numberParam({ label: 'Hit ratio', unit: 'share', min: 0, max: 1, initial: 0.8, primary: true, help: 'Share of the jobs that the cache answers itself.' }),
  },
  compile: (values) => [values['hitRatio'] as number],
  hits: (k, s, numbersAt, j) => {
    openForJob(s, STREAM_HIT, j);
    return drawUniform() < f64[numbersAt];
  },
};
