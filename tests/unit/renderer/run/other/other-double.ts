import { expect } from 'vitest';
import { OtherRun } from '../../../../../renderer/run/other/other-run';
import type { FrameSpan } from '../../../../../renderer/run/run-snapshot';
import { FrameView } from '../../../../../simulations/engine/frame-view';
import { libraryScenarios } from '../../../../../simulations/library';
import { startRun } from '../../../../../simulations/scenario/start-run';
import type { Change, FaultSpec, Scenario } from '../../../../../simulations/scenario/scenario';
import { PageDouble, playing, SEED, WorkerDouble } from '../engine-double';

export const { scenario } = libraryScenarios[0]!;
/** The same system with far fewer workers. */
export const slow: Scenario = { ...scenario, stations: { ...scenario.stations, pickers: { ...scenario.stations['pickers']!, workers: 2 } } };

export interface Shown {
  readonly page: PageDouble;
  readonly other: OtherRun;
  readonly engine: WorkerDouble;
  /** Up to where the run was there before it had company. */
  readonly fromNs: number;
  /** What the other one was shown with, frame by frame. */
  readonly spans: (FrameSpan & { readonly made: number; readonly events: number })[];
}

/** Another version on a page that has a run; its engine answers when the page's does. */
export function otherOn(page: PageDouble, version: Scenario, engineMsPerLook = 0): { readonly other: OtherRun; readonly engine: WorkerDouble } {
  let engineMs = 0;
  const engines: WorkerDouble[] = [];
  const other = new OtherRun(page.run, version, {
    makeWorker: () => {
      const engine = new WorkerDouble([], () => (engineMs += engineMsPerLook));
      engines.push(engine);
      page.besides.push(engine);
      return engine;
    },
    answerWithinMs: 4000,
    nowMs: () => page.nowMs,
  });
  return { other, engine: engines[0]! };
}

export async function beside(version: Scenario, { speed = 1, engineMsPerLook = 0, leadMsPerLook = 6, firstMs = 0 } = {}): Promise<Shown> {
  const page = await playing(scenario, speed, new PageDouble(leadMsPerLook));
  await page.watch(firstMs);
  const fromNs = page.run.delivered.modelNs;
  const { other, engine } = otherOn(page, version, engineMsPerLook);
  const spans: Shown['spans'] = [];
  other.onFrame((view, span) => spans.push({ ...span, made: view.made, events: view.events }));
  await page.settle();
  return { page, other, engine, spans, fromNs };
}

/** What has happened by then in a run of `version`, with what was done on the way. */
export function unwatched(version: Scenario, nowNs: number, deeds: readonly { readonly atS: number; readonly change?: Change; readonly fault?: FaultSpec }[] = []): { events: number; made: number; inside: number } {
  const started = startRun(version, { seed: SEED, endS: Infinity });
  if (!started.ok) throw new Error('the scenario does not start');
  const run = started.value;
  for (const { atS, change, fault } of deeds) {
    run.advanceTo(atS);
    expect((change === undefined ? run.fault(fault!) : run.change(change)).ok).toBe(true);
  }
  run.advanceTo(nowNs / 1e9);
  const { events, made, inside } = new FrameView(run.readFrame());
  return { events, made, inside };
}
