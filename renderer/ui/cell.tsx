import { useId, useState, type KeyboardEvent } from 'react';
import './ui.css';

interface CellProps {
  /** Its name for those who hear it; also shown above when `showLabel`. */
  readonly label: string;
  readonly showLabel?: string;
  readonly value: string;
  /** Set on leaving, or on Enter. Answers what is wrong, or null. */
  readonly onCommit: (text: string) => string | null;
  readonly placeholder?: string;
  readonly hint?: string;
  readonly numeric?: boolean;
}

/** A field of one line. What was refused stays to be mended, with the reason under it; Escape brings back what was there. */
export function Cell({ label, showLabel, value, onCommit, placeholder, hint, numeric }: CellProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const commit = (): void => {
    if (typed === null) return;
    const wrong = typed === value ? null : onCommit(typed);
    setProblem(wrong);
    if (wrong === null) setTyped(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape' || typed === null) return;
    event.stopPropagation();
    setTyped(null);
    setProblem(null);
  };

  return (
    <div className="ui-cell">
      {showLabel !== undefined && <label htmlFor={`${id}field`}>{showLabel}</label>}
      <input
        id={`${id}field`} type="text" inputMode={numeric === true ? 'decimal' : 'text'} data-numeric={numeric}
        autoComplete="off" spellCheck={false} aria-label={label} title={hint} placeholder={placeholder}
        value={typed ?? value} data-settled={typed === null} aria-invalid={problem !== null} aria-describedby={problem === null ? undefined : `${id}problem`}
        onChange={(event) => setTyped(event.target.value)} onBlur={commit} onKeyDown={onKeyDown}
      />
      {problem !== null && <p id={`${id}problem`} className="ui-problem" role="alert">{problem}</p>}
    </div>
  );
}
