import { useId, useState, type KeyboardEvent } from 'react';
import type { TextParam } from '../../simulations/engine/param';
import { Help } from './help';
import './ui.css';

interface TextControlProps {
  readonly param: TextParam;
  readonly value: string;
  /** Whose parameter it is, for those who hear the name alone: "Inbox". */
  readonly owner: string;
  /** Answers what is wrong, or null. */
  readonly onChange: (text: string) => string | null;
}

/** A field of several lines for a text that people type or paste; set on leaving, or on Enter with Control. */
export function TextControl({ param, value, owner, onChange }: TextControlProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const commit = (): void => {
    if (typed === null) return;
    const wrong = typed === value ? null : onChange(typed);
    setProblem(wrong);
    if (wrong === null) setTyped(null); // What was typed stays to be mended; the run keeps the last good value.
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) commit();
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
      setProblem(null);
    }
  };

  return (
    <div className="ui-text">
      <div className="ui-row">
        <label className="ui-label" htmlFor={`${id}field`}>{param.label}</label>
        <Help about={`${owner} ${param.label.toLowerCase()}`}>{param.help}</Help>
      </div>
      <textarea
        id={`${id}field`}
        rows={3}
        autoComplete="off"
        spellCheck={false}
        aria-label={`${owner} ${param.label.toLowerCase()}`}
        value={typed ?? value}
        data-settled={typed === null}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}problem`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      {problem !== null && <p id={`${id}problem`} className="ui-problem" role="alert">{problem}</p>}
    </div>
  );
}
