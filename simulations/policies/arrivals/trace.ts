import { DRAWN_NS, NOW_NS, f64, i32 } from '../../engine/arena';
import type { ArrivalKind, TraceRows } from '../../engine/kind';
import { J_KEY, J_ROW, J_SORT, SORT_TOUCHED } from '../../engine/layout';
import { numberParam, textParam } from '../../engine/param';

// Numbers: where the rows begin in the constants, how many there are, how long each is, and where in a row class and key stand (0: nowhere).
const ROWS = 1;
const STRIDE = 2;
const CLASS = 3;
const KEY = 4;
/** When it comes, its demand, its patience: ns. Then, where the file tells, its class's number and its key. */
const TIMES = 3;

// What has been played at an instant: which instant, where the recording's rows begin, how long each is, and how many of them are behind it.
const AT_NS = 0;
const PLAYED_ROWS = 1;
const PLAYED_STRIDE = 2;
const PLAYED = 3;

/**
 * A recorded trace: jobs come exactly when the rows say, each with its own service time, patience, class and key
 * where the recording knows them. When the rows are used up, no more jobs come.
 *
 * Put in during a run, it begins with the first row that is not in the past. Of the rows of that very instant, those are past that have
 * been played: by a recording whose times up to there are the same, whatever else its rows said.
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
    classColumn: textParam({ label: 'Class column', lengthMax: 100, initial: 'class', help: 'Column with the name of the job\'s class; a blank cell is drawn by the shares. The column may be missing.' }),
    keyColumn: textParam({ label: 'Key column', lengthMax: 100, initial: 'key', help: 'Column with what the job is about, a whole number from 1; a blank cell is drawn. The column may be missing.' }),
    originS: numberParam({ label: 'Clock at the start', unit: 's', min: 0, max: 1_000_000_000, initial: 0, help: 'The time in the file that is time 0 of the run.' }),
  },
  classesNamed: (values, context) => context.readTrace(values).classNames.map((id) => ({ param: 'csv', id })),
  compile: (values, context) => {
    const rows = context.readTrace(values);
    const count = rows.atNs.length;
    const classAt = rows.classes.length > 0 ? TIMES : 0;
    const keyAt = rows.keys.length > 0 ? TIMES + (classAt === 0 ? 0 : 1) : 0;
    const stride = TIMES + (classAt === 0 ? 0 : 1) + (keyAt === 0 ? 0 : 1);
    return [context.keep(kept(rows, stride, classAt, keyAt, context.classIds)), count, stride, classAt, keyAt];
  },
  drawGapNs: (k, numbersAt, stateAt) => {
    const first = f64[numbersAt];
    const rows = f64[numbersAt + ROWS];
    const stride = f64[numbersAt + STRIDE];
    const now = f64[NOW_NS];
    let row = f64[stateAt];
    // A trace that is put in during a run begins with its present, not with all of its past at once.
    if (row === 0) while (row < rows && k.constants[first + row * stride] < now) row++;
    f64[stateAt] = row;
    f64[DRAWN_NS] = row < rows ? Math.max(0, k.constants[first + row * stride] - now) : -1;
  },
  leave: (k, numbersAt, stateAt, playedAt) => {
    const first = f64[numbersAt];
    const stride = f64[numbersAt + STRIDE];
    const played = f64[stateAt];
    if (played === 0 || k.constants[first + (played - 1) * stride] !== f64[NOW_NS]) return;
    f64[playedAt + AT_NS] = f64[NOW_NS];
    f64[playedAt + PLAYED_ROWS] = first;
    f64[playedAt + PLAYED_STRIDE] = stride;
    f64[playedAt + PLAYED] = played;
  },
  takeUp: (k, numbersAt, stateAt, playedAt) => {
    const played = f64[playedAt + PLAYED];
    if (f64[playedAt + AT_NS] !== f64[NOW_NS] || played > f64[numbersAt + ROWS]) return;
    const before = f64[playedAt + PLAYED_ROWS];
    const beforeStride = f64[playedAt + PLAYED_STRIDE];
    const now = f64[numbersAt];
    const nowStride = f64[numbersAt + STRIDE];
    for (let row = 0; row < played; row++) if (k.constants[now + row * nowStride] !== k.constants[before + row * beforeStride]) return;
    f64[stateAt] = played;
  },
  classOfNext: (k, numbersAt, stateAt) => {
    const at = f64[numbersAt + CLASS];
    return at === 0 ? -1 : k.constants[f64[numbersAt] + f64[stateAt] * f64[numbersAt + STRIDE] + at];
  },
  fill: (k, numbersAt, stateAt, j) => {
    const row = f64[numbersAt] + f64[stateAt] * f64[numbersAt + STRIDE];
    const keyAt = f64[numbersAt + KEY];
    i32[(j << 1) + J_SORT] |= SORT_TOUCHED;
    i32[(j << 1) + J_ROW] = row;
    if (keyAt !== 0) i32[(j << 1) + J_KEY] = k.constants[row + keyAt];
    f64[stateAt]++;
  },
};

function kept({ atNs, demandNs, patienceNs, classes, classNames, keys }: TraceRows, stride: number, classAt: number, keyAt: number, classIds: readonly string[]): Float64Array {
  const all = new Float64Array(atNs.length * stride);
  const indices = classNames.map((name) => classIds.indexOf(name));
  for (let i = 0, row = 0; i < atNs.length; i++, row += stride) {
    all[row] = atNs[i];
    all[row + 1] = demandNs[i];
    all[row + 2] = patienceNs[i];
    if (classAt > 0) all[row + classAt] = classes[i] < 0 ? -1 : indices[classes[i]];
    if (keyAt > 0) all[row + keyAt] = keys[i];
  }
  return all;
}
