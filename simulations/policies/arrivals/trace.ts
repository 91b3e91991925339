import { DRAWN_NS, NOW_NS, f64, i32 } from '../../engine/arena';
import type { ArrivalKind } from '../../engine/kind';
import { J_ROW, J_SORT, SORT_TOUCHED } from '../../engine/layout';
import { numberParam, textParam } from '../../engine/param';

const ROWS = 1;
/** When it comes, its demand, its patience: ns. */
const ROW_NUMBERS = 3;

/**
 * A recorded trace: jobs come exactly when the rows say, each with its own service time and patience
 * where the recording knows them. When the rows are used up, no more jobs come.
 */
export const trace: ArrivalKind = {
  kind: 'trace',
  label: 'Recorded trace',
  help: 'Jobs come when a recording says, from a CSV file with a row for each job.',
  params: {
    file: textParam({ label: 'File', lengthMax: 1_000, initial: '', help: 'Name of a CSV file beside the scenario; empty when the rows stand in the scenario itself.' }),
    csv: textParam({ label: 'Rows', lengthMax: 50_000_000, initial: '', help: 'The CSV text: a header, then a row for each job in order of time.' }),
    atColumn: textParam({ label: 'Time column', lengthMax: 100, initial: 'atS', help: 'Column with the time of arrival, in seconds.' }),
    demandColumn: textParam({ label: 'Service column', lengthMax: 100, initial: 'demandS', help: 'Column with the service time in seconds; a blank cell is "not known". The column may be missing.' }),
    patienceColumn: textParam({ label: 'Patience column', lengthMax: 100, initial: 'patienceS', help: 'Column with how long the job waits before it leaves, in seconds; a blank cell waits for ever. The column may be missing.' }),
    originS: numberParam({ label: 'Clock at the start', unit: 's', min: 0, max: 1_000_000_000, initial: 0, help: 'The time in the file that is time 0 of the run.' }),
  },
  compile: (values, context) => {
    const { atNs, demandNs, patienceNs } = context.readTrace(values);
    const kept = new Float64Array(atNs.length * ROW_NUMBERS);
    for (let row = 0; row < atNs.length; row++) kept.set([atNs[row], demandNs[row], patienceNs[row]], row * ROW_NUMBERS);
    return [context.keep(kept), atNs.length];
  },
  drawGapNs: (k, numbersAt, stateAt) => {
    const first = f64[numbersAt];
    const rows = f64[numbersAt + ROWS];
    const now = f64[NOW_NS];
    let row = f64[stateAt];
    // A trace that is put in during a run begins with its present, not with all of its past at once.
    if (row === 0) while (row < rows && k.constants[first + row * ROW_NUMBERS] < now) row++;
    f64[stateAt] = row;
    f64[DRAWN_NS] = row < rows ? Math.max(0, k.constants[first + row * ROW_NUMBERS] - now) : -1;
  },
  paceNs: () => 0,
  fill: (_k, numbersAt, stateAt, j) => {
    i32[2 * j + J_SORT] |= SORT_TOUCHED;
    i32[2 * j + J_ROW] = f64[numbersAt] + f64[stateAt] * ROW_NUMBERS;
    f64[stateAt]++;
  },
};
