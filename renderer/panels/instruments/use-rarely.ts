import { useEffect, useRef, useState } from 'react';

const EVERY_MS = 1000;

/** What `make` made at most a second ago: for what is read out, where each change would be an interruption. */
export function useRarely(make: () => string): string {
  const newest = useRef(make);
  const [shown, setShown] = useState(make);
  useEffect(() => { newest.current = make; }, [make]);
  useEffect(() => {
    const timer = setInterval(() => setShown(newest.current()), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return shown;
}
