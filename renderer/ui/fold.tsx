import { useEffect, useRef, useState, type ReactNode } from 'react';

interface FoldProps {
  readonly className: string;
  readonly summary: ReactNode;
  /** The summary's name, where its text is not enough. */
  readonly label?: string;
  /** Comes into view when it opens. */
  readonly shown?: boolean;
  /** Made only while it is open: what nobody sees does not have to follow every change. */
  readonly children: () => ReactNode;
}

/** Something behind a fold, closed at first. */
export function Fold({ className, summary, label, shown = false, children }: FoldProps) {
  const place = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isOpen && shown) place.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, shown]);
  return (
    <details ref={place} className={className} onToggle={({ currentTarget, target }) => { if (target === currentTarget) setOpen(currentTarget.open); }}>
      <summary aria-label={label}>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}
