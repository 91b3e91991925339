import { useEffect, useRef, useState, type RefObject } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';

interface Options {
  /** Another word for every scenario that is opened, and for another room for its picture. */
  readonly opened: string;
  /** Everything is shown when this changes. */
  readonly showAlls: number;
  readonly stations: Scenario['stations'];
  readonly host: RefObject<HTMLDivElement | null>;
  /** Fits the picture at once; gently. */
  readonly fit: () => void;
  readonly show: () => void;
}

/**
 * Fits the picture when another model is opened, and as long as nobody has moved the camera when the room changes. A
 * station that comes in where nobody looks is brought into view.
 */
export function useFitting({ opened, showAlls, stations, host, fit, show }: Options): { readonly onMoveStart: (event: unknown) => void } {
  const byHand = useRef(false);
  const latest = useRef({ fit, show });
  useEffect(() => { latest.current = { fit, show }; });
  useEffect(() => {
    const element = host.current?.closest<HTMLElement>('.stage') ?? null;
    if (element === null) return undefined;
    let request = 0;
    const again = () => {
      cancelAnimationFrame(request);
      if (!byHand.current) request = requestAnimationFrame(() => latest.current.fit());
    };
    byHand.current = false;
    again();
    const resizes = new ResizeObserver(again);
    resizes.observe(element);
    return () => {
      cancelAnimationFrame(request);
      resizes.disconnect();
    };
  }, [opened, host]);

  const ids = Object.keys(stations).join(' ');
  const before = useRef({ opened, ids });
  useEffect(() => {
    const last = before.current;
    before.current = { opened, ids };
    const known = new Set(last.ids.split(' '));
    const came = ids.split(' ').filter((id) => !known.has(id));
    if (last.opened !== opened || came.length === 0) return undefined;
    // The diagram has to place it first.
    const request = requestAnimationFrame(() => {
      if (host.current !== null && came.some((id) => isOutside(id, host.current))) latest.current.show();
    });
    return () => cancelAnimationFrame(request);
  }, [opened, ids, host]);

  useEffect(() => {
    if (showAlls === 0) return undefined;
    const request = requestAnimationFrame(() => latest.current.show());
    return () => cancelAnimationFrame(request);
  }, [showAlls]);

  // Only what a person moves comes with an event.
  const [onMoveStart] = useState(() => (event: unknown) => { byHand.current ||= event !== null; });
  return { onMoveStart };
}

function isOutside(id: string, host: HTMLElement | null): boolean {
  const stage = host?.closest('.stage');
  const node = stage?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
  if (stage === null || stage === undefined || node === null || node === undefined) return false;
  const [room, box] = [stage.getBoundingClientRect(), node.getBoundingClientRect()];
  return box.left < room.left || box.top < room.top || box.right > room.right || box.bottom > room.bottom;
}
