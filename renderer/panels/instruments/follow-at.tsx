import type { ReactNode } from 'react';
import { formatDuration } from '../../ui/format';

/** One that took as long as a percentile says, to within the width of the histogram's buckets and a little more. */
const NEAR = 0.03;

interface FollowAtProps {
  readonly label: string;
  readonly atS: number;
  readonly onFollow: (fromS: number, toS: number) => void;
  readonly children: ReactNode;
}

/** The name of a percentile, which leads to a job that took so long. */
export function FollowAt({ label, atS, onFollow, children }: FollowAtProps) {
  return (
    <button
      type="button" className="follow-at" aria-label={`${label}: follow a job that took so long`} title={`Follow a job that took about ${formatDuration(atS)}`}
      onClick={() => onFollow(atS * (1 - NEAR), atS * (1 + NEAR))}
    >
      {children}
    </button>
  );
}
