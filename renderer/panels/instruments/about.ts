/** What is taken away is of this. */
export interface About {
  /** Which scenario, and of a station its name: files are called so. */
  readonly name: string;
  /** Which scenario, seed and time, in words that stand in the picture. */
  readonly words: string;
}
