import { isObject, own } from './json-object';
import { didYouMean } from './nearest';
import { applyChange, isRunParam, resolveParam } from './param-path';
import { refuse, type Result } from './problem';
import type { Change, Scenario } from './scenario';
import { CLASS_NUMBERS, SCENARIO_NUMBERS, validateScenario } from './validate-scenario';
import { quoted } from './wording';

const WHOLE_PATHS = ['title', 'about', ...Object.keys(SCENARIO_NUMBERS)];

/**
 * Sets whatever a person may set by its path before a run: parameters, and what belongs to the whole run
 * (`seed`, `durationS`, `classes.order.deadlineS`, a station's `label` …). The result may be a draft.
 */
export function applySetting(scenario: Scenario, setting: Change): Result<Scenario> {
  const { path, value } = setting;
  if (isRunParam(path)) return applyChange(scenario, setting);
  const [top = '', id = '', field = '', ...rest] = path.split('.');
  if (WHOLE_PATHS.includes(path)) return draft({ ...scenario, [path]: value });
  if (top === 'classes' && rest.length === 0) {
    const jobClass = own(scenario.classes, id);
    const fields = Object.keys(CLASS_NUMBERS);
    if (!isObject(jobClass)) return unknown(path, `no class ${quoted(id)}${didYouMean(id, Object.keys(scenario.classes))}`);
    if (!fields.includes(field)) return unknown(path, `a class has no ${quoted(field)}${didYouMean(field, fields)}`);
    return draft({ ...scenario, classes: { ...scenario.classes, [id]: { ...jobClass, [field]: value } } });
  }
  if (top === 'stations' && field === 'label' && rest.length === 0 && Object.hasOwn(scenario.stations, id)) {
    return draft({ ...scenario, stations: { ...scenario.stations, [id]: { ...scenario.stations[id], label: value } } });
  }
  if (top === 'stations') {
    const place = resolveParam(scenario, path);
    return place.ok ? unknown(path, 'cannot be set by its path') : place;
  }
  return unknown(path, `nothing to set is called ${quoted(top)}${didYouMean(top, [...WHOLE_PATHS, 'classes', 'stations'])}`);
}

function draft(value: unknown): Result<Scenario> {
  return validateScenario(value, { draft: true });
}

function unknown(path: string, message: string): Result<never> {
  return refuse({ path, message });
}
