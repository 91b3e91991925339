/** The events of a second implementation: a plain list, in the order of (time, order in which they were scheduled). */
export class PlainEvents {
  nowNs = 0;
  private list: { readonly atNs: number; readonly what: () => void }[] = [];

  /** Has `what` done so long from now; what it returns takes that back. */
  after(ns: number, what: () => void): () => void {
    const event = { atNs: this.nowNs + ns, what };
    const later = this.list.findIndex(({ atNs }) => atNs > event.atNs);
    this.list.splice(later < 0 ? this.list.length : later, 0, event);
    return () => { this.list = this.list.filter((each) => each !== event); };
  }

  /** Until nothing is left to do. */
  run(): void {
    for (let next = this.list.shift(); next !== undefined; next = this.list.shift()) {
      this.nowNs = next.atNs;
      next.what();
    }
  }
}
