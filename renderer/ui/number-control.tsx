import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { NumberParam } from '../../simulations/engine/param';
import { fieldText, formatValue, unitWord } from './format';
import { Gesture } from './gesture';
import { Help } from './help';
import { OnceAPicture } from './once-a-picture';
import { parseNumber } from './parse-number';
import { nearestStop, sliderStops } from './slider-scale';
import './ui.css';

export type NumberValue = number | 'unbounded';

interface NumberControlProps {
  readonly param: NumberParam;
  readonly value: NumberValue;
  /** Whose parameter it is, for those who hear the name alone: "Inbox". */
  readonly owner: string;
  /** Changes with the same `gesture` are one undo step. Answers what is wrong, or null. */
  readonly onChange: (value: NumberValue, gesture: string | undefined) => string | null;
}

/** A slider for the usual part of the range and a field for all of it, made from the parameter's declaration. */
export function NumberControl({ param, value, owner, onChange }: NumberControlProps) {
  const id = useId();
  const stops = sliderStops(param);
  const [gesture] = useState(() => new Gesture());
  const [slides] = useState(() => new OnceAPicture());
  useEffect(() => () => slides.finish(), [slides]);
  const slider = useRef<HTMLInputElement>(null);
  /** The hand is ahead of the parameter until the next picture. The slider is the browser's meanwhile: a step that nobody sees costs nothing here. */
  const isAhead = useRef(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [bounded, setBounded] = useState(value === 'unbounded' ? boundedInitial(param) : value);
  if (value !== 'unbounded' && value !== bounded) setBounded(value); // Remembered for when the bound comes back.

  const unit = unitWord(param.unit);
  const name = [owner, param.label.toLowerCase()].join(' ') + (unit === '' || unit === param.label.toLowerCase() ? '' : `, ${unit}`);
  const shown = typed ?? (value === 'unbounded' ? '' : fieldText(value));
  const place = nearestStop(stops, value);

  const showPlace = (): void => {
    if (slider.current !== null && !isAhead.current) slider.current.value = String(place);
  };
  useLayoutEffect(showPlace);

  const change = (next: NumberValue, key?: string): boolean => {
    const wrong = onChange(next, key);
    setTyped(null);
    setProblem(wrong);
    return wrong === null;
  };
  const slide = (next: NumberValue): void => {
    const key = gesture.keyAt(performance.now());
    isAhead.current = true;
    slides.do(() => {
      isAhead.current = false;
      if (!change(next, key)) showPlace(); // What was refused is not shown as if it were set.
    });
  };
  const commit = (): void => {
    if (typed === null) return;
    const parsed = parseNumber(typed, param);
    if (!parsed.ok) setProblem(parsed.message); // What was typed stays to be mended; the run keeps the last good value.
    else if (parsed.value === value) { setTyped(null); setProblem(null); }
    else change(parsed.value);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') commit();
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation();
      setTyped(null);
      setProblem(null);
    }
  };

  return (
    <div className="ui-number">
      <div className="ui-row">
        <label className="ui-label" htmlFor={`${id}field`}>{param.label}</label>
        <Help about={`${owner} ${param.label.toLowerCase()}`}>{param.help}</Help>
        <span className="ui-field">
          <input
            id={`${id}field`}
            type="text"
            inputMode={param.integer ? 'numeric' : 'decimal'}
            autoComplete="off"
            spellCheck={false}
            aria-label={name}
            value={shown}
            placeholder={value === 'unbounded' ? '∞' : ''}
            data-settled={typed === null}
            aria-invalid={problem !== null}
            aria-describedby={problem === null ? undefined : `${id}problem`}
            onChange={(event) => setTyped(event.target.value)}
            onFocus={(event) => event.target.select()}
            onBlur={commit}
            onKeyDown={onKeyDown}
          />
          <span className="ui-unit" aria-hidden>{unit}</span>
        </span>
      </div>
      <div className="ui-row">
        <input
          ref={slider}
          className="ui-slider"
          type="range"
          min={0}
          max={stops.length - 1}
          step={1}
          defaultValue={place}
          aria-label={`${name}, slider`}
          aria-valuetext={formatValue(value, param.unit)}
          data-unbounded={value === 'unbounded'}
          style={{ '--way': `${(100 * place) / (stops.length - 1)}%` } as React.CSSProperties}
          onPointerDown={() => gesture.hold()}
          onPointerUp={() => { slides.finish(); gesture.release(); }}
          onPointerCancel={() => { slides.finish(); gesture.release(); }}
          onKeyDown={({ key }) => { if (!SLIDES.test(key)) slides.finish(); }}
          onBlur={() => slides.finish()}
          onChange={(event) => slide(stops[Number(event.target.value)] ?? bounded)}
        />
        {param.unbounded && (
          <label className="ui-check" title="No bound: every job that comes gets a place">
            <input
              type="checkbox"
              aria-label={`${owner} ${param.label.toLowerCase()} unbounded`}
              checked={value === 'unbounded'}
              onChange={(event) => change(event.target.checked ? 'unbounded' : bounded)}
            />
            unbounded
          </label>
        )}
      </div>
      {problem !== null && <p id={`${id}problem`} className="ui-problem" role="alert">{problem}</p>}
    </div>
  );
}

/** Keys that move a slider; with any other the hand does something else. */
const SLIDES = /^(Arrow|Page|Home$|End$)/;

const boundedInitial = (param: NumberParam): number => (param.initial === 'unbounded' ? param.slider[1] : param.initial);
