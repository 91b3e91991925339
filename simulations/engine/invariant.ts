/** Our own mistake, never the user's: says which number had which value, so that it can be replayed. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
