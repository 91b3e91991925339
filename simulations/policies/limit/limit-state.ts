/**
 * A limit's state. The first float counts the jobs that passed and have not ended; the limiter keeps it, whatever the kind, so that it is
 * right for another kind that is set while they are under way. The rest is the kind's own.
 */
export const UNDER_WAY = 0;
export const OWN = 1;
export const LIMIT_STATES = 16;
