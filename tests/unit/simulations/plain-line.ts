import type { PlainEvents } from './plain-events';

/** One who stands at a door: hands over its first, and says whether it has more that want in there. */
export interface PlainSender { hand(): boolean }

/** What is told of a job: it is with a worker; it was turned away; its service is over. */
export interface PlainFate<T> { begins(job: T): void; isTurnedAway(job: T): void; isDone(job: T): void }

/** A line with workers of a second implementation: first come, first served, and a door at which senders take turns. */
export class PlainLine<T> {
  private readonly waiting: T[] = [];
  private busy = 0;
  private door: PlainSender[] = [];

  constructor(
    private readonly events: PlainEvents, private readonly timeNs: (job: T) => number, private readonly fate: PlainFate<T>,
    public workers: number, public places: number, public sheds: boolean,
  ) {}

  /** A job comes. False: there is no room, and it stays with its sender. */
  takes(job: T): boolean {
    if (this.waiting.length === 0 && this.busy < this.workers) this.begin(job);
    else if (this.waiting.length < this.places) this.waiting.push(job);
    else if (this.sheds) this.fate.isTurnedAway(job);
    else return false;
    return true;
  }

  /** The same, but nobody goes before those who stand at the door. */
  takesNewcomer(job: T): boolean {
    return this.door.length === 0 && this.takes(job);
  }

  waitsAtDoor(sender: PlainSender): void {
    if (!this.door.includes(sender)) this.door.push(sender);
  }

  leavesDoor(sender: PlainSender): void {
    this.door = this.door.filter((each) => each !== sender);
  }

  /** As many go on as there is room for. */
  moveUp(): void {
    for (;;) {
      const next = this.busy < this.workers ? this.waiting.shift() : undefined;
      if (next !== undefined) this.begin(next);
      else if (this.door.length === 0 || !(this.busy < this.workers || this.waiting.length < this.places || this.sheds)) return;
      else {
        const sender = this.door.shift()!;
        if (sender.hand()) this.waitsAtDoor(sender);
      }
    }
  }

  private begin(job: T): void {
    this.busy++;
    this.fate.begins(job);
    this.events.after(this.timeNs(job), () => {
      this.busy--;
      this.fate.isDone(job);
      this.moveUp();
    });
  }
}
