import type { Compared } from '../experiments/agreement';
import { listed } from '../experiments/merge';
import type { ShownApproximation } from '../experiments/theory-verdict';
import { figureLabel, figureText } from './figure-text';
import { table, type Row } from './table';

/** What both kinds of verdict have: of one run, and of replications. */
interface Verdict {
  readonly model: string;
  readonly agrees: boolean | null;
  readonly why: string;
  readonly note: string;
  readonly compared: Readonly<Partial<Record<string, Compared>>>;
  readonly approximation: ShownApproximation | null;
}

/** Theory beside the measurement, a line for each figure; then what cannot be compared, and why. */
export function theoryLines(theory: Readonly<Record<string, Verdict>>, whole: Pick<Verdict, 'model' | 'agrees' | 'why' | 'compared'> | null = null): string[] {
  const entries = [...Object.entries(theory), ...(whole === null || whole.model === '' ? [] : [['the whole', { ...whole, note: '', approximation: null }] as const])];
  if (entries.length === 0) return [];
  const rows = entries.flatMap(([key, verdict]): Row[] => [...comparedRows(key, verdict), ...approximationRow(key, verdict)]);
  const head: Row = ['theory', 'model', 'figure', 'theory', 'measured', '95 % interval', 'verdict'];
  const remarks = entries.flatMap(([key, { why, note, compared, approximation }]): (readonly [about: string, remark: string])[] => [
    ...(why === '' || Object.keys(compared).length > 0 ? [] : [[key, why] as const]),
    ...Object.entries(compared).flatMap(([name, each]) => (each === undefined || each.why === '' ? [] : [[`${key}, ${figureLabel(name)}`, each.why] as const])),
    ...(approximation === null ? [] : [[key, `${approximation.model} is ${approximation.caveat}; it is no pass mark`] as const]),
    ...(note === '' ? [] : [[key, note] as const]),
  ]);
  return ['', ...(rows.length === 0 ? ['theory'] : table([head, ...rows], 3)), ...eachOnce(remarks)];
}

/** Stations side by side, as a rule, have the same said of them. */
function eachOnce(remarks: readonly (readonly [about: string, remark: string])[]): string[] {
  const byRemark = new Map<string, string[]>();
  for (const [about, remark] of remarks) byRemark.set(remark, [...byRemark.get(remark) ?? [], about]);
  return [...byRemark].map(([remark, about]) => `${listed(about)}: ${remark}`);
}

function comparedRows(key: string, { model, compared }: Verdict): Row[] {
  return Object.entries(compared).flatMap(([name, each]): Row[] => (each === undefined ? [] : [[
    key, model, figureLabel(name), figureText(name, each.theory), figureText(name, each.measured),
    each.ci95 === null ? '–' : `${figureText(name, each.ci95[0])} … ${figureText(name, each.ci95[1])}`, verdictText(each),
  ]]));
}

function approximationRow(key: string, { approximation }: Verdict): Row[] {
  if (approximation === null) return [];
  const { model, meanWaitS, measuredMeanWaitS, meanStayS, measuredMeanStayS = null } = approximation;
  const [name, theory, measured] = meanStayS === undefined ? ['meanWaitS', meanWaitS, measuredMeanWaitS] as const : ['meanStayS', meanStayS, measuredMeanStayS] as const;
  return [[key, model, figureLabel(name), `≈ ${figureText(name, theory)}`, figureText(name, measured), '–', 'approximation']];
}

function verdictText({ agrees, why }: Compared): string {
  if (agrees === null) return why.startsWith('too early') ? 'too early' : 'cannot be told';
  return agrees ? 'agrees' : 'DIFFERS';
}
