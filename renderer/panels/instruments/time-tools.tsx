import { memo } from 'react';
import { ChevronLeft, ChevronRight, Maximize2, Minimize2, StepForward, ZoomIn, ZoomOut } from 'lucide-react';
import { IconButton } from '../../ui/icon-button';
import type { InstrumentFeed } from './instrument-feed';
import type { InstrumentView } from './instrument-model';
import { panned, zoomed } from './visible-span';

const CLOSER = 0.5;
const STEP_SHARE = 0.25;
const STRETCH_MAX = 4096;

/** Moves the stretch of time that is seen: the newest, longer or shorter, or one that was chosen. */
export function look(feed: InstrumentFeed, how: 'closer' | 'farther' | 'earlier' | 'later' | 'newest'): void {
  const { view, span } = feed.getSnapshot();
  const factor = how === 'closer' ? CLOSER : 1 / CLOSER;
  switch (how) {
    case 'newest': return feed.show({ chosen: null, stretched: 1 });
    case 'earlier': return feed.show({ chosen: panned(span, -STEP_SHARE) });
    case 'later': return feed.show({ chosen: panned(span, STEP_SHARE) });
    case 'closer':
    case 'farther':
      if (view.chosen === null) return feed.show({ stretched: Math.min(STRETCH_MAX, Math.max(1 / 64, view.stretched * factor)) });
      return feed.show({ chosen: zoomed(span, factor, (span.fromS + span.toS) / 2) });
  }
}

interface TimeToolsProps {
  readonly feed: InstrumentFeed;
  readonly view: InstrumentView;
  /** Nothing lies before the stretch that is seen. */
  readonly isStart: boolean;
  readonly isTall: boolean;
  readonly onTall: (tall: boolean) => void;
}

export const TimeTools = memo(function TimeTools({ feed, view, isStart, isTall, onTall }: TimeToolsProps) {
  const isNewest = view.chosen === null && view.stretched === 1;
  return (
    <div className="rail-tools" role="toolbar" aria-label="Time axis">
      <IconButton icon={ZoomIn} name="Shorter stretch" hint="Look closer (or drag over a chart)" onClick={() => look(feed, 'closer')} />
      <IconButton icon={ZoomOut} name="Longer stretch" hint="See more time at once" onClick={() => look(feed, 'farther')} />
      <IconButton icon={isTall ? Minimize2 : Maximize2} name={isTall ? 'Smaller instruments' : 'Larger instruments'} pressed={isTall} onClick={() => onTall(!isTall)} />
      <IconButton icon={ChevronLeft} name="Earlier" disabled={isStart} onClick={() => look(feed, 'earlier')} />
      <IconButton icon={ChevronRight} name="Later" disabled={view.chosen === null} onClick={() => look(feed, 'later')} />
      <IconButton icon={StepForward} name="Newest" hint="Back to the newest figures (or double-click a chart)" disabled={isNewest} onClick={() => look(feed, 'newest')} />
    </div>
  );
});
