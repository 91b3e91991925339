import { useEffect, useRef, useState } from 'react';

/** A function that stays the same and answers what the newest `make` makes: for what is asked for by hand and changes with every picture. */
export function useNewest<T>(make: () => T): () => T {
  const newest = useRef(make);
  useEffect(() => { newest.current = make; }, [make]);
  const [ask] = useState(() => (): T => newest.current());
  return ask;
}
