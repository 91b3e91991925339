import { numberParam, type NumberParam } from '../../../simulations/engine/param';
import type { Result } from '../../../simulations/scenario/problem';
import { Cell } from '../../ui/cell';
import { fieldText } from '../../ui/format';
import { parseNumber } from '../../ui/parse-number';
import { whyNot } from './said';

type Range = Pick<NumberParam, 'min' | 'max' | 'integer' | 'unbounded'> & { readonly unit: string };

interface NumberCellProps {
  readonly label: string;
  readonly showLabel?: string;
  readonly range: Range;
  readonly value: number | undefined;
  /** What an empty field means, for a number that may be left out. */
  readonly absent?: string;
  readonly hint?: string;
  readonly onChange: (value: number | undefined) => Result<void>;
}

/** A number of the scenario itself, within the range that the file format allows. */
export function NumberCell({ label, showLabel, range, value, absent, hint, onChange }: NumberCellProps) {
  const param = numberParam({
    label, help: '', min: range.min, max: range.max, integer: range.integer, initial: range.min, unit: range.unit === 's' ? 's' : 'count',
  });
  return (
    <Cell
      label={label} numeric value={value === undefined ? '' : fieldText(value)}
      {...(showLabel === undefined ? {} : { showLabel })} {...(absent === undefined ? {} : { placeholder: absent })} {...(hint === undefined ? {} : { hint })}
      onCommit={(text) => {
        if (text.trim() === '' && absent !== undefined) return whyNot(onChange(undefined));
        const parsed = parseNumber(text, param);
        if (!parsed.ok) return parsed.message;
        return parsed.value === 'unbounded' ? 'A number is needed here.' : whyNot(onChange(parsed.value));
      }}
    />
  );
}
