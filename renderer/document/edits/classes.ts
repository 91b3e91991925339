import { ok, refuse, type Result } from '../../../simulations/scenario/problem';
import type { Scenario } from '../../../simulations/scenario/scenario';
import { idProblem } from '../../../simulations/scenario/validate-scenario';
import { withNamed } from './named';
import { freshId } from './names';

/** One more class, as frequent as one that is there by itself. */
export function withClass(scenario: Scenario): Scenario {
  const id = freshId((each) => Object.hasOwn(scenario.classes, each), 'class-2');
  return { ...scenario, classes: { ...scenario.classes, [id]: { share: 1, priority: 0 } } };
}

/** Without a class, and the checks of its figures. */
export function withoutClass(scenario: Scenario, id: string): Scenario {
  const classes = Object.fromEntries(Object.entries(scenario.classes).filter(([each]) => each !== id));
  const checks = scenario.checks.filter(({ metric }) => !metric.startsWith(`classes.${id}.`));
  return withNamed({ ...scenario, classes, checks }, 'classesNamed', new Map([[id, null]]));
}

/** Another id, in the same place, and in the checks of its figures. */
export function withClassId(scenario: Scenario, before: string, after: string): Result<Scenario> {
  if (before === after) return ok(scenario);
  const problem = idProblem(after) || (Object.hasOwn(scenario.classes, after) ? `there is a class ${JSON.stringify(after)} already` : '');
  if (problem !== '') return refuse({ path: `classes.${before}`, message: problem });
  const classes = Object.fromEntries(Object.entries(scenario.classes).map(([id, each]) => [id === before ? after : id, each]));
  const checks = scenario.checks.map((check) => (check.metric.startsWith(`classes.${before}.`)
    ? { ...check, metric: `classes.${after}.${check.metric.slice(`classes.${before}.`.length)}` }
    : check));
  return ok(withNamed({ ...scenario, classes, checks }, 'classesNamed', new Map([[before, after]])));
}
