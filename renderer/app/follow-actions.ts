import type { FollowActions } from '../document';
import type { AppParts } from './make-actions';
import { strings } from './strings';

/** Following one job: what cannot be followed is said. */
export function makeFollowActions({ run, follower, view }: Pick<AppParts, 'run' | 'follower' | 'view'>): FollowActions {
  const refuse = (text: string): void => { view.say(text, { refused: true }); };
  return {
    followJob: (job, standing) => {
      if (!follower.follow(job, standing)) refuse(strings.follow.notDrawn(follower.every));
    },
    followNext: () => {
      follower.next();
      view.announce(run.getSnapshot().status === 'playing' ? strings.follow.next : strings.follow.notPlaying);
    },
    followSlowest: () => {
      if (!follower.slowest()) refuse(strings.follow.none);
    },
    followLatency: (fromS, toS) => {
      if (!follower.ofLatency(fromS, toS)) refuse(strings.follow.none);
    },
    followNobody: () => {
      if (follower.getSnapshot().what === 'nobody') return;
      follower.nobody();
      view.announce(strings.follow.nobody);
    },
  };
}
