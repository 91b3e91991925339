import { useEffect, useRef, useState } from 'react';

const EVERY_MS = 1000;

/** The value as it was at most a second ago: for what is read out, where each change would be an interruption. */
export function useRarely<T>(value: T): T {
  const newest = useRef(value);
  const [shown, setShown] = useState(value);
  useEffect(() => { newest.current = value; }, [value]);
  useEffect(() => {
    const timer = setInterval(() => setShown(newest.current), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return shown;
}
