import '@xyflow/react/dist/base.css';
import './stage.css';
import './diagram.css';
import { Background, BackgroundVariant, ConnectionMode, Panel, ReactFlow, ReactFlowProvider, SelectionMode, useOnViewportChange, useReactFlow } from '@xyflow/react';
import { memo, useCallback, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Scenario } from '../../simulations/scenario/scenario';
import { linkId, nameIn, type AppActions, type DocumentStore, type Parts } from '../document';
import type { JobFollower, RunController } from '../run';
import { Kept } from '../ui/kept';
import { FollowPanel } from './follow/follow-panel';
import { useFollowed, type Places } from './follow/use-followed';
import { useJobPointer } from './follow/use-job-pointer';
import { layLinks, placeStations, type PlacedStation, type Point } from './geometry/layout';
import { Legend } from './legend';
import { LinkTargets } from './link-targets';
import { ChannelEdge, type ChannelEdgeType } from './nodes/channel-edge';
import { ConnectionLine } from './nodes/connection-line';
import { StationNode, type Lit, type StationNodeType } from './nodes/station-node';
import { StationToolbar } from './nodes/station-toolbar';
import { PictureButtons } from './picture-buttons';
import { linkWords } from './link-words';
import { NO_NUMBERS, QUIET_LINK, StationBoard } from './station-board';
import { nameOf, stationWords } from './station-words';
import { useDetail } from './use-detail';
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
}

const nodeTypes = { station: StationNode };
const edgeTypes = { channel: ChannelEdge };
const FIT = { maxZoom: 1.6, minZoom: 0.15 } as const;
/** The legend needs a second row where there is more to explain. */
const paddingFor = (isLong: boolean) => ({ top: '36px', right: '40px', bottom: isLong ? '92px' : '68px', left: '40px' }) as const;
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

function StageFlow({ run, follower, document, actions, picked, onPick, linkFrom, onLinkAsked, showAlls, onMoving }: StageProps) {
  const { scenario, opened } = useSyncExternalStore(document.subscribe, document.getSnapshot);
  const sampleEvery = useSyncExternalStore(run.subscribe, () => run.getSnapshot().sampleEvery);
  const stale = useSyncExternalStore(run.subscribe, () => run.getSnapshot().runStale);
  const [board] = useState(() => new StationBoard());
  const spoken = useSyncExternalStore(board.subscribe, board.getSpoken);
  const linkNumbers = useSyncExternalStore(board.subscribe, board.getLinks);
  const [moved, setMoved] = useState<ReadonlyMap<string, Point>>(new Map());
  const host = useRef<HTMLDivElement>(null);
  const still = useStill();
  const detail = useDetail();
  const { fitView, getViewport, setViewport, setCenter } = useReactFlow<StationNodeType, ChannelEdgeType>();

  const { stations, links } = scenario;
  const hasCalls = links.some(({ call }) => call !== undefined);
  // An edit seldom touches more than one station: the others, and where everything is, stay the same objects, and nothing of them is drawn anew.
  const [keeps] = useState(() => ({ stations: new Kept<readonly PlacedStation[]>(), nodes: new Kept<StationNodeType[]>(), edges: new Kept<ChannelEdgeType[]>() }));
  const placed = useMemo(() => keeps.stations.take(placeStations(stations, links, moved)), [keeps, stations, links, moved]);
  const layout = useMemo(() => layLinks(placed, links), [placed, links]);
  const followed = useFollowed(follower, run);
  const markName = followed.followed.what === 'job' ? followed.words?.job(followed.followed.way.id) ?? '' : '';
  const { failed, setCamera, dotAt } = useMovingPicture({
    run, layout, board, still, host, getCamera: getViewport, follower, markName, onMoving,
    onOutOfSight: (x, y) => void setCenter(x, y, { zoom: getViewport().zoom, duration: still ? 0 : 300 }),
  });
  const pointer = useJobPointer({ host, dotAt, actions, nameOf: (job) => followed.words?.job(job) ?? '' });
  useOnViewportChange({ onChange: setCamera });
  const isEmpty = Object.keys(stations).length === 0;
  const copies = hasCopies(stations);
  /** An empty picture has nothing to fit; what comes first shall not jump. */
  const fit = useCallback((duration: number): void => (
    void (isEmpty ? setViewport(EMPTY_VIEW) : fitView({ ...FIT, padding: paddingFor(hasCalls || copies), duration }))
  ), [isEmpty, hasCalls, copies, setViewport, fitView]);
  const fitSoftly = useCallback(() => fit(still ? 0 : 250), [fit, still]);

  const nodes = useMemo(() => keeps.nodes.take(layout.stations.map(({ id, form, x, y }): StationNodeType => {
    const spec = stations[id] ?? { kind: 'other' };
    const isNew = stale && run.begun !== null && !Object.hasOwn(run.begun.stations, id);
    return {
      id, type: 'station', position: { x, y }, width: form.width, height: form.height, measured: { width: form.width, height: form.height },
      data: { spec, form, board, isNew, lit: litOf(id, followed.places) }, selected: picked.stations.includes(id), deletable: false,
      ariaLabel: stationWords(nameOf(id, spec), spec, spoken.get(id) ?? NO_NUMBERS),
    };
  })), [keeps, layout, stations, board, picked.stations, spoken, stale, run, followed.places]);

  const edges = useMemo(() => keeps.edges.take(layout.links.map(({ from, to, d, middle, spec }): ChannelEdgeType => {
    const id = linkId({ from, to });
    const selected = picked.links.includes(id);
    return {
      id, source: from, target: to, type: 'channel', data: { d, middle, spec, board, isLit: followed.places.links.includes(id) }, selected, deletable: false, reconnectable: selected,
      ariaLabel: linkWords(nameIn(scenario, from), nameIn(scenario, to), spec, linkNumbers.get(id) ?? QUIET_LINK),
    };
  })), [keeps, layout, scenario, picked.links, board, linkNumbers, followed.places]);

  const hand = useHand({ document, nodes, actions, onPick, onMoving: setMoved });
  const { onMoveStart } = useFitting({ opened, showAlls, stations, host, fit: () => fit(0), show: fitSoftly });

  return (
    <div className="stage-row">
      <section className="stage" aria-label="Stage" data-diagram data-detail={detail} {...pointer} onDragOver={hand.onDragOver} onDrop={hand.onDrop} onKeyDownCapture={hand.onKeyDownCapture}>
        <ReactFlow<StationNodeType, ChannelEdgeType>
          nodes={nodes} edges={edges} nodeTypes={nodeTypes} edgeTypes={edgeTypes}
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
          <PictureButtons actions={actions} onFit={fitSoftly} />
          <Panel position="bottom-left"><Legend sampleEvery={sampleEvery} still={still} hasCalls={hasCalls} hasCopies={copies} /></Panel>
          {linkFrom !== null && <LinkTargets key={linkFrom} scenario={scenario} from={linkFrom} actions={actions} onDone={onLinkAsked} />}
          {picked.stations.length === 1 && picked.links.length === 0 && linkFrom === null && (
            <StationToolbar scenario={scenario} station={picked.stations[0] ?? ''} actions={actions} />
          )}
          {failed && (
            <Panel position="top-center" className="stage-missing">
              <p role="status">This display has no WebGL 2, so jobs are not drawn. Stations and numbers are live all the same.</p>
            </Panel>
          )}
        </ReactFlow>
      </section>
      <FollowPanel view={followed} actions={actions} ends={follower.ends} every={follower.every} />
    </div>
  );
}

const litOf = (id: string, { here, been }: Places): Lit => (here.includes(id) ? 'here' : been.includes(id) ? 'been' : 'no');

/** Forks and topics make copies of jobs. */
const hasCopies = (stations: Scenario['stations']): boolean => Object.values(stations).some(({ kind }) => kind === 'fork' || kind === 'topic');
