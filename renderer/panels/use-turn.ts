import { useEffect, useState } from 'react';
import { turns } from '../ui/turns';

/** A commit has costs of its own, so a few come with each; not so many that a picture is late. */
const TOGETHER = 20;

const waiting = new Set<() => void>();
const turn = turns.take(() => {
  for (const come of [...waiting].slice(0, TOGETHER)) {
    waiting.delete(come);
    come();
  }
  if (waiting.size > 0) turn.ask();
});

/** Of much that is made at once, what `waits` comes with later pictures, in its order. True as soon as it has had its turn. */
export function useTurn(waits: boolean): boolean {
  const [had, setHad] = useState(!waits);
  useEffect(() => {
    if (had) return undefined;
    const come = (): void => setHad(true);
    waiting.add(come);
    turn.ask();
    return () => void waiting.delete(come);
  }, [had]);
  return had;
}
