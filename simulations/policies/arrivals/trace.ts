import type { ArrivalKind } from '../../engine/kind';
import { J_DEMAND, J_PATIENCE } from '../../engine/layout';
import { numberParam, textParam } from '../../engine/param';

const ROWS = 1;

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
    const kept = new Float64Array(atNs.length * 3);
    kept.set(atNs);
    kept.set(demandNs, atNs.length);
    kept.set(patienceNs, atNs.length * 2);
    return [context.keep(kept), atNs.length];
  },
  gapNs: (k, numbersAt, stateAt) => {
    const first = k.sf[numbersAt];
    const rows = k.sf[numbersAt + ROWS];
    let row = k.sf[stateAt];
    // A trace that is put in during a run begins with its present, not with all of its past at once.
    if (row === 0) while (row < rows && k.constants[first + row] < k.nowNs) row++;
    k.sf[stateAt] = row;
    return row < rows ? Math.max(0, k.constants[first + row] - k.nowNs) : -1;
  },
  paceNs: () => 0,
  fill: (k, numbersAt, stateAt, j) => {
    const row = k.sf[stateAt];
    const rows = k.sf[numbersAt + ROWS];
    const from = k.sf[numbersAt] + row;
    k.jf[j + J_DEMAND] = k.constants[from + rows]!;
    k.jf[j + J_PATIENCE] = k.constants[from + 2 * rows]!;
    k.sf[stateAt] = row + 1;
  },
};
