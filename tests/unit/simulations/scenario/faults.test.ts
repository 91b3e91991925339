// Method: small systems with clockwork times, so that what a fault does can be counted; planned and by hand must be the same.
import { describe, expect, it } from 'vitest';
import { reportOf } from '../../../../simulations/experiments/report';
import type { FaultSpec, Scenario } from '../../../../simulations/scenario/scenario';
import { replay, resumeRun } from '../../../../simulations/scenario/start-run';
import { validateScenario } from '../../../../simulations/scenario/validate-scenario';
import { chain, firstDifference, movesUntil, startValid } from '../../../properties/kit';

const clockwork = (rest: Partial<Scenario> = {}): Scenario => chain({ arrivals: { kind: 'regular', ratePerS: 10 }, service: { kind: 'constant', meanS: 0.05 } }, { durationS: 20, ...rest });
const planned = (atS: number, fault: FaultSpec): Scenario => clockwork({ timeline: [{ atS, fault }] });
const cut: FaultSpec = { kind: 'cut', link: 'source>line', forS: 2 };

describe('a cut link', () => {
  it('loses what is sent over it while it is cut', () => {
    const run = startValid(planned(5.05, cut));
    run.advanceTo(20);
    const { jobs, stations } = reportOf(run);
    expect(jobs).toMatchObject({ made: 200, shed: { cut: 20 } });
    expect(stations['source']!.shed).toEqual({ cut: 20 });
  });

  it('loses what waits to be sent', () => {
    // A line of two places in front of a slow worker: three jobs are in, the others wait outside until the link is cut at 2.05 s.
    const run = startValid(chain(
      { arrivals: { kind: 'regular', ratePerS: 10 }, capacityJobs: 2, service: { kind: 'constant', meanS: 100 } },
      { durationS: 4, timeline: [{ atS: 2.05, fault: { ...cut, forS: 0.5 } }] },
    ));
    run.advanceTo(4);
    expect(reportOf(run)).toMatchObject({ jobs: { made: 40, shed: { cut: 22 }, inside: 18 }, stations: { source: { inside: 15 } } });
  });
});

describe('a fault by hand', () => {
  it('is the same as the same fault planned, replays event for event, and goes on from a keyframe in the middle of it', () => {
    const byPlan = startValid(planned(5.05, cut));
    byPlan.sampleJobs(1);
    const expected = movesUntil(byPlan, 20);

    const byHand = startValid(clockwork());
    byHand.sampleJobs(1);
    const moves = movesUntil(byHand, 5.05);
    expect(byHand.fault(cut)).toMatchObject({ ok: true });
    moves.push(...movesUntil(byHand, 6));
    const resumed = resumeRun(structuredClone(byHand.keyframe()));
    resumed.sampleJobs(1);
    const rest = movesUntil(byHand, 20);
    expect(firstDifference(movesUntil(resumed, 20), rest)).toBe('');
    expect(firstDifference([...moves, ...rest], expected)).toBe('');

    const again = replay(byHand.recording());
    if (!again.ok) throw new Error(JSON.stringify(again.problems));
    again.value.advanceTo(20);
    expect(reportOf(again.value).jobs).toEqual(reportOf(byHand).jobs);
  });

  it('may come while the same is on already, and is over when the last of them is', () => {
    const run = startValid(clockwork());
    run.advanceTo(1.05);
    run.fault(cut);
    run.advanceTo(2.05);
    run.fault(cut);
    run.advanceTo(20);
    expect(reportOf(run).jobs.shed).toEqual({ cut: 30 });
  });
});

describe('a fault that cannot be', () => {
  it.each([
    [{ kind: 'explode', station: 'desk', forS: 1 }, 'timeline.0.fault.kind', /must be one of .*"explode"/],
    [{ kind: 'cut', link: 'line>end', forS: 1 }, 'timeline.0.fault.link', /no link "line>end"/],
    [{ kind: 'cut', station: 'desk', forS: 1 }, 'timeline.0.fault.station', /happens to a link/],
    [{ kind: 'flush', station: 'end', forS: 1 }, 'timeline.0.fault.station', /"end" is a sink/],
    [{ kind: 'cut', link: 'source>line', forS: -1 }, 'timeline.0.fault.forS', /must be 0 to/],
  ])('%j', (fault, path, message) => {
    const checked = validateScenario(planned(1, fault));
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.problems).toContainEqual({ path, message: expect.stringMatching(message) as string });
  });

  it('is refused by hand, and the run is as it was', () => {
    const run = startValid(clockwork());
    run.advanceTo(1);
    const { events } = run;
    expect(run.fault({ kind: 'slow', station: 'nowhere', forS: 1 })).toMatchObject({ ok: false });
    expect(run.recording().faults).toEqual([]);
    expect(run.events).toBe(events);
  });
});
