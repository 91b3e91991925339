// Method: recordings by hand, with changes planned and made before, at and after the beginning of the figures.
import { describe, expect, it } from 'vitest';
import { changedDuringFigures, figuredScenario } from '../../../../simulations/experiments/figured-scenario';
import type { RecordedChange } from '../../../../simulations/scenario/run-api';
import type { FaultSpec, Scenario } from '../../../../simulations/scenario/scenario';
import { chain, change } from '../../../properties/kit';

const path = 'stations.desk.workers';
const planned = (...items: readonly (readonly [atS: number, workers: number])[]): Scenario => chain({}, { timeline: items.map(([atS, workers]) => ({ atS, change: change(path, workers) })) });
const byHand = (atS: number, workers: number, afterPlanned = 0): RecordedChange => ({ ...change(path, workers), atS, afterEvents: 0, afterPlanned, inFigures: atS > 10 });
const seen = (scenario: Scenario, changes: readonly RecordedChange[] = [], nowS = 100): { workers: unknown; timeline: unknown[] } => {
  const figured = figuredScenario({ scenario, seed: 1, changes, faults: [] }, 10, nowS);
  return { workers: figured.stations['desk']!['workers'], timeline: figured.timeline.map((item) => [item.atS, item.change?.value]) };
};

describe('as the figures saw it', () => {
  it('what was changed before they began is done, the rest stands on the timeline', () => {
    expect(seen(planned([5, 2], [10, 3], [50, 4]))).toEqual({ workers: 3, timeline: [[50, 4]] });
    expect(seen(chain(), [byHand(5, 2), byHand(50, 4)])).toEqual({ workers: 2, timeline: [[50, 4]] });
  });

  it('planned and made changes keep the order in which they were made', () => {
    expect(seen(planned([5, 2]), [byHand(5, 3, 1)])).toEqual({ workers: 3, timeline: [] });
    expect(seen(planned([5, 2]), [byHand(5, 3, 0)])).toEqual({ workers: 2, timeline: [] });
  });

  it('what has not happened yet, and what changes nothing, is not there', () => {
    expect(seen(planned([50, 4], [90, 2]), [], 60)).toEqual({ workers: 1, timeline: [[50, 4]] });
    expect(seen(chain(), [byHand(50, 1)])).toEqual({ workers: 1, timeline: [] });
    expect(seen(chain(), [byHand(50, 2), byHand(60, 1)]).timeline).not.toEqual([]);
  });

  it('a fault that was over by then is not there, one that lasts into the figures is', () => {
    const pause = (forS: number): FaultSpec => ({ kind: 'pause', station: 'desk', forS });
    /** How long those last that theory gets to see, when the figures began at 0.3 s. */
    const faults = (timeline: Scenario['timeline'], byHand: readonly FaultSpec[] = []): unknown[] => figuredScenario({
      scenario: chain({}, { timeline }), seed: 1, changes: [],
      faults: byHand.map((fault) => ({ fault, atS: 0.1, afterEvents: 0, afterPlanned: 0, afterChanges: 0, inFigures: false })),
    }, 0.3, 100).timeline.map(({ fault }) => fault?.forS);
    // 0.1 + 0.2 is 0.3 in whole nanoseconds, and more in binary numbers.
    expect(faults([0.1, 0.2, 0.4].map((forS) => ({ atS: 0.1, fault: pause(forS) })))).toEqual([0.4]);
    expect(faults([], [pause(0.2), pause(0.4)])).toEqual([0.4]);
    expect(faults([{ atS: 50, fault: pause(0.1) }])).toEqual([0.1]);
  });

  it('is named by its first change, or is one steady state', () => {
    expect(changedDuringFigures(chain())).toBe('');
    expect(changedDuringFigures(planned([50, 4], [90, 2]))).toBe('stations.desk.workers changes at 50 s, while the figures are taken');
  });
});
