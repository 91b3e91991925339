import type { NextRun } from './next-run';
import type { Playback } from './playback';
import type { PresentRun } from './present-run';
import type { Rewind } from './rewind';
import type { RunPublisher } from './run-publisher';
import type { RunSnapshot } from './run-snapshot';
import type { RunStanding } from './run-standing';
import type { RunStart } from './run-start';

interface Told {
  readonly standing: RunStanding;
  readonly present: PresentRun;
  readonly next: NextRun;
  readonly starting: RunStart;
  readonly playback: Playback;
  readonly rewind: Rewind;
  readonly publisher: RunPublisher;
}

/** The run as the screen tells of it, from all who know a part of it. */
export function makeSnapshot({ standing, present, next, starting, playback, rewind, publisher }: Told): RunSnapshot {
  const nowS = playback.clock.modelNs / 1e9;
  return {
    status: standing.status,
    speed: playback.speed,
    measuredSpeed: publisher.measuredSpeed,
    seed: starting.seed ?? (present.begunWith === null ? next.edited?.seed ?? 0 : present.seed),
    nowS,
    // What the engine is ahead of the picture has not been seen yet.
    reachedS: playback.clock.deliveredNs < rewind.reachedNs ? rewind.reachedNs / 1e9 : nowS,
    doneLater: rewind.deedsLater.length,
    events: present.events,
    made: present.made,
    inside: present.inside,
    stopped: standing.status === 'ended' ? present.stopped : '',
    notice: standing.notice,
    problems: standing.problems,
    scenario: present.scenario,
    sampleEvery: playback.pace.sampleEvery,
    runStale: next.isStale,
  };
}
