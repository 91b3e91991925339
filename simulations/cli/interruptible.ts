import type { GoOn } from '../experiments/job-log';
import type { Run } from '../scenario/run-api';
import type { Io } from './io';
import { ProgressBar } from './progress-bar';

/** Follows runs one after the other: a bar for each that takes long, and no going on once somebody has pressed Ctrl-C. */
export async function interruptible<T>(io: Io, work: (goOn: GoOn) => Promise<T>): Promise<T> {
  let isInterrupted = false;
  let followed: { readonly run: Run; readonly bar: ProgressBar } | undefined;
  const release = io.onInterrupt(() => { isInterrupted = true; });
  try {
    return await work(async (run) => {
      if (followed?.run !== run) followed = { run, bar: new ProgressBar(io, run.scenario.warmupS + run.scenario.durationS) };
      followed.bar.show(run.nowS, run.events);
      await io.pause();
      return !isInterrupted;
    });
  } finally {
    followed?.bar.clear();
    release();
  }
}
