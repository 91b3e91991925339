import type { Compared } from '../experiments/agreement';
import { figureLabel, figureText } from './figure-text';
import { table, type Row } from './table';

/** What both kinds of verdict have: of one run, and of replications. */
interface Verdict {
  readonly model: string;
  readonly agrees: boolean | null;
  readonly why: string;
  readonly note: string;
  readonly compared: Readonly<Partial<Record<string, Compared>>>;
  readonly approximation: { readonly model: string; readonly meanWaitS: number; readonly measuredMeanWaitS: number | null; readonly caveat: string } | null;
}

/** Theory beside the measurement, a line for each figure; then what cannot be compared, and why. */
export function theoryLines(theory: Readonly<Record<string, Verdict>>, whole: Pick<Verdict, 'model' | 'agrees' | 'why' | 'compared'> | null = null): string[] {
  const entries = [...Object.entries(theory), ...(whole === null || whole.model === '' ? [] : [['the whole', { ...whole, note: '', approximation: null }] as const])];
  if (entries.length === 0) return [];
  const rows = entries.flatMap(([key, verdict]): Row[] => [...comparedRows(key, verdict), ...approximationRow(key, verdict)]);
  const head: Row = ['theory', 'model', 'figure', 'theory', 'measured', '95 % interval', 'verdict'];
  const remarks = entries.flatMap(([key, { why, note, compared, approximation }]) => [
    ...(why === '' || Object.keys(compared).length > 0 ? [] : [`${key}: ${why}`]),
    ...Object.entries(compared).flatMap(([name, each]) => (each === undefined || each.why === '' ? [] : [`${key}, ${figureLabel(name)}: ${each.why}`])),
    ...(approximation === null ? [] : [`${key}: ${approximation.model} is ${approximation.caveat}; it is no pass mark`]),
    ...(note === '' ? [] : [`${key}: ${note}`]),
  ]);
  return ['', ...(rows.length === 0 ? ['theory'] : table([head, ...rows], 3)), ...remarks];
}

function comparedRows(key: string, { model, compared }: Verdict): Row[] {
  return Object.entries(compared).flatMap(([name, each]): Row[] => (each === undefined ? [] : [[
    key, model, figureLabel(name), figureText(name, each.theory), figureText(name, each.measured),
    each.ci95 === null ? '–' : `${figureText(name, each.ci95[0])} … ${figureText(name, each.ci95[1])}`, verdictText(each),
  ]]));
}

function approximationRow(key: string, { approximation }: Verdict): Row[] {
  if (approximation === null) return [];
  const { model, meanWaitS, measuredMeanWaitS } = approximation;
  return [[key, model, figureLabel('meanWaitS'), `≈ ${figureText('meanWaitS', meanWaitS)}`, figureText('meanWaitS', measuredMeanWaitS), '–', 'approximation']];
}

function verdictText({ agrees, why }: Compared): string {
  if (agrees === null) return why.startsWith('too early') ? 'too early' : 'cannot be told';
  return agrees ? 'agrees' : 'DIFFERS';
}
