import { useMemo, useSyncExternalStore } from 'react';
import type { Scenario } from '../../../simulations/scenario/scenario';
import type { Followed, JobFollower, ShownRun } from '../../run';
import { FollowWords, placesOf } from './follow-words';
import { stepsOf, type Step } from './waterfall';

export interface FollowedView {
  readonly followed: Followed;
  /** Of the run, not of what is edited. */
  readonly scenario: Scenario | null;
  readonly words: FollowWords | null;
  /** What the job is called, or ''. */
  readonly name: string;
  readonly nowNs: number;
  readonly steps: readonly Step[];
  readonly places: Places;
}

/** Where the job is and was, by id. */
export interface Places {
  readonly here: readonly string[];
  readonly been: readonly string[];
  readonly links: readonly string[];
}
const NOWHERE: Places = { here: [], been: [], links: [] };

/** Whom one follows, as far as it is seen: the engine is a moment ahead of the picture. */
export function useFollowed(follower: JobFollower, run: ShownRun): FollowedView {
  const followed = useSyncExternalStore(follower.subscribe, follower.getSnapshot);
  const isJob = followed.what === 'job';
  const nowS = useSyncExternalStore(run.subscribe, () => (isJob ? run.getSnapshot().nowS : 0));
  const scenario = useSyncExternalStore(run.subscribe, () => run.getSnapshot().scenario);
  const words = useMemo(() => (scenario === null ? null : new FollowWords(scenario)), [scenario]);
  return useMemo(() => {
    const nowNs = nowS * 1e9;
    if (followed.what !== 'job' || scenario === null) return { followed, scenario, words, name: '', nowNs, steps: [], places: NOWHERE };
    const steps = stepsOf(followed.way, nowNs);
    return { followed, scenario, words, name: words?.job(followed.way.id) ?? '', nowNs, steps, places: placesOf(steps, followed.way, nowNs, scenario) };
  }, [followed, scenario, words, nowS]);
}
