import { Color } from 'pixi.js';
import { useEffect, useRef, useState, type RefObject } from 'react';
import { linkId } from '../../simulations/scenario/scenario';
import type { JobFollower, MeasurementSeries, ShownRun } from '../run';
import { JobMarks } from './follow/job-marks';
import { onThemeChange } from '../ui/tokens';
import { turns } from '../ui/turns';
import { boards } from './boards';
import type { Layout } from './geometry/layout';
import type { FoundDot } from './picture/dot-finder';
import { MovingPicture, type Camera } from './picture/moving-picture';
import type { Rgb, StageColours } from './picture/stage-textures';
import type { BoardExtras, StationBoard } from './station-board';

interface Options {
  readonly run: ShownRun;
  readonly layout: Layout;
  readonly board: StationBoard;
  readonly still: boolean;
  /** The element that the canvas fills. */
  readonly host: RefObject<HTMLDivElement | null>;
  readonly getCamera: () => Camera;
  readonly follower: JobFollower;
  /** What the job that is followed is called. */
  readonly markName: string;
  /** The first dot flies, or none ever will. */
  readonly onMoving: () => void;
  /** The job that is followed is where the camera does not look: at this point of the diagram. */
  readonly onOutOfSight: (x: number, y: number) => void;
}

/** Whether jobs can be drawn: there is nothing to draw with, or it is gone for the moment. */
export type Graphics = 'there' | 'none' | 'lost';

export interface MovingPictureState {
  readonly graphics: Graphics;
  readonly setCamera: (camera: Camera) => void;
  /** The job under a point of the canvas, or null. */
  readonly dotAt: (x: number, y: number) => FoundDot | null;
}

/** A dot is met this far beside its edge. */
const REACH_PX = 4;
const SLOW_EVERY_MS = 250;
/** A frame later than this is a pause, not a step of the easing. */
const DT_MS_MAX = 100;

/** Opens the canvas, feeds it with the run's frames and draws it as long as the stage is there. */
export function useMovingPicture({ run, layout, board, still, host, getCamera, follower, markName, onMoving, onOutOfSight }: Options): MovingPictureState {
  const [graphics, setGraphics] = useState<Graphics>('there');
  const picture = useRef<MovingPicture | null>(null);
  const newest = useRef({ layout, still, getCamera, markName, onMoving, onOutOfSight });
  useEffect(() => { newest.current = { layout, still, getCamera, markName, onMoving, onOutOfSight }; });

  useEffect(() => {
    picture.current?.setLayout(layout);
    const scenario = run.getSnapshot().scenario;
    if (scenario !== null) picture.current?.setRunScenario(scenario);
  }, [layout, run]);
  useEffect(() => { picture.current?.setStill(still); }, [still]);

  // Who stands where is drawn by the stations' order: when that has changed, the run that stands is seen anew.
  const order = layout.stations.map(({ id }) => id).join(' ');
  useEffect(() => run.showAgain(), [order, run]);

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    let gone = false;
    let close = () => { /* Nothing is open yet. */ };
    MovingPicture.open((seen) => board.put(seen.atNs, seen.states, seen.linkStates, seen.calling)).then((opened) => {
      // Under StrictMode the first mount is over before its renderer is ready.
      if (gone) {
        opened.destroy();
        return;
      }
      picture.current = opened;
      opened.setStill(newest.current.still);
      opened.setLayout(newest.current.layout);
      opened.setCamera(newest.current.getCamera());
      element.append(opened.canvas);
      opened.canvas.addEventListener('webglcontextlost', () => setGraphics('lost'));
      opened.canvas.addEventListener('webglcontextrestored', () => setGraphics('there'));
      const marks = new JobMarks(element, opened, follower, {
        name: () => newest.current.markName, onOutOfSight: (x, y) => newest.current.onOutOfSight(x, y),
      });
      const stop = drive(opened, element, run, board, () => marks.draw(), () => newest.current.onMoving());
      run.showAgain(); // It may have come to rest while this was not there yet.
      close = () => {
        stop();
        marks.clear();
      };
    }, () => {
      if (gone) return;
      setGraphics('none');
      newest.current.onMoving();
      close = driveNumbers(run, board);
      run.showAgain();
    });
    return () => {
      gone = true;
      close();
      picture.current?.destroy();
      picture.current = null;
    };
  }, [run, board, host, follower]);

  const [setCamera] = useState(() => (camera: Camera) => picture.current?.setCamera(camera));
  const [dotAt] = useState(() => (x: number, y: number) => picture.current?.dotAt(x, y, REACH_PX) ?? null);
  return { graphics, setCamera, dotAt };
}

/** Ties the picture to the run, the clock and the element's size; returns how to let go. */
function drive(
  picture: MovingPicture, element: HTMLDivElement, run: ShownRun, board: StationBoard, afterDrawing: () => void, onMoving: () => void,
): () => void {
  const stageRoot = element.closest<HTMLElement>('.stage') ?? element;
  const { choreography } = picture;
  let scenario = run.getSnapshot().scenario;
  let ids = Object.keys(scenario?.stations ?? {});
  let links = (scenario?.links ?? []).map(linkId);
  const seeScenario = () => {
    const present = run.getSnapshot().scenario;
    if (present === null || present === scenario) return;
    scenario = present;
    ids = Object.keys(present.stations);
    links = present.links.map(linkId);
    picture.setRunScenario(present);
  };
  if (scenario !== null) picture.setRunScenario(scenario);

  const letGo = [
    run.onFrame((view, span) => {
      seeScenario();
      picture.frame(view, span);
    }),
    run.onReset(() => {
      seeScenario();
      picture.reset();
      if (run.begun === null) board.clear();
    }),
    run.subscribe(seeScenario),
  ];

  const paint = () => picture.setColours(coloursOf(stageRoot));
  paint();
  const stopThemes = onThemeChange(paint);
  const resizes = new ResizeObserver(() => picture.resize(element.clientWidth, element.clientHeight, Math.min(devicePixelRatio, 2)));
  resizes.observe(element);

  const extras = boardExtras(run);
  let lastMs = performance.now();
  let slowMs = lastMs;
  let flowed: readonly number[] = [];
  const texts = boards.add(board, () => board.publish(ids, extras, links));
  const shine = turns.take(() => board.putFlows(new Map(choreography.layout.links.map((link, row) => [linkId(link), flowed[row] ?? 0]))));
  let request = requestAnimationFrame(function step(nowMs) {
    request = requestAnimationFrame(step);
    picture.draw(run.stageTime(), Math.min(nowMs - lastMs, DT_MS_MAX));
    lastMs = nowMs;
    afterDrawing();
    texts.see(nowMs);
    // The first dot is told of at once.
    if (nowMs - slowMs < SLOW_EVERY_MS && (choreography.launched === 0 || stageRoot.dataset['flights'] !== undefined)) return;
    if (choreography.launched > 0 && stageRoot.dataset['flights'] === undefined) onMoving();
    const launched = String(choreography.launched);
    if (stageRoot.dataset['flights'] !== launched) stageRoot.dataset['flights'] = launched;
    const flows = [...choreography.flows].map((jobs) => (jobs / (nowMs - slowMs)) * 1e3);
    choreography.flows.fill(0);
    slowMs = nowMs;
    if (flows.some((flow, link) => flow !== flowed[link])) {
      flowed = flows;
      shine.ask();
    }
  });

  return () => {
    cancelAnimationFrame(request);
    texts.drop();
    shine.drop();
    stopThemes();
    resizes.disconnect();
    for (const stop of letGo) stop();
  };
}

/** Where nothing can be drawn: the numbers go on, as the frames bring them. */
function driveNumbers(run: ShownRun, board: StationBoard): () => void {
  const extras = boardExtras(run);
  const stop = run.onFrame((view) => {
    board.put(view.nowNs, view.numbers.subarray(view.stationAt(0), view.stationAt(view.stations)), view.numbers.subarray(view.linkAt(0), view.linkAt(view.links)));
  });
  const texts = boards.add(board, () => {
    const { stations = {}, links = [] } = run.getSnapshot().scenario ?? {};
    board.publish(Object.keys(stations), extras, links.map(linkId));
  });
  let request = requestAnimationFrame(function step(nowMs) {
    request = requestAnimationFrame(step);
    texts.see(nowMs);
  });
  return () => {
    cancelAnimationFrame(request);
    texts.drop();
    stop();
  };
}

function boardExtras(run: ShownRun): BoardExtras {
  return {
    rates: (station) => {
      const measured = run.measurements.series();
      const series = measured.stations[station];
      const last = rowSeen(measured, run);
      return { arrivedPerS: series?.arrivedPerS[last] ?? 0, leftPerS: series?.leftPerS[last] ?? 0, shedPerS: series?.shedPerS[last] ?? 0 };
    },
    // Deadlines are counted for the whole model; with one sink that is the sink's.
    lateShare: () => {
      const stations = Object.values(run.getSnapshot().scenario?.stations ?? {});
      return stations.filter(({ kind }) => kind === 'sink').length === 1 ? lateShareOf(run) : NaN;
    },
  };
}

/** Over the span that the instruments take their rates over, so that the two agree. */
function lateShareOf(run: ShownRun): number {
  const measured = run.measurements.series();
  const last = rowSeen(measured, run);
  const served = measured.throughputPerS[last] ?? 0;
  return served > 0 ? Math.max(0, 1 - (measured.goodputPerS[last] ?? 0) / served) : NaN;
}

/** The last window that has ended in the picture: what has been measured is a moment ahead of it, and of two side by side one may be further ahead. */
function rowSeen({ length, tS }: MeasurementSeries, run: ShownRun): number {
  const { modelNs } = run.stageTime();
  let row = length - 1;
  while (row > 0 && Math.round((tS[row] ?? 0) * 1e9) > modelNs) row -= 1;
  return row;
}

function coloursOf(element: HTMLElement): StageColours {
  const style = getComputedStyle(element);
  const colour = (name: string, otherwise: string): Rgb => {
    const [r = 1, g = 1, b = 1] = new Color(style.getPropertyValue(name).trim() || otherwise).toArray();
    return [r, g, b];
  };
  return {
    fresh: colour('--stage-fresh', '#57d1e6'), ageing: colour('--stage-ageing', '#ffb84d'), late: colour('--stage-late', '#ff6b6b'),
    shed: colour('--stage-shed', '#a79bc4'), ink: colour('--stage-ink', '#e9eff7'),
  };
}
