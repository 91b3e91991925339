import { useRef, type PointerEvent, type MouseEvent as ReactMouseEvent, type RefObject } from 'react';
import type { AppActions } from '../../document';
import type { FoundDot } from '../picture/dot-finder';

interface Options {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly dotAt: (x: number, y: number) => FoundDot | null;
  readonly actions: AppActions;
}

/** A click that moved further than this was a drag. */
const CLICK_PX = 4;
/** What lies over the picture has its own clicks. */
const OVER_THE_PICTURE = 'button, input, .react-flow__panel, .react-flow__node-toolbar, .react-flow__handle, .react-flow__edgeupdater';

/** A job under the pointer can be clicked; that it is one is shown. */
export function useJobPointer({ host, dotAt, actions }: Options) {
  const down = useRef<readonly [number, number]>([0, 0]);
  const request = useRef(0);

  const under = (event: { readonly clientX: number; readonly clientY: number; readonly target: EventTarget }): FoundDot | null => {
    if (host.current === null || !(event.target instanceof Element) || event.target.closest(OVER_THE_PICTURE) !== null) return null;
    const box = host.current.getBoundingClientRect();
    return dotAt(event.clientX - box.left, event.clientY - box.top);
  };

  const show = (isOver: boolean): void => {
    const stage = host.current?.closest<HTMLElement>('.stage');
    if (stage !== null && stage !== undefined && stage.dataset['overJob'] !== String(isOver)) stage.dataset['overJob'] = String(isOver);
  };

  return {
    onPointerDownCapture: (event: PointerEvent) => { down.current = [event.clientX, event.clientY]; },
    onPointerMove: (event: PointerEvent) => {
      // Once a picture: it looks at every dot.
      const { clientX, clientY, target, buttons } = event;
      cancelAnimationFrame(request.current);
      if (buttons === 0) request.current = requestAnimationFrame(() => show(under({ clientX, clientY, target }) !== null));
    },
    onPointerLeave: () => {
      cancelAnimationFrame(request.current);
      show(false);
    },
    onClickCapture: (event: ReactMouseEvent) => {
      if (Math.hypot(event.clientX - down.current[0], event.clientY - down.current[1]) > CLICK_PX) return;
      const dot = under(event);
      if (dot !== null) actions.followJob(dot.job, dot.standing ?? undefined);
    },
  };
}
