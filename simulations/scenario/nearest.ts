import { distance } from 'fastest-levenshtein';

const WORD_CHARS_MAX = 64;
const LISTED_MAX = 8;
const BEGINNING_CHARS_MIN = 3;

/** The known word that a slip of the finger most likely meant, or undefined when none is near. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > WORD_CHARS_MAX) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  // Half of the word may be wrong: beyond that a suggestion is a guess.
  let bestEdits = Math.max(1, Math.floor(word.length / 2)) + 1;
  for (const candidate of known) {
    // "capacity" for "capacityJobs": the unit was forgotten.
    const isBeginning = word.length >= BEGINNING_CHARS_MIN && candidate.toLowerCase().startsWith(lower);
    if (isBeginning && bestEdits > 1) {
      best = candidate;
      bestEdits = 1;
    }
    if (Math.abs(candidate.length - word.length) >= bestEdits) continue;
    const edits = distance(lower, candidate.toLowerCase());
    if (edits < bestEdits) {
      best = candidate;
      bestEdits = edits;
    }
  }
  return best;
}

/** The end of a sentence that lists the known words already. */
export function nearestOf(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

/** The end of a sentence about an unknown word: the nearest known one, else the known ones. */
export function didYouMean(word: string, known: readonly string[]): string {
  const near = nearestOf(word, known);
  if (near !== '') return near;
  if (known.length === 0) return '; there is none';
  const listed = known.slice(0, LISTED_MAX).join(', ');
  return known.length > LISTED_MAX ? `; known: ${listed}, …` : `; known: ${listed}`;
}
