/** Those who are told of one thing, in the order in which they came, until they take their wish back. */
export class Listeners<Told extends readonly unknown[] = []> {
  private readonly all = new Set<(...told: Told) => void>();

  /** Answers how to take it back. Bound, because it is handed on as a `subscribe`. */
  readonly add = (listener: (...told: Told) => void): (() => void) => {
    this.all.add(listener);
    return () => this.all.delete(listener);
  };

  tell(...told: Told): void {
    for (const listener of this.all) listener(...told);
  }
}
