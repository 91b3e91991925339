/** How large a scenario may be. Generous for people; a bound on what a hostile or broken file can cost. */
export const TEXT_CHARS_MAX = 50_000_000;
/** A scenario needs six levels; a thousand would exhaust the stack of a recursive reader. */
export const NESTING_MAX = 32;
export const STATIONS_MAX = 1_000;
export const LINKS_MAX = 4_000;
export const TIMELINE_ITEMS_MAX = 1_000;
/** Each change of a trace's parameters reads its rows again: so many characters in all, a few seconds' worth. */
export const TIMELINE_TRACE_CHARS_MAX = 100_000_000;
export const CHECKS_MAX = 200;
export const CHANGELOG_ENTRIES_MAX = 1_000;
export const CLASSES_MAX = 32;

export const ID_CHARS_MAX = 64;
export const TITLE_CHARS_MAX = 200;
export const LABEL_CHARS_MAX = 80;
export const NAME_CHARS_MAX = 200;
export const ABOUT_CHARS_MAX = 20_000;
export const WHY_CHARS_MAX = 10_000;

/** Pixels at zoom 1, either way from the middle. */
export const COORDINATE_MAX = 1_000_000;
export const SEED_MAX = Number.MAX_SAFE_INTEGER;
/** Warm-up and duration together stay below 2^53 ns, within which times are exact. */
export const DURATION_S_MAX = 1_000_000;
export const DURATION_S_MIN = 0.001;
export const DEADLINE_S_MIN = 0.000_001;
export const SHARE_MAX = 1_000_000;
export const PRIORITY_MAX = 1_000;

/** More would bury the first, which is usually the cause of the others. */
export const PROBLEMS_MAX = 200;
