import type { ParamValue } from '../engine/param';
import { parseAxis, type AxisText } from '../experiments/axis';
import { chosenFigures } from '../experiments/figure-names';
import { fingerprint } from '../experiments/fingerprint';
import { unitCount, pointCount, valuesAt, type Shard, type SweepAxis, type SweepPlan } from '../experiments/sweep';
import { resolveParam } from '../scenario/param-path';
import { printScenario } from '../scenario/print-scenario';
import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import type { Scenario } from '../scenario/scenario';
import { validateScenario } from '../scenario/validate-scenario';
import { numeral, quoted } from '../scenario/wording';
import type { Args } from './args';
import type { Io } from './io';
import type { Loaded } from './load-scenario';
import { numberFlag } from './number-flag';
import { settingOf, withSetting } from './run-settings';

export const REPLICATIONS = 10;
export const AXES_MAX = 2;
const UNITS_MAX = 1_000_000;

export interface PlannedSweep {
  readonly plan: SweepPlan;
  readonly scenarioAt: (point: number) => Scenario;
}

/** The sweep that the options ask for, with every point of it known to be valid. */
export function planSweep({ folder }: Loaded, scenario: Scenario, args: Args, io: Io): Result<PlannedSweep> {
  const texts = axisTexts(args);
  const replications = numberFlag(args, '--replications', REPLICATIONS);
  const figures = chosenFigures(scenario, args.values.get('--figure') ?? []);
  const problems: Problem[] = [
    ...(texts.ok ? [] : texts.problems), ...(replications.ok ? [] : replications.problems),
    ...(figures.ok ? [] : figures.problems.map(({ message }) => ({ path: '--figure', message }))),
  ];
  if (!texts.ok || !replications.ok || !figures.ok) return refuse(...problems);

  const axes: SweepAxis[] = [];
  for (const text of texts.value) {
    const axis = axisOf(scenario, text);
    if (axis.ok) axes.push(axis.value);
    else problems.push(...axis.problems);
  }
  if (problems.length > 0) return refuse(...problems);

  const plan: SweepPlan = {
    title: scenario.title, seed: scenario.seed, replications: replications.value,
    warmupS: scenario.warmupS, durationS: scenario.durationS, axes, figures: figures.value,
    fingerprint: fingerprint(printScenario(scenario)),
  };
  if (unitCount(plan) > UNITS_MAX) return refuse({ path: '--vary', message: `must be at most ${numeral(UNITS_MAX)} runs in all, found ${numeral(unitCount(plan))}` });
  const at = (point: number): Result<Scenario> => scenarioWith(scenario, axes, valuesAt(plan, point), folder, io);
  for (let point = 0; point < pointCount(plan); point++) {
    const valid = at(point);
    if (!valid.ok) return refuse(...valid.problems.map(({ path, message }) => ({ path: `--vary ${path}`, message })));
  }
  return ok({ plan, scenarioAt: (point) => valueOf(at(point)) });
}

function axisTexts(args: Args): Result<readonly AxisText[]> {
  const written = args.values.get('--vary') ?? [];
  if (written.length === 0) return refuse({ path: '', message: 'needs --vary PATH=VALUES, e.g. --vary stations.orders.arrivals.ratePerS=60,80,90' });
  if (written.length > AXES_MAX) return refuse({ path: '--vary', message: `must be at most ${AXES_MAX} parameters, found ${written.length}` });
  const problems: Problem[] = [];
  const axes: AxisText[] = [];
  for (const text of written) {
    const axis = parseAxis(text);
    if (!axis.ok) problems.push(...axis.problems.map(({ path, message }) => ({ path: `--vary${path === '' ? '' : ` ${path}`}`, message })));
    else if (axes.some(({ path }) => path === axis.value.path)) problems.push({ path: `--vary ${axis.value.path}`, message: 'is given twice' });
    else axes.push(axis.value);
  }
  return problems.length > 0 ? refuse(...problems) : ok(axes);
}

function axisOf(scenario: Scenario, { path, values }: AxisText): Result<SweepAxis> {
  if (path === 'seed') return refuse({ path: '--vary seed', message: 'every point has the same seeds; --replications gives more of them' });
  const settings = values.map((value) => settingOf(scenario, `${path}=${value}`));
  const problems = settings.flatMap((setting) => (setting.ok ? [] : setting.problems));
  if (problems.length > 0) return refuse(...problems);
  return ok({ path, unit: unitOf(scenario, path), values: settings.map((setting) => valueOf(setting).value) });
}

function unitOf(scenario: Scenario, path: string): string {
  const place = resolveParam(scenario, path);
  if (place.ok) return place.value.param.type === 'number' && !['text', 'count', 'ratio', 'share'].includes(place.value.param.unit) ? place.value.param.unit : '';
  return path.endsWith('S') ? 's' : '';
}

/** With the value of each axis set, as `--set` does. */
export function scenarioWith(scenario: Scenario, axes: readonly { readonly path: string }[], values: readonly ParamValue[], folder: string, io: Io): Result<Scenario> {
  let present = scenario;
  for (const [a, { path }] of axes.entries()) {
    // A bare word for a variant names its kind, though the axis is called as the variant is.
    const value = values[a];
    const setting = settingOf(present, `${path}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    if (!setting.ok) return setting;
    const changed = withSetting(present, setting.value, folder, io);
    if (!changed.ok) return changed;
    present = changed.value;
  }
  return validateScenario(present);
}

/** `3/16` */
export function shardFlag(args: Args): Result<Shard | null> {
  const text = args.values.get('--shard')?.[0];
  if (text === undefined) return ok(null);
  const [, k = '', of = ''] = /^(\d{1,7})\/(\d{1,7})$/.exec(text.trim()) ?? [];
  const shard = { k: Number(k), of: Number(of) };
  if (k === '' || shard.k < 1 || shard.k > shard.of) return refuse({ path: '--shard', message: `must be K/N with K from 1 to N, found ${quoted(text)}` });
  return ok(shard);
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error('a point that was valid before');
  return result.value;
}
