import { catalog } from '../catalog';
import type { VariantKind } from '../engine/kind';
import { withInitials, type FamilyId, type Param, type Params, type ParamValues } from '../engine/param';
import { checkKeys, checkObject, joinPath, own, type JsonObject } from './json-object';
import { didYouMean } from './nearest';
import type { ProblemList } from './problem-list';
import { readTrace } from './trace-csv';
import { found, numberProblem, textProblem } from './wording';

/** Adds what is wrong with a parameter's value, as its declaration says. */
export function checkParam(param: Param, value: unknown, path: string, problems: ProblemList): void {
  switch (param.type) {
    case 'number':
      problems.check(path, numberProblem(value, param));
      return;
    case 'text':
      problems.check(path, textProblem(value, param.lengthMax));
      return;
    case 'choice':
      problems.check(path, choiceProblem(value, param.options.map(({ id }) => id)));
      return;
    case 'variant':
      checkVariant(param.family, value, path, problems);
  }
}

/** Parameters that are left out have their declared value, so only those that are there are checked. */
export function checkParams(params: Params, given: JsonObject, path: string, problems: ProblemList): void {
  for (const [name, param] of Object.entries(params)) {
    const value = own(given, name);
    if (value !== undefined) checkParam(param, value, joinPath(path, name), problems);
  }
}

export function variantKinds(family: FamilyId): readonly VariantKind[] {
  return catalog.families[family];
}

export function variantKind(family: FamilyId, kind: unknown): VariantKind | undefined {
  return variantKinds(family).find((member) => member.kind === kind);
}

function checkVariant(family: FamilyId, value: unknown, path: string, problems: ProblemList): void {
  if (!checkObject(value, path, problems)) return;
  const kind = own(value, 'kind');
  const member = variantKind(family, kind);
  if (member === undefined) {
    problems.check(joinPath(path, 'kind'), choiceProblem(kind, variantKinds(family).map((each) => each.kind)));
    return;
  }
  const before = problems.count;
  checkKeys(value, ['kind', ...Object.keys(member.params)], path, problems);
  checkParams(member.params, value, path, problems);
  // The content can be read only where the form is right.
  if (problems.count === before) checkContent(family, member, value, path, problems);
}

/** What a kind's ranges cannot say: how its values go together, and whether the text of a trace is a table of times. */
function checkContent(family: FamilyId, member: VariantKind, value: JsonObject, path: string, problems: ProblemList): void {
  problems.check(path, member.refuse?.(withInitials(member.params, value as ParamValues)) ?? '');
  if (family !== 'arrivals' || member.kind !== 'trace') return;
  const rows = readTrace(withInitials(member.params, value as ParamValues));
  if (!rows.ok) for (const problem of rows.problems) problems.add(joinPath(path, problem.path), problem.message);
}

function choiceProblem(value: unknown, allowed: readonly string[]): string {
  if (typeof value === 'string' && allowed.includes(value)) return '';
  if (typeof value !== 'string') return `must be one of ${allowed.join(', ')}, found ${found(value)}`;
  return `must be one of ${allowed.join(', ')}, found ${found(value)}${suggestion(value, allowed)}`;
}

/** Everything allowed stands there already: only a near word adds to it. */
function suggestion(value: string, allowed: readonly string[]): string {
  const text = didYouMean(value, allowed);
  return text.endsWith('?') ? text : '';
}
