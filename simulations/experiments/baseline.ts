import { isObject } from '../scenario/json-object';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { found, numeral, quoted } from '../scenario/wording';
import type { Figures } from './figure-names';
import type { FigurePath } from './report-figures';

export const BASELINE_FORMAT = 'spillway-baseline/1';

/** What is expected of a scenario: the figures that it had, replication by replication. */
export interface Baseline {
  readonly format: typeof BASELINE_FORMAT;
  readonly title: string;
  readonly seed: number;
  readonly replications: number;
  readonly warmupS: number;
  readonly durationS: number;
  readonly figures: Readonly<Record<FigurePath, readonly (number | null)[]>>;
}

export function baselineOf({ title, seed, warmupS, durationS }: Scenario, names: readonly FigurePath[], replications: readonly Figures[]): Baseline {
  return {
    format: BASELINE_FORMAT, title, seed, replications: replications.length, warmupS, durationS,
    figures: Object.fromEntries(names.map((name) => [name, replications.map((figures) => figures[name])])),
  };
}

export function baselineText(baseline: Baseline): string {
  const { figures, ...rest } = baseline;
  const lines = Object.entries(figures).map(([name, values]) => `    ${JSON.stringify(name)}: ${JSON.stringify(values)}`);
  return `${JSON.stringify(rest, undefined, 2).slice(0, -2)},\n  "figures": {\n${lines.join(',\n')}\n  }\n}\n`;
}

export function readBaseline(text: string): Result<Baseline> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return no('is not JSON, or breaks off in the middle');
  }
  if (!isObject(value) || value['format'] !== BASELINE_FORMAT) return no(`must be a baseline ("format": "${BASELINE_FORMAT}"), found ${isObject(value) ? found(value['format']) : found(value)}`);
  const { title, seed, replications, warmupS, durationS, figures } = value;
  const areNumbers = [seed, replications, warmupS, durationS].every((each) => typeof each === 'number');
  const isWhole = isObject(figures) && Object.values(figures).every((list) => (
    Array.isArray(list) && list.length === replications && list.every((each) => each === null || typeof each === 'number')
  ));
  return typeof title === 'string' && areNumbers && isWhole ? ok(value as unknown as Baseline) : no('lacks a part of what check --save-baseline writes');
}

/** Why what the scenario shows cannot be held against the baseline. */
export function baselineProblems(baseline: Baseline, scenario: Scenario): readonly Problem[] {
  if (baseline.title !== scenario.title) {
    return [{ path: '', message: `is a baseline of another scenario: ${quoted(baseline.title)}, not ${quoted(scenario.title)}` }];
  }
  return (['warmupS', 'durationS'] as const).filter((name) => baseline[name] !== scenario[name]).map((name) => (
    { path: name, message: `the baseline has ${numeral(baseline[name])} s, the scenario ${numeral(scenario[name])} s: figures over different times are not held against each other` }
  ));
}

export function baselineFigures({ figures, replications }: Baseline): readonly Figures[] {
  return Array.from({ length: replications }, (_, r) => Object.fromEntries(Object.entries(figures).map(([name, values]) => [name, values[r]])));
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
