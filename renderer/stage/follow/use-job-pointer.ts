import { useRef, type PointerEvent, type MouseEvent as ReactMouseEvent, type RefObject } from 'react';
import type { AppActions } from '../../document';
import type { FoundDot } from '../picture/dot-finder';

interface Options {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly dotAt: (x: number, y: number) => FoundDot | null;
  readonly actions: Pick<AppActions, 'followJob'>;
  /** What a job is called. */
  readonly nameOf: (job: number) => string;
}

/** A click that moved further than this was a drag. */
const CLICK_PX = 4;
const HOVER_MS = 900;
/** What lies over the picture has its own clicks. */
const OVER_THE_PICTURE = 'button, input, .react-flow__panel, .react-flow__node-toolbar, .react-flow__handle, .react-flow__edgeupdater';

/** A job under the pointer can be clicked; that it is one is shown. */
export function useJobPointer({ host, dotAt, actions, nameOf }: Options) {
  const down = useRef<readonly [number, number]>([0, 0]);
  const request = useRef(0);
  const fading = useRef<ReturnType<typeof setTimeout>>(undefined);

  const under = (event: { readonly clientX: number; readonly clientY: number; readonly target: EventTarget }): FoundDot | null => {
    if (host.current === null || !(event.target instanceof Element) || event.target.closest(OVER_THE_PICTURE) !== null) return null;
    const box = host.current.getBoundingClientRect();
    return dotAt(event.clientX - box.left, event.clientY - box.top);
  };

  const mark = useRef<HTMLElement | null>(null);
  /** Whom a click would follow, as long as the pointer rests. */
  const show = (dot: FoundDot | null): void => {
    const stage = host.current?.closest<HTMLElement>('.stage');
    if (stage === null || stage === undefined) return;
    const isOver = String(dot !== null);
    if (stage.dataset['overJob'] !== isOver) stage.dataset['overJob'] = isOver;
    mark.current?.remove();
    mark.current = null;
    if (dot === null) return;
    const name = Object.assign(document.createElement('span'), { textContent: `${nameOf(dot.job)}: click to follow` });
    mark.current = Object.assign(document.createElement('div'), { className: 'stage-mark stage-mark-hover' });
    mark.current.style.transform = `translate(${dot.x.toFixed(1)}px, ${dot.y.toFixed(1)}px)`;
    mark.current.append(name);
    host.current?.append(mark.current);
    clearTimeout(fading.current);
    // It moves on, and what stood under the pointer is elsewhere soon.
    fading.current = setTimeout(() => mark.current?.remove(), HOVER_MS);
  };

  return {
    onPointerDownCapture: (event: PointerEvent) => { down.current = [event.clientX, event.clientY]; },
    onPointerMove: (event: PointerEvent) => {
      // Once a picture: it looks at every dot.
      const { clientX, clientY, target, buttons } = event;
      cancelAnimationFrame(request.current);
      if (buttons === 0) request.current = requestAnimationFrame(() => show(under({ clientX, clientY, target })));
    },
    onPointerLeave: () => {
      cancelAnimationFrame(request.current);
      show(null);
    },
    onClickCapture: (event: ReactMouseEvent) => {
      if (Math.hypot(event.clientX - down.current[0], event.clientY - down.current[1]) > CLICK_PX) return;
      const dot = under(event);
      if (dot !== null) actions.followJob(dot.job, dot.standing ?? undefined);
    },
  };
}
