import { useState, useSyncExternalStore } from 'react';
import { turns } from './turns';

interface Source<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => T;
}

/** What is new is shown when it is its turn; at once where `isLive` says that everything stands. */
class Follower<T> {
  private seen: T | null = null;
  private tell: () => void = () => undefined;
  private readonly turn = turns.take(() => this.see());

  constructor(private readonly source: Source<T>, private readonly isLive: (snapshot: T) => boolean) {}

  // For useSyncExternalStore, therefore bound.
  readonly subscribe = (listener: () => void): (() => void) => {
    this.tell = listener;
    this.seen = this.source.getSnapshot();
    const stop = this.source.subscribe(() => {
      if (this.isLive(this.source.getSnapshot())) {
        this.turn.ask();
        return;
      }
      this.turn.drop();
      this.see();
    });
    return () => {
      stop();
      this.turn.drop();
    };
  };
  readonly getSnapshot = (): T => this.seen ??= this.source.getSnapshot();

  private see(): void {
    this.seen = this.source.getSnapshot();
    this.tell();
  }
}

/** The newest snapshot of a source that does not change for its user. */
export function useInTurn<T>(source: Source<T>, isLive: (snapshot: T) => boolean): T {
  const [follower] = useState(() => new Follower(source, isLive));
  return useSyncExternalStore(follower.subscribe, follower.getSnapshot);
}
