import type { ReactNode } from 'react';

interface ChartTitleProps {
  readonly title: string;
  readonly unit: string;
  /** Stands beside the unit where there is room, else below the labels. */
  readonly note?: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

export function ChartTitle({ title, unit, note = '', hint, children }: ChartTitleProps) {
  return (
    <header className="chart-title">
      <h3>{title}</h3>
      {unit !== '' && <span title={hint ?? unit}>{unit}</span>}
      {note !== '' && <span className="chart-note">{note}</span>}
      {children}
    </header>
  );
}
