import '@xyflow/react/dist/base.css';
import './stage.css';
import './diagram.css';
import { Background, BackgroundVariant, ConnectionMode, Panel, ReactFlow, ReactFlowProvider, SelectionMode, useOnViewportChange, useReactFlow } from '@xyflow/react';
import { memo, useCallback, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import type { AppActions, DocumentStore, Parts } from '../document';
import type { JobFollower, RunController } from '../run';
import { Kept } from '../ui/kept';
import { asRun } from './as-run';
import { FollowPanel } from './follow/follow-panel';
import { useFollowed } from './follow/use-followed';
import { useJobPointer } from './follow/use-job-pointer';
import type { Point } from './geometry/layout';
import { Legend, legendReachPx } from './legend';
import { LinkTargets } from './link-targets';
import { NoGraphics } from './no-graphics';
import { Pair } from './pair';
import type { ChannelEdgeType } from './nodes/channel-edge';
import { ConnectionLine } from './nodes/connection-line';
import type { StationNodeType } from './nodes/station-node';
import { StationToolbar } from './nodes/station-toolbar';
import { PictureButtons } from './picture-buttons';
import { StationBoard } from './station-board';
import { useDetail } from './use-detail';
import { DIAGRAM_TYPES, FIT, moreToExplain, paddingFor, useDiagram } from './use-diagram';
import { useFitting } from './use-fitting';
import { useHand } from './use-hand';
import { useMovingPicture } from './use-moving-picture';
import { useStill } from './use-still';

export interface StageProps {
  readonly run: RunController;
  readonly follower: JobFollower;
  readonly document: DocumentStore;
  readonly actions: AppActions;
  readonly picked: Parts;
  readonly onPick: (choose: (before: Parts) => Parts) => void;
  /** The station for which a link's target is asked for, or null. */
  readonly linkFrom: string | null;
  readonly onLinkAsked: () => void;
  /** Everything is brought into view when this number changes. */
  readonly showAlls: number;
  /** The first dot flies, or none ever will because this display cannot draw them. */
  readonly onMoving: () => void;
  /** Another picture beside this one, and of what; null: this one is alone. */
  readonly beside: { readonly scenario: Scenario; readonly picture: ReactNode; readonly caption: ReactNode } | null;
}

const EMPTY_VIEW = { x: 60, y: 90, zoom: 1 };
const SEVERAL = ['Shift', 'Control', 'Meta'];
const ARIA = {
  'node.a11yDescription.default': 'Press Enter to select the station, then the arrow keys to move it, C to link it to another, Delete to delete it.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to select the station.',
  'edge.a11yDescription.default': 'Press Enter to select the link, then Delete to delete it.',
};

/** The moving picture: the diagram under the hand, and the jobs on their way over it. */
export const Stage = memo(function Stage(props: StageProps) {
  return <ReactFlowProvider><StageFlow {...props} /></ReactFlowProvider>;
});

function StageFlow({ run, follower, document, actions, picked, onPick, linkFrom, onLinkAsked, showAlls, onMoving, beside }: StageProps) {
  const { scenario, opened } = useSyncExternalStore(document.subscribe, document.getSnapshot);
  const sampleEvery = useSyncExternalStore(run.subscribe, () => run.getSnapshot().sampleEvery);
  const stale = useSyncExternalStore(run.subscribe, () => run.getSnapshot().runStale);
  const present = useSyncExternalStore(run.subscribe, () => run.getSnapshot().scenario);
  const [keep] = useState(() => new Kept<Scenario>());
  const shown = useMemo(() => keep.take(stale ? scenario : asRun(scenario, present)), [keep, stale, scenario, present]);
  const [board] = useState(() => new StationBoard());
  const [moved, setMoved] = useState<ReadonlyMap<string, Point>>(new Map());
  const host = useRef<HTMLDivElement>(null);
  const still = useStill();
  const detail = useDetail();
  const { fitView, getViewport, setViewport, setCenter } = useReactFlow<StationNodeType, ChannelEdgeType>();

  const followed = useFollowed(follower, run);
  const { nodes, edges, layout, hasCalls, hasCopies } = useDiagram({ scenario: shown, board, moved, picked, places: followed.places, known: stale ? run.begun : null });
  const { graphics, setCamera, dotAt } = useMovingPicture({
    run, layout, board, still, host, getCamera: getViewport, follower, markName: followed.name, onMoving,
    onOutOfSight: (x, y) => void setCenter(x, y, { zoom: getViewport().zoom, duration: still ? 0 : 300 }),
  });
  const pointer = useJobPointer({ host, dotAt, actions, nameOf: (job) => followed.words?.job(job) ?? '' });
  useOnViewportChange({ onChange: setCamera });
  const isOfTwo = beside !== null;
  const legendOfBoth = useMemo(() => {
    if (beside === null) return null;
    const theirs = moreToExplain(beside.scenario);
    // What share of the jobs is drawn stands over each picture.
    return <Legend sampleEvery={1} still={still} hasCalls={hasCalls || theirs.hasCalls} hasCopies={hasCopies || theirs.hasCopies} />;
  }, [beside, still, hasCalls, hasCopies]);
  const isEmpty = Object.keys(scenario.stations).length === 0;
  /** An empty picture has nothing to fit; what comes first shall not jump. */
  const fit = useCallback((duration: number): void => (
    void (isEmpty ? setViewport(EMPTY_VIEW) : fitView({ ...FIT, padding: paddingFor(hasCalls || hasCopies, isOfTwo, legendReachPx(host.current)), duration }))
  ), [isEmpty, isOfTwo, hasCalls, hasCopies, setViewport, fitView]);
  const fitSoftly = useCallback(() => fit(still ? 0 : 250), [fit, still]);

  const hand = useHand({ document, nodes, actions, onPick, onMoving: setMoved });
  const { onMoveStart } = useFitting({ opened: `${opened} ${isOfTwo ? 'of two' : 'alone'}`, showAlls, stations: scenario.stations, host, fit: () => fit(0), show: fitSoftly });

  return (
    <div className="stage-row">
      <Pair one={scenario} other={beside} legend={legendOfBoth}>
        <section className="stage" aria-label="Stage" data-diagram data-detail={detail} {...pointer} onDragOver={hand.onDragOver} onDrop={hand.onDrop} onKeyDownCapture={hand.onKeyDownCapture}>
          {beside?.caption}
          <ReactFlow<StationNodeType, ChannelEdgeType>
            nodes={nodes} edges={edges} {...DIAGRAM_TYPES}
            onNodesChange={hand.onNodesChange} onEdgesChange={hand.onEdgesChange} onNodeClick={hand.onNodeClick} onEdgeClick={hand.onEdgeClick}
            onConnect={hand.onConnect} onConnectEnd={hand.onConnectEnd} isValidConnection={hand.isValidConnection}
            onReconnect={hand.onReconnect} onReconnectStart={hand.onReconnectStart} onReconnectEnd={hand.onReconnectEnd}
            onMoveStart={onMoveStart}
            connectionLineComponent={ConnectionLine} connectionRadius={34} connectionMode={ConnectionMode.Strict}
            minZoom={0.15} maxZoom={4}
            deleteKeyCode={null} selectionKeyCode="Shift" multiSelectionKeyCode={SEVERAL} selectionMode={SelectionMode.Partial}
            ariaLabelConfig={ARIA} proOptions={{ hideAttribution: true }} colorMode="dark"
          >
            <Background variant={BackgroundVariant.Dots} gap={30} size={1.4} />
            <div className="stage-canvas" ref={host} aria-hidden />
            <PictureButtons actions={actions} onFit={fitSoftly} atTop={isOfTwo} />
            {!isOfTwo && <Panel position="bottom-left"><Legend sampleEvery={sampleEvery} still={still} hasCalls={hasCalls} hasCopies={hasCopies} /></Panel>}
            {linkFrom !== null && <LinkTargets key={linkFrom} scenario={scenario} from={linkFrom} actions={actions} onDone={onLinkAsked} />}
            {picked.stations.length === 1 && picked.links.length === 0 && linkFrom === null && (
              <StationToolbar scenario={scenario} station={picked.stations[0] ?? ''} actions={actions} />
            )}
            {graphics !== 'there' && <NoGraphics graphics={graphics} isOfTwo={isOfTwo} />}
          </ReactFlow>
        </section>
      </Pair>
      <FollowPanel view={followed} actions={actions} ends={follower.ends} every={follower.every} />
    </div>
  );
}
