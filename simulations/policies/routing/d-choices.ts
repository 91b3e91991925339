import { f64, i32 } from '../../engine/arena';
import { openForJob } from '../../engine/chance';
import type { RoutingKind } from '../../engine/kind';
import { TABLE_AT } from '../../engine/layout';
import { numberParam } from '../../engine/param';
import { drawUniform } from '../../engine/random';
import { STREAM_ROUTE, jobsOnWay, tryOver, wayAt, wayCount } from './ways';

export const CHOICES_MAX = 16;

/**
 * The power of d choices: d different ways are picked at random, and the job goes where the fewest jobs are, the one picked first among
 * equals. When that way has no room the others of the d are asked, and the job waits only when none of them has. What is picked
 * belongs to the job. d = 1 is random; as many as there are ways is least busy, with ties broken at random.
 *
 * Source: Mitzenmacher, "The power of two choices in randomized load balancing", IEEE TPDS 12 (2001).
 */
export const dChoices: RoutingKind = {
  kind: 'd-choices',
  label: 'Best of d',
  help: 'Each job looks at a few ways picked at random and goes where the fewest jobs are. Two looks are worth nearly as much as looking everywhere.',
  params: {
    choices: numberParam({
      label: 'Choices', unit: 'count', min: 1, max: CHOICES_MAX, initial: 2, integer: true, slider: [1, 5], primary: true,
      help: 'At how many ways each job looks. More than there are is all of them.',
    }),
  },
  compile: (values) => [values['choices'] as number],
  send(k, s, numbersAt, j) {
    const ways = wayCount(s);
    const picks = Math.min(f64[numbersAt], ways);
    const t = i32[(s << 1) + TABLE_AT];
    openForJob(s, STREAM_ROUTE, j);
    for (let p = 0; p < picks; p++) i32[t + p] = anotherWay(ways, t, p);
    for (let left = picks; left > 0; left--) {
      let best = 0;
      let fewest = Infinity;
      for (let p = 0; p < left; p++) {
        const jobs = jobsOnWay(k, wayAt(s, i32[t + p]));
        if (jobs >= fewest) continue;
        fewest = jobs;
        best = p;
      }
      const way = i32[t + best];
      if (tryOver(k, s, wayAt(s, way), j)) return true;
      i32.copyWithin(t + best, t + best + 1, t + left); // the others keep their order
    }
    return false;
  },
};

/** A way that is not among the first `picked` in the table: each of the others is equally likely. */
function anotherWay(ways: number, t: number, picked: number): number {
  for (;;) {
    const way = Math.floor(drawUniform() * ways);
    let p = 0;
    while (p < picked && i32[t + p] !== way) p++;
    if (p === picked) return way;
  }
}
