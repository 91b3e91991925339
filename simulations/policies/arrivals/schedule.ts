import { DRAWN_NS, f64 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { choiceParam, numberParam, textParam, type ParamValues } from '../../engine/param';
import { drawExponential } from '../../engine/random';
import { ratePerS as range } from './rate-param';
import { ROWS_HEADER, expectedByRows, rateRows, whenExpectedByRows, type RatePoint } from './rate-rows';

const NUMBER = String.raw`(\d+(?:\.\d*)?|\.\d+)`;
const POINT = new RegExp(`^(?:at\\s+)?${NUMBER}\\s*s?\\s*[:\\s]\\s*${NUMBER}\\s*(?:/\\s*s|per\\s+s)?$`, 'i');
const POINTS_MAX = 1_000;
const AT_S_MAX = 1_000_000;
const SHOWN_CHARS_MAX = 40;
/** Number: where the rows begin in the constants. */
const KEPT = ROWS_HEADER;

function items(values: ParamValues): readonly string[] {
  return (values['rates'] as string).split(/[,;\n]+/).map((item) => item.trim()).filter((item) => item !== '');
}

function pointOf(item: string): RatePoint | undefined {
  const [, atS, ratePerS] = POINT.exec(item) ?? [];
  const point = { atS: Number(atS), ratePerS: Number(ratePerS) };
  return point.atS <= AT_S_MAX && point.ratePerS <= range.max ? point : undefined;
}

/**
 * A Poisson stream whose rate follows a plan: steps, or straight ramps between its points (rate-rows.ts). Times are those of the
 * run, so a plan that is put in at second 40 goes on from its second 40. A change is exact: what is left of the gap is
 * counted in expected arrivals under the old plan and measured out under the new one.
 */
export const schedule: ArrivalKind = {
  kind: 'schedule',
  rateVaries: true,
  label: 'Schedule',
  help: 'Independent people whose number per second follows a plan: steps, or ramps.',
  params: {
    rates: textParam({
      label: 'Rates', lengthMax: 10_000, initial: 'at 0 s 50/s, at 20 s 120/s, at 40 s 50/s', typed: true, primary: true,
      help: 'From when on how many jobs come per second: "at 0 s 50/s, at 30 s 200/s". Short: "0 50, 30 200".',
    }),
    between: choiceParam({
      label: 'Between', initial: 'steps', help: 'How the rate goes from one point to the next.',
      options: [
        { id: 'steps', label: 'Steps', help: 'Each rate holds until the next time.' },
        { id: 'ramps', label: 'Ramps', help: 'The rate goes in a straight line from point to point, and then holds.' },
      ],
    }),
    repeatS: numberParam({
      label: 'Begin again after', unit: 's', min: 0, max: AT_S_MAX, initial: 0, slider: [0, 300],
      help: 'After so long the plan begins from its start. 0: never; the last rate holds.',
    }),
  },
  refuse: (values) => {
    const all = items(values);
    if (all.length === 0) return '"rates" needs at least one time and rate, found none';
    if (all.length > POINTS_MAX) return `"rates" must be at most 1,000 points, found ${all.length}`;
    const points = all.map(pointOf);
    const wrong = points.indexOf(undefined);
    if (wrong >= 0) return `item ${wrong + 1} of "rates" must be a time and a rate such as "at 30 s 200/s", found ${JSON.stringify(all[wrong].slice(0, SHOWN_CHARS_MAX))}`;
    const known = points as readonly RatePoint[];
    const back = known.findIndex(({ atS }, i) => i > 0 && atS < known[i - 1].atS);
    if (back >= 0) return `item ${back + 1} of "rates" must not be before the one in front of it, found ${known[back].atS} s after ${known[back - 1].atS} s`;
    const lastS = known[known.length - 1].atS;
    const repeatS = values['repeatS'] as number;
    return repeatS === 0 || repeatS > lastS ? '' : `"repeatS" must be after the last of the rates (${lastS} s), found ${repeatS} s`;
  },
  compile: (values, context) => {
    const numbers = rateRows(items(values).map(pointOf) as RatePoint[], values['between'] === 'ramps', values['repeatS'] as number);
    return [...numbers.slice(0, ROWS_HEADER), context.keep(Float64Array.from(numbers.slice(ROWS_HEADER)))];
  },
  drawGapNs: (k, numbersAt) => {
    f64[DRAWN_NS] = drawExponential();
    whenExpectedByRows(numbersAt, k.constants, f64[numbersAt + KEPT]);
    f64[DRAWN_NS] = Math.floor(f64[DRAWN_NS] + 0.5);
  },
  expected: (k, numbersAt) => expectedByRows(numbersAt, k.constants, f64[numbersAt + KEPT]),
  whenExpected: (k, numbersAt) => whenExpectedByRows(numbersAt, k.constants, f64[numbersAt + KEPT]),
};
