import './pair.css';
import { useCallback, useEffect, useMemo, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import { focusOnce } from '../ui/focus-once';
import { betterSplit, sizeOfDiagram, type Split } from './geometry/split';

interface PairProps {
  readonly one: Scenario;
  readonly other: { readonly scenario: Scenario; readonly picture: ReactNode } | null;
  /** Explains both, below them, where there is room. */
  readonly legend: ReactNode;
  readonly children: ReactNode;
}

/** One picture, or two that share the room in the way that suits their diagrams. */
export function Pair({ one, other, legend, children }: PairProps) {
  const room = useRef<HTMLDivElement>(null);
  const [split, setSplit] = useState<Split>('rows');
  const scenario = other?.scenario ?? null;
  const sizes = useMemo(() => (scenario === null ? [] : [sizeOfDiagram(one), sizeOfDiagram(scenario)]), [one, scenario]);
  useEffect(() => {
    const element = room.current;
    if (element === null || sizes.length === 0) return undefined;
    const resizes = new ResizeObserver(() => setSplit(betterSplit(sizes, { width: element.clientWidth, height: element.clientHeight })));
    resizes.observe(element);
    return () => resizes.disconnect();
  }, [sizes]);

  // Whose focus was in the picture that is taken away goes on in the one that stays.
  const wasInOther = useRef(false);
  const isAlone = other === null;
  useEffect(() => {
    const stage = room.current?.querySelector<HTMLElement>('.stage') ?? null;
    if (isAlone && wasInOther.current && stage !== null && document.activeElement === document.body) focusOnce(stage);
  }, [isAlone]);
  const onFocus = useCallback(({ target }: FocusEvent) => { wasInOther.current = target.closest('.stage-other') !== null; }, []);
  return (
    <div className="stage-both">
      <div className="stage-pair" ref={room} data-split={isAlone ? 'no' : split} onFocus={onFocus}>{children}{other?.picture}</div>
      {!isAlone && <div className="stage-below">{legend}</div>}
    </div>
  );
}
