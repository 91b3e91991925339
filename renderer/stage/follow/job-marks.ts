import { rootOfJobId } from '../../../simulations/engine/frame';
import type { JobFollower } from '../../run';
import type { FoundDot } from '../picture/dot-finder';
import type { MovingPicture } from '../picture/moving-picture';

/** The job that is followed is kept this far inside the picture. */
const EDGE_PX = 36;
/** The camera is asked to come along at most this often. */
const CALL_EVERY_MS = 350;

interface Surroundings {
  readonly name: () => string;
  readonly onOutOfSight: (x: number, y: number) => void;
}

/** Marks over the picture: on the job that is followed and on its attempts and copies, wherever they fly or stand. */
export class JobMarks {
  private readonly marks: HTMLElement[] = [];
  private calledMs = -Infinity;

  constructor(
    private readonly host: HTMLElement, private readonly picture: Pick<MovingPicture, 'dotsOf' | 'toDiagram'>, private readonly follower: JobFollower,
    private readonly surroundings: Surroundings,
  ) {}

  /** After each picture. */
  draw(): void {
    const followed = this.follower.getSnapshot();
    const dots = followed.what === 'job' ? this.picture.dotsOf(followed.way.id) : [];
    for (const [index, dot] of dots.entries()) this.put(index, dot);
    for (const mark of this.marks.splice(dots.length)) mark.remove();
    if (dots[0] !== undefined) this.keepInSight(dots[0]);
  }

  clear(): void {
    for (const mark of this.marks.splice(0)) mark.remove();
  }

  private put(index: number, dot: FoundDot): void {
    let mark = this.marks[index];
    if (mark === undefined) {
      mark = document.createElement('div');
      mark.className = 'stage-mark';
      this.host.append(mark);
      this.marks.push(mark);
    }
    const part = String(dot.job !== rootOfJobId(dot.job));
    if (mark.dataset['part'] !== part) mark.dataset['part'] = part;
    mark.style.transform = `translate(${dot.x.toFixed(1)}px, ${dot.y.toFixed(1)}px)`;
    const name = index === 0 ? this.surroundings.name() : '';
    if (mark.textContent !== name) mark.replaceChildren(...(name === '' ? [] : [Object.assign(document.createElement('span'), { textContent: name })]));
  }

  private keepInSight({ x, y }: FoundDot): void {
    const { clientWidth, clientHeight } = this.host;
    if (x >= EDGE_PX && y >= EDGE_PX && x <= clientWidth - EDGE_PX && y <= clientHeight - EDGE_PX) return;
    const nowMs = performance.now();
    if (nowMs - this.calledMs < CALL_EVERY_MS) return;
    this.calledMs = nowMs;
    this.surroundings.onOutOfSight(...this.picture.toDiagram(x, y));
  }
}
