import type { Io } from './io';

/** Hands work a question to ask now and then: may it go on? No, once somebody has pressed Ctrl-C. */
export async function interruptible<T>(io: Io, work: (goOn: () => Promise<boolean>) => Promise<T>): Promise<T> {
  let isInterrupted = false;
  const release = io.onInterrupt(() => { isInterrupted = true; });
  try {
    return await work(async () => {
      await io.pause();
      return !isInterrupted;
    });
  } finally {
    release();
  }
}
