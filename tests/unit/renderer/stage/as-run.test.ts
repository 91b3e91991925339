// Method: a document and a run of it whose parameters have become others, as a plan or going back makes them.
import { describe, expect, it } from 'vitest';
import { asRun } from '../../../../renderer/stage/as-run';
import { reachedByCopies } from '../../../../renderer/stage/reached-by-copies';
import { libraryScenarios } from '../../../../simulations/library';
import { boundedQueue } from '../../../../simulations/library/bounded-queue';
import type { Scenario } from '../../../../simulations/scenario/scenario';

const scenarioOf = (id: string): Scenario => libraryScenarios.find((each) => each.id === id)!.scenario;

describe('what the picture shows', () => {
  const pickers = { ...boundedQueue.stations['pickers']!, workers: 9 };
  const inRun: Scenario = { ...boundedQueue, title: 'Before', stations: { ...boundedQueue.stations, pickers: { ...pickers, label: 'Old name', at: [1, 2] } } };

  it('is set as the run is, and stands and is called as the document says', () => {
    const shown = asRun(boundedQueue, inRun);
    expect(shown.stations['pickers']).toEqual(pickers);
    expect({ ...shown, stations: { ...shown.stations, pickers: boundedQueue.stations['pickers'] } }).toEqual(boundedQueue);
  });

  it('is the document without a run, and where the run knows the station or the link as something else', () => {
    expect(asRun(boundedQueue, null)).toBe(boundedQueue);
    expect(asRun(boundedQueue, { ...boundedQueue, stations: { pickers: { kind: 'sink' } }, links: [] })).toEqual(boundedQueue);
    const calls: Scenario = { ...boundedQueue, links: boundedQueue.links.map((link) => ({ ...link, call: {} })) };
    expect(asRun(boundedQueue, calls)).toEqual(boundedQueue);
  });

  it('has the links as they are in the run', () => {
    const slow: Scenario = { ...boundedQueue, links: boundedQueue.links.map((link) => ({ ...link, delayS: 2 })) };
    expect(asRun(boundedQueue, slow).links).toEqual(slow.links);
  });
});

describe('stations at which more arrives than jobs', () => {
  it('are those behind a topic, a fork or a call, up to the join', () => {
    expect(reachedByCopies(boundedQueue)).toEqual(new Set());
    expect(reachedByCopies(scenarioOf('flowforge')).has('done')).toBe(true);
    const joined = scenarioOf('fan-in-fan-out-slow');
    const behind = reachedByCopies(joined);
    const named = (label: string): string => Object.entries(joined.stations).find(([, spec]) => spec.label === label)![0];
    expect([named('Worker 1'), named('Merge'), named('Results')].map((id) => behind.has(id))).toEqual([true, true, false]);
    const storm = reachedByCopies(scenarioOf('retry-storm'));
    expect([...storm].some((id) => scenarioOf('retry-storm').stations[id]?.kind === 'sink')).toBe(false);
  });
});
