import { memo } from 'react';

interface SwatchProps {
  /** A colour of the palette by name. */
  readonly colour: string;
  readonly dash: readonly number[];
  readonly faint?: boolean;
}

/** A short piece of a chart's line, with its dash, before its label. */
export const Swatch = memo(function Swatch({ colour, dash, faint }: SwatchProps) {
  return (
    <svg className="ui-swatch" width="14" height="6" aria-hidden>
      <line
        x1="0" y1="3" x2="14" y2="3" strokeWidth="2.5" strokeDasharray={dash.join(' ')} opacity={faint === true ? 0.45 : 1}
        style={{ stroke: `var(--ui-${colour})` }}
      />
    </svg>
  );
});
