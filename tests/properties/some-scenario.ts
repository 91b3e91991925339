import fc from 'fast-check';
import { stationKinds } from '../../simulations/catalog';
import { onCircles } from '../../simulations/scenario/circles';
import { instantCircle } from '../../simulations/scenario/instant-circle';
import { linkId, type LinkSpec, type Scenario, type StationSpec } from '../../simulations/scenario/scenario';
import { someItem } from './some-deed';
import { kindOf, someCall, someDelayS, someStation } from './some-values';

// Random scenarios made from what the catalogue declares, so that a new kind is covered the day it is added. Sizes are
// small, so that queues are often empty, often full, and often blocked; many times are round, so that events coincide.

const DURATION_S = 4;

/** One station in the middle, or a few that belong together, so that copies come back and those who serve have a line before them. */
const someStretch: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...inTheMiddle()).map((kind) => [kind]) },
  { weight: 2, arbitrary: fc.constantFrom(['queue', 'workers'], ['workers'], ['router', 'workers', 'workers']) },
  { weight: 1, arbitrary: fc.constantFrom(['fork', 'workers', 'queue', 'join'], ['fork', 'delay', 'workers', 'join'], ['fork', 'queue', 'workers']) },
);

const someShape = fc.record({
  producers: fc.integer({ min: 1, max: 2 }),
  middle: fc.array(someStretch, { minLength: 1, maxLength: 4 }).map((each) => each.flat().slice(0, 7)),
  /** What is only called. */
  called: fc.oneof({ weight: 2, arbitrary: fc.constant<string[]>([]) }, { weight: 3, arbitrary: fc.array(someStretch, { minLength: 1, maxLength: 2 }).map((each) => each.flat().slice(0, 4)) }),
  /** How the way back begins, if there is one: with something that takes time, or a job would go round for ever at one instant. */
  back: fc.constantFrom('', '', '', 'delay', 'workers'),
});

/** Everything may be in it. */
export const someRunnable: fc.Arbitrary<Scenario> = someShape.chain((shape) => {
  const kinds = [...Array.from({ length: shape.producers }, () => 'producer'), ...shape.middle, ...(shape.back === '' ? [] : [shape.back]), ...shape.called, 'sink'];
  const ids = [
    ...Array.from({ length: shape.producers }, (_, i) => `p${i}`), ...shape.middle.map((_, i) => `m${i}`), ...(shape.back === '' ? [] : ['back']),
    ...shape.called.map((_, i) => `c${i}`), 'end',
  ];
  return fc.record({
    seed: fc.nat(), warmupS: fc.constantFrom(0, 0, 1, 1.5), classes: someClasses,
    stations: fc.tuple(...kinds.map((kind) => someStation(kind))).map((stations) => Object.fromEntries(ids.map((id, i) => [id, takesTime(id, stations[i]!)]))),
    flows: fc.tuple(...ids.map((id, i) => someFlows(ids, kinds, i, id))).map((links) => links.flat()),
    calls: someCalls(ids, kinds),
    ways: fc.array(fc.record({ at: fc.nat({ max: 30 }), delayS: someDelayS, lossRatio: fc.constantFrom(0, 0, 0.3) }), { maxLength: 2 }),
  });
}).map(({ flows, calls, ways, stations, ...rest }) => ({ ...rest, stations, links: withWays(withEnds(stations, withoutInstantCircles(stations, [...flows, ...calls])), ways) }))
  .chain((parts) => fc.array(someItem(parts, DURATION_S), { maxLength: 4 }).map((timeline): Scenario => ({
    format: 'spillway/1', title: '', about: '', durationS: DURATION_S, checks: [], changelog: [], ...parts,
    timeline: timeline.sort((a, b) => a.atS - b.atS),
  })));

export const endS = ({ warmupS, durationS }: Scenario): number => warmupS + durationS;

/** Times in a run, many of them round. */
export const someTimeS: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 10 * DURATION_S }).map((tenth) => tenth / 10),
  fc.double({ min: 0, max: DURATION_S, noNaN: true }),
);

function inTheMiddle(): string[] {
  return stationKinds.filter(({ linksIn, linksOut }) => linksIn !== 'none' && linksOut !== 'none').map(({ kind }) => kind);
}

const someClasses = fc.constantFrom<Scenario['classes']>(
  { job: { share: 1, priority: 0 } },
  { job: { share: 1, priority: 0, deadlineS: 0.25 } },
  { gold: { share: 1, priority: 5, deadlineS: 0.1 }, rest: { share: 3, priority: 0 }, bulk: { share: 0.5, priority: -1, deadlineS: 2 } },
);

/** The station on the way back takes a time that no change makes 0 (some-deed.ts leaves it alone). */
function takesTime(id: string, spec: StationSpec): StationSpec {
  if (id !== 'back') return spec;
  return { ...spec, [spec.kind === 'delay' ? 'time' : 'service']: { kind: 'constant', meanS: 0.05 } };
}

/** Onward to one later station of its own part, or to as many as the kind may have; and sometimes back. */
function someFlows(ids: readonly string[], kinds: readonly string[], i: number, from: string): fc.Arbitrary<LinkSpec[]> {
  const { linksOut } = kindOf(kinds[i]!);
  if (linksOut === 'none') return fc.constant([]);
  const isCalled = from.startsWith('c');
  if (from === 'back') return fc.constantFrom(...ids.filter((id) => id.startsWith('m'))).map((to) => [{ from, to }]);
  const onward = ids.filter((id, j) => j > i && id !== 'back' && !id.startsWith('p') && (isCalled || !id.startsWith('c')));
  const canGoBack = from.startsWith('m') && ids.includes('back');
  // The next one most often, so that there are long chains and not only short cuts to the end.
  const next = fc.oneof(
    { weight: 3, arbitrary: fc.constant(onward[0]!) }, { weight: 2, arbitrary: fc.constantFrom(...onward) },
    ...(canGoBack ? [{ weight: 1, arbitrary: fc.constant('back') }] : []),
  );
  const one = next.map((to): LinkSpec[] => [{ from, to }]);
  if (linksOut === 'one') return one;
  // Where the way of a call ends, the answer goes back.
  if (linksOut === 'some') return isCalled ? fc.oneof(one, fc.constant<LinkSpec[]>([])) : one;
  return fc.uniqueArray(next, { minLength: 1, maxLength: Math.min(3, onward.length) }).map((targets) => targets.map((to) => ({ from, to })));
}

/** From those who may call to what is only called, now and then to others, too. */
function someCalls(ids: readonly string[], kinds: readonly string[]): fc.Arbitrary<LinkSpec[]> {
  const callers = ids.filter((_, i) => kindOf(kinds[i]!).calls === true);
  const called = ids.filter((id) => id.startsWith('c'));
  if (callers.length === 0 || called.length === 0) return fc.constant([]);
  const others = ids.filter((_, i) => kindOf(kinds[i]!).linksIn !== 'none');
  const to = fc.oneof({ weight: 5, arbitrary: fc.constant(called[0]!) }, { weight: 3, arbitrary: fc.constantFrom(...called) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
  const some = fc.record({ from: fc.constantFrom(...callers), to, call: someCall });
  return fc.uniqueArray(some, { minLength: 1, maxLength: 4, selector: linkId }).map((links) => links.filter(({ from, to: end }) => from !== end));
}

/**
 * No pair of stations twice, no circle in which no time passes, and none with a fork in it, which would make more copies with every lap: the
 * links that close one are left out.
 */
function withoutInstantCircles(stations: Scenario['stations'], links: readonly LinkSpec[]): LinkSpec[] {
  const kept: LinkSpec[] = [];
  for (const link of links) {
    if (kept.some((each) => linkId(each) === linkId(link))) continue;
    const both = { stations, links: [...kept, link] } as unknown as Scenario;
    if (instantCircle(both).length > 0 || onCircles(both).some((id) => stations[id]!.kind === 'fork')) continue;
    kept.push(link);
  }
  return kept;
}

/** Where no call comes by, the way leads to the end. */
function withEnds(stations: Scenario['stations'], links: readonly LinkSpec[]): LinkSpec[] {
  const called = new Set(links.filter(({ call }) => call !== undefined).map(({ to }) => to));
  for (const id of called) for (const { from, to, call } of links) if (from === id && call === undefined) called.add(to);
  const leadOn = new Set(links.filter(({ call }) => call === undefined).map(({ from }) => from));
  const lost = Object.entries(stations).filter(([id, { kind }]) => kind !== 'sink' && !leadOn.has(id) && !called.has(id));
  const ends = lost.map(([from]) => ({ from, to: 'end' }));
  return [...links.filter((link) => !ends.some((end) => linkId(end) === linkId(link))), ...ends];
}

/** Some links take time or lose jobs; a call over one that does has a timeout. */
function withWays(links: readonly LinkSpec[], ways: readonly { readonly at: number; readonly delayS: number; readonly lossRatio: number }[]): LinkSpec[] {
  const changed = [...links];
  for (const { at, ...way } of ways) {
    const link = changed[at % changed.length]!;
    const timeoutS = link.call === undefined || link.call['timeoutS'] === 'unbounded' || link.call['timeoutS'] === undefined ? 0.3 : link.call['timeoutS'];
    changed[at % changed.length] = { ...link, ...way, ...(link.call === undefined ? {} : { call: { ...link.call, timeoutS } }) };
  }
  return changed;
}
