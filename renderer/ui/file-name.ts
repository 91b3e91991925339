const CHARS_MAX = 80;

/** Without what some system forbids in the names of files; letters of every script stay. */
const plain = (words: string): string => words.replace(/[^\p{L}\p{M}\p{N}’ ._-]+/gu, ' ').replace(/\s+/g, ' ').trim();

/** The name of a file that holds `what` of something with a name, which gives way where both are too long together. */
export function fileName(name: string, what: string, ending: string): string {
  const end = plain(what);
  const begin = Array.from(plain(name)).slice(0, CHARS_MAX - end.length).join('').trim();
  return `${`${begin} ${end}`.trim()}.${ending}`;
}
