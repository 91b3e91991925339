import { useEffect, useState } from 'react';
import { useNewest } from './use-newest';

const EVERY_MS = 2000;

/** What `make` made at most two seconds ago: for what is read out, where each change would be an interruption. */
export function useRarely(make: () => string): string {
  const newest = useNewest(make);
  const [shown, setShown] = useState(make);
  useEffect(() => {
    const timer = setInterval(() => setShown(newest()), EVERY_MS);
    return () => clearInterval(timer);
  }, [newest]);
  return shown;
}
