import { memo } from 'react';
import type { MoreToExplain } from './use-diagram';

interface LegendProps extends MoreToExplain {
  readonly sampleEvery: number;
  readonly still: boolean;
}

/** What the forms and colours of the dots mean, and what share of the jobs they are. */
export const Legend = memo(function Legend({ sampleEvery, still, hasCalls, hasCopies }: LegendProps) {
  return (
    <div className="stage-legend" role="note" aria-label="Legend">
      <span className="legend-title">Age against the deadline</span>
      <span><svg width="14" height="14" aria-hidden><circle className="legend-fresh" cx="7" cy="7" r="5" /></svg>below half</span>
      <span><svg width="14" height="14" aria-hidden><rect className="legend-ageing" x="2" y="2" width="10" height="10" rx="3" /></svg>past half</span>
      <span><svg width="14" height="14" aria-hidden><path className="legend-late" fillRule="evenodd" d="M7 0.5L13.5 7L7 13.5L0.5 7ZM7 5a2 2 0 1 0 0 4a2 2 0 1 0 0 -4" /></svg>late</span>
      <span><svg width="14" height="14" aria-hidden><path className="legend-shed" d="M3 3L11 11M11 3L3 11" /></svg>shed</span>
      <span><svg width="14" height="14" aria-hidden><circle className="legend-claimed" cx="7" cy="7" r="4.4" /></svg>place taken, job on its way</span>
      <span><svg width="14" height="14" aria-hidden><path className="legend-blocked" d="M1 6L6 1M1 13L13 1M8 13L13 8" /></svg>blocked</span>
      {hasCalls && (
        <>
          <span><svg width="14" height="14" aria-hidden><circle className="legend-request" cx="7" cy="7" r="3.4" /></svg>request</span>
          <span><svg width="14" height="14" aria-hidden><circle className="legend-answer" cx="7" cy="7" r="5" /><circle className="legend-request" cx="7" cy="7" r="2.2" /></svg>answer</span>
          <span><svg width="14" height="14" aria-hidden><path className="legend-held" d="M1 4.5V1H4.5M9.5 1H13V4.5M13 9.5V13H9.5M4.5 13H1V9.5" /></svg>held until answered</span>
        </>
      )}
      {(hasCalls || hasCopies) && <span><svg width="14" height="14" aria-hidden><circle className="legend-ring" cx="7" cy="7" r="5.6" /></svg>same ring: same job</span>}
      {hasCalls && <span><svg width="14" height="14" aria-hidden><circle className="legend-ring" cx="7" cy="7" r="3.4" /><circle className="legend-ring" cx="7" cy="7" r="6" /></svg>tried again</span>}
      {sampleEvery > 1 && <span className="legend-share">1 job in {sampleEvery} is drawn on its way</span>}
      {sampleEvery === 0 && <span className="legend-share">too fast to draw jobs on their way</span>}
      {still && <span className="legend-share">reduced motion: jobs appear where they are</span>}
    </div>
  );
});

/** The ground around its words may lie on something, the words themselves may not. */
const RIM_PX = 6;

/** How far up from the lower edge of the picture's stage the words of its legend reach; 0: it has none. */
export function legendReachPx(inStage: HTMLElement | null): number {
  const stage = inStage?.closest('.stage');
  const legend = stage?.querySelector('.stage-legend');
  if (stage === null || stage === undefined || legend === null || legend === undefined) return 0;
  return stage.getBoundingClientRect().bottom - legend.getBoundingClientRect().top - RIM_PX;
}
