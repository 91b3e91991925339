import { JobFollower } from '../job-follower';
import type { OtherRun } from './other-run';

/** Follows in another version whom one follows in the leading run, as soon as that job is heard of there. */
export function followToo(lead: JobFollower, other: OtherRun): { readonly follower: JobFollower; readonly stop: () => void } {
  const follower = new JobFollower(other);
  const look = (): void => {
    const whom = lead.getSnapshot();
    const own = follower.getSnapshot();
    const job = whom.what === 'job' ? other.ofLead(whom.way.id) : 0;
    if (own.what === 'job' && own.way.id === job) return;
    follower.nobody();
    if (job === 0 || !follower.follow(job)) follower.listenFor(job);
  };
  const letGo = [lead.subscribe(look), other.onFrame(look)];
  look();
  return {
    follower,
    stop: () => {
      for (const each of letGo) each();
    },
  };
}
