interface PlainEvent { readonly atNs: number; readonly order: number; readonly what: () => void }

/** The events of a second implementation: a plain list, in the order of (time, order in which they were scheduled). */
export class PlainEvents {
  nowNs = 0;
  private events: PlainEvent[] = [];
  private plan: PlainEvent[] = [];
  private scheduled = 0;

  /** Has `what` done so long from now; what it returns takes that back. What is put off keeps the order that it had. */
  after(ns: number, what: () => void, order = this.nextOrder()): () => void {
    const event = { atNs: this.nowNs + ns, order, what };
    insert(this.events, event);
    return () => { this.events = this.events.filter((each) => each !== event); };
  }

  nextOrder(): number {
    return this.scheduled++;
  }

  /** What a timeline does: after all events of that time. */
  planned(atNs: number, what: () => void): void {
    insert(this.plan, { atNs, order: this.nextOrder(), what });
  }

  /** Until nothing is left to do. */
  run(): void {
    for (;;) {
      const [event] = this.events;
      const [planned] = this.plan;
      const list = planned !== undefined && (event === undefined || planned.atNs < event.atNs) ? this.plan : this.events;
      const next = list.shift();
      if (next === undefined) return;
      this.nowNs = next.atNs;
      next.what();
    }
  }
}

function insert(list: PlainEvent[], event: PlainEvent): void {
  const later = list.findIndex(({ atNs, order }) => atNs > event.atNs || (atNs === event.atNs && order > event.order));
  list.splice(later < 0 ? list.length : later, 0, event);
}
