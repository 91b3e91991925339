import { Activity, ArrowLeftRight, ChartColumn, ChartSpline, Crosshair, LayoutDashboard, Sigma, Table2, type LucideIcon } from 'lucide-react';
import { memo, useRef, type KeyboardEvent } from 'react';
import { TABS, type TabId } from './instrument-model';

const SHOWN: Readonly<Record<TabId, { readonly name: string; readonly icon: LucideIcon; readonly hint: string }>> = {
  overview: { name: 'Overview', icon: LayoutDashboard, hint: 'What matters first' },
  time: { name: 'Over time', icon: Activity, hint: 'All charts over time' },
  station: { name: 'Station', icon: Crosshair, hint: 'The charts of the selected station' },
  tail: { name: 'Tail', icon: ChartColumn, hint: 'How latency is distributed' },
  curve: { name: 'Load', icon: ChartSpline, hint: 'Load against time, and where the system stands' },
  theory: { name: 'Theory', icon: Sigma, hint: 'What the formulas say, beside what is measured' },
  compare: { name: 'Compare', icon: ArrowLeftRight, hint: 'Two versions on the same requests' },
  numbers: { name: 'Numbers', icon: Table2, hint: 'All figures as a table' },
};

interface InstrumentTabsProps {
  readonly id: string;
  readonly shown: TabId;
  /** The selected station's name, or null. */
  readonly station: string | null;
  readonly onShow: (tab: TabId) => void;
}

/** One tab stop; the arrow keys go from tab to tab. */
export const InstrumentTabs = memo(function InstrumentTabs({ id, shown, station, onShow }: InstrumentTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = TABS.indexOf(shown);
    const next = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: TABS.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const at = (next + TABS.length) % TABS.length;
    onShow(TABS[at] ?? 'overview');
    list.current?.querySelectorAll('button')[at]?.focus();
  };
  return (
    <div ref={list} role="tablist" aria-label="Instruments" aria-orientation="vertical" className="rail-tabs" onKeyDown={onKeyDown}>
      {TABS.map((tab) => {
        const { name, icon: Icon, hint } = SHOWN[tab];
        const text = tab === 'station' && station !== null ? station : name;
        return (
          <button
            key={tab} type="button" role="tab" id={`${id}-${tab}`} className="rail-tab" title={hint} aria-controls={`${id}-panel`}
            aria-selected={tab === shown} tabIndex={tab === shown ? 0 : -1} onClick={() => onShow(tab)}
          >
            <Icon aria-hidden size={14} />
            <span>{text}</span>
          </button>
        );
      })}
    </div>
  );
});
