import { ok, refuse, type Problem, type Result } from '../scenario/problem';
import { numeral } from '../scenario/wording';
import { sweepResult, unitsOf, type Shard, type SweepPlan, type SweepResult } from './sweep';

/** A part of a sweep, and what to call it in a message. */
export interface SweepPart {
  readonly name: string;
  readonly result: SweepResult;
}

const NAMES_MAX = 10;

/** One sweep out of its shards, or what keeps them from being one. */
export function mergeSweeps(parts: readonly SweepPart[], { partial = false } = {}): Result<SweepResult> {
  const [first] = parts;
  if (first === undefined) return no('needs at least one file');
  const { plan } = first.result;
  const problems = [
    ...parts.slice(1).flatMap((part) => otherPlan(first, part)),
    ...parts.flatMap((part, i) => twice(part, parts.slice(0, i))),
  ];
  if (problems.length === 0 && !partial) problems.push(...missing(parts, plan));
  if (problems.length > 0) return refuse(...problems);
  return ok(sweepResult(plan, null, parts.flatMap(({ result }) => result.runs), parts.flatMap(({ result }) => result.failed)));
}

function otherPlan(first: SweepPart, { name, result }: SweepPart): Problem[] {
  const names = Object.keys(first.result.plan) as (keyof SweepPlan)[];
  const differs = names.filter((key) => JSON.stringify(first.result.plan[key]) !== JSON.stringify(result.plan[key]));
  const [what] = differs; // The fingerprint comes last: what it would say in general, another field says by name.
  if (what === undefined) return [];
  const words = what === 'fingerprint' ? 'another scenario, or another version of it' : `another ${what}`;
  return [{ path: name, message: `belongs to another sweep than ${first.name}: ${words}` }];
}

function twice({ name, result }: SweepPart, before: readonly SweepPart[]): Problem[] {
  const { shard } = result;
  const same = before.find((part) => shardName(part.result.shard) === shardName(shard));
  if (same !== undefined) return [{ path: name, message: `is ${shardName(shard)}, and so is ${same.name}: one of them is there twice` }];
  const units = new Set(result.runs.map(({ unit }) => unit));
  const shared = before.find((part) => part.result.runs.some(({ unit }) => units.has(unit)));
  return shared === undefined ? [] : [{ path: name, message: `holds runs that ${shared.name} holds too` }];
}

function missing(parts: readonly SweepPart[], plan: SweepPlan): Problem[] {
  const cut = parts.find(({ result }) => result.shard !== null)?.result.shard ?? null;
  const problems: Problem[] = [];
  if (cut !== null) {
    const there = new Set(parts.map(({ result }) => result.shard?.k));
    const gone = Array.from({ length: cut.of }, (_, i) => i + 1).filter((k) => !there.has(k));
    if (gone.length > 0) problems.push({ path: '', message: `${gone.length === 1 ? 'shard' : 'shards'} ${listed(gone.map(String))} of ${cut.of} ${gone.length === 1 ? 'is' : 'are'} missing` });
  }
  for (const { name, result } of parts) problems.push(...incomplete(name, result, plan));
  return problems;
}

function incomplete(name: string, { shard, runs, failed }: SweepResult, plan: SweepPlan): Problem[] {
  const units = unitsOf(plan, shard);
  const there = new Set(runs.map(({ unit }) => unit));
  const gone = units.filter((unit) => !there.has(unit));
  if (gone.length === 0) return [];
  const [why] = failed;
  const reason = why === undefined ? 'it was interrupted' : `${numeral(failed.length)} failed, run ${why.unit} with: ${why.why}`;
  return [{ path: name, message: `${shardName(shard)} lacks ${numeral(gone.length)} of its ${numeral(units.length)} runs (${reason}); missing: ${listed(gone.map(String))}` }];
}

export function shardName(shard: Shard | null): string {
  return shard === null ? 'a whole sweep' : `shard ${shard.k}/${shard.of}`;
}

/** "1, 2 and 3"; of many, the first ones and how many more. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX);
  if (names.length > NAMES_MAX) return `${shown.join(', ')} and ${numeral(names.length - NAMES_MAX)} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

function no<T>(message: string): Result<T> {
  return refuse({ path: '', message });
}
