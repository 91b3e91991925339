import { useId } from 'react';
import { Help } from './help';
import './ui.css';

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly help: string;
}

interface ChoiceControlProps {
  readonly label: string;
  readonly help: string;
  /** Whose choice it is, for those who hear the name alone. */
  readonly owner: string;
  readonly options: readonly Option[];
  readonly value: string;
  /** Cards show each option's help; a segmented row only their names; a list is for many or minor ones. */
  readonly look: 'cards' | 'segments' | 'list';
  /** Answers what is wrong, or null. */
  readonly onChange: (id: string) => void;
}

/** One of a few: native radio buttons, or a native list, so that keys and readers work as everywhere. */
export function ChoiceControl({ label, help, owner, options, value, look, onChange }: ChoiceControlProps) {
  const id = useId();
  const name = `${owner} ${label.toLowerCase()}`;
  const chosen = options.find((option) => option.id === value);
  const heading = (
    <div className="ui-row">
      {look === 'list' ? <label className="ui-label" htmlFor={`${id}list`}>{label}</label> : <span className="ui-label">{label}</span>}
      <Help about={name}>{help}</Help>
      {look === 'list' && (
        <select id={`${id}list`} className="ui-select" aria-label={name} aria-describedby={`${id}chosen`} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
        </select>
      )}
    </div>
  );
  if (look === 'list') {
    return (
      <div className="ui-choice">
        {heading}
        <p id={`${id}chosen`} className="ui-hint">{chosen?.help}</p>
      </div>
    );
  }
  return (
    <div className="ui-choice" role="radiogroup" aria-label={name}>
      {heading}
      <div className={`ui-${look}`}>
        {options.map((option) => (
          <label key={option.id} className="ui-option" title={look === 'segments' ? option.help : undefined}>
            <input
              type="radio"
              name={id}
              value={option.id}
              aria-label={option.label}
              aria-describedby={`${id}${option.id}`}
              checked={option.id === value}
              onChange={() => onChange(option.id)}
            />
            <span className="ui-option-name">{option.label}</span>
            <span id={`${id}${option.id}`} className={look === 'cards' ? 'ui-hint' : 'ui-hidden'}>{option.help}</span>
          </label>
        ))}
      </div>
    </div>
  );
}
