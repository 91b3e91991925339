import type { RecordedRun } from '../experiments/record';
import type { Replayed } from '../experiments/replay-record';
import type { ScenarioDiff } from '../experiments/scenario-diff';
import { resolveParam } from '../scenario/param-path';
import type { Scenario } from '../scenario/scenario';
import { numeral } from '../scenario/wording';
import { figureLabel, figureText, paramText } from './figure-text';
import { limitText, regressionLines, targetLines } from './print-check';

export function printReplay(name: string, record: RecordedRun, replayed: Replayed): string {
  const { diff, replaced, isSame, isIdentical, match, otherInput, observed, checks, regression, pass } = replayed;
  const all = checks.length + regression.length + (isSame ? 1 : 0);
  const failed = [...checks, ...regression].filter((check) => !check.pass).length + (otherInput === '' ? 0 : 1);
  return `${[
    record.scenario.title,
    `${name} replayed: ${numeral(record.jobs.length)} jobs, seed ${record.seed}`,
    ...(isSame ? [] : ['', 'changed', ...changeLines(record.scenario, diff).map((line) => `  ${line}`)]),
    ...(replaced.length === 0 ? [] : ['', 'from the recording', ...replaced.map((line) => `  ${line}`)]),
    '',
    isIdentical ? `the same, event for event: ${numeral(observed.events)} events, every move of every job`
      : otherInput === '' ? `the same input: ${inputText(match)}` : otherInput,
    ...(isIdentical && checks.length === 0 ? [] : ['', ...targetLines(checks)]),
    ...(isIdentical ? [] : ['', ...regressionLines(regression)]),
    '', pass ? `all ${all} checks passed${isIdentical ? `: ${countText(checks.length, 'target')}, ${countText(regression.length, 'figure')} as recorded${isSame ? ', and the history itself' : ''}` : ''}` : `${failed} of ${all} checks FAILED`,
  ].join('\n').replaceAll(/\n{3,}/g, '\n\n')}\n`;
}

function countText(count: number, what: string): string {
  return `${numeral(count)} ${what}${count === 1 ? '' : 's'}`;
}

function inputText({ jobs, differing, demands }: Replayed['match']): string {
  const asked = Object.entries(demands).map(([station, count]) => `at ${station} ${numeral(count.same)} of ${numeral(count.jobs)} asked for the same time`);
  const came = differing === 0 ? `${numeral(jobs)} jobs came at the same nanosecond` : `${numeral(jobs - differing)} of ${numeral(jobs)} jobs came at the same nanosecond (a source stops making when it is blocked)`;
  return [came, ...asked].join('; ');
}

/** "stations.pickers.workers: 4 → 5" */
export function changeLines(before: Scenario, { changes, others }: ScenarioDiff): string[] {
  return [
    ...changes.map(({ path, value }) => {
      const place = resolveParam(before, path);
      return `${path}: ${place.ok ? `${paramText(place.value.value)} → ` : ''}${paramText(value)}`;
    }),
    ...others,
  ];
}

/** The figures that justify a promotion, as they stand in the change log. */
export function justification(record: RecordedRun, { checks, regression, match }: Replayed): string[] {
  return [
    `Held against a recording of ${numeral(match.jobs)} jobs (seed ${record.seed}, ${numeral(record.scenario.durationS)} s):`,
    ...regression.filter(({ expected }) => expected !== null).map(({ figure, expected, observed, min, max }) => `- ${figureLabel(figure)}: ${figureText(figure, expected)} → ${figureText(figure, observed)} (${limitText(figure, min, max)})`),
    ...checks.map(({ name, figure, value, min, max }) => `- target ${name}: ${figureText(figure, value)} (${limitText(figure, min ?? null, max ?? null)})`),
  ];
}
