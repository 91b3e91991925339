/** Work that a quick hand asks for more often than it can be seen: done at once, then at most once for each picture, and always the newest. */
export class OnceAPicture {
  private waiting: (() => void) | null = null;
  private isDone = false;

  constructor(private readonly beforeNext: (callback: () => void) => void = (callback) => void requestAnimationFrame(callback)) {}

  do(work: () => void): void {
    this.waiting = work;
    if (!this.isDone) this.finish();
  }

  /** The hand is done: what still waits is not kept back. */
  finish(): void {
    const work = this.waiting;
    if (work === null) return;
    this.waiting = null;
    work();
    if (this.isDone) return;
    this.isDone = true;
    this.beforeNext(() => {
      this.isDone = false;
      this.finish();
    });
  }
}
